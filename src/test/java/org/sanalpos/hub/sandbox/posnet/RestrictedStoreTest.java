package org.sanalpos.hub.sandbox.posnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class RestrictedStoreTest {

    private final MutableClock clock;
    private final Shop shop;
    private final String orderId;

    RestrictedStoreTest(Sandbox sandbox) {
        clock = sandbox.clock();
        shop = Shop.restricted(sandbox);
        orderId = Shop.newOrderId();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mailorderflag | Y  | 0015 TERMINAL ISLEM YETKISI YOK
            currencyCode  | US | 0207 GECERSIZ PARA BIRIMI
            installment   | 04 | 0012 RED-GECERSIZ ISLEM
            """)
    void whatTheStoreMayNotDoIsRefused(String name, String value, String outcome) {
        assertThat(shop.outcome(shop.sale(orderId, "1000").with(name, value))).isEqualTo("0 " + outcome);
        assertThat(shop.outcome(shop.sale(orderId, "1000").with("installment", "03")))
                .isEqualTo("1");
    }

    @Test
    void theNightClosesTheDay() {
        String sale = shop.paid(shop.sale(orderId, "1000"));
        assertThat(shop.outcome(shop.refund(sale, "100"))).isEqualTo("0 0411 ISLEM HENUZ FINANSALLASMAMIS");

        clock.advance(Duration.ofHours(12));

        assertThat(shop.outcome(shop.reverse("sale", sale))).isEqualTo("0 0211 GRUP KAPAMA YAPILMIS");
        assertThat(shop.outcome(shop.refund(sale, "100"))).isEqualTo("1");
    }

    @Test
    void aBlockLapses() {
        String first = shop.paid(shop.auth(orderId, "1000"));
        String second = shop.paid(shop.auth(Shop.newOrderId(), "1000"));

        clock.advance(Duration.ofDays(15));
        assertThat(shop.outcome(shop.capt(first, "1000"))).isEqualTo("1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(shop.outcome(shop.capt(second, "1000"))).isEqualTo("0 0051 RED-YETERSIZ BAKIYE");
    }
}
