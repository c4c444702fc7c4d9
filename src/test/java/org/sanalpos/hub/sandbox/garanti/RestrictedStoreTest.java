package org.sanalpos.hub.sandbox.garanti;

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

    private final Sandbox sandbox;
    private final MutableClock clock;
    private final Shop shop;

    RestrictedStoreTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        clock = sandbox.clock();
        shop = Shop.restricted(sandbox);
    }

    @ParameterizedTest
    @CsvSource({
        "Transaction/InstallmentCnt, 3, 00",
        "Transaction/InstallmentCnt, 4, 58",
        "Transaction/CurrencyCode, 840, 92/0759",
        "Transaction/MotoInd, Y, 92/0764",
        "Transaction/MotoInd, E, 92/0764",
        "Transaction/MotoInd, H, 00"
    })
    void aSaleNeedsTheStoresRight(String path, String value, String outcome) {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), "100").with(path, value))
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void theDemonstrationStoresPasswordsDoNotFit() {
        Message mixed = Shop.demo(sandbox)
                .sale(Shop.newOrderId(), "100")
                .with("Terminal/ID", "30691251")
                .with("Terminal/MerchantID", "3000124");

        assertThat(Shop.demo(sandbox).exchangeUnchecked(mixed).outcome()).isEqualTo("92/0651");
    }

    @Test
    void aCaptureMustNotBeHigher() {
        String orderId = Shop.newOrderId();
        shop.paid(shop.preauth(orderId, "1000"));

        assertThat(shop.send(shop.capture(orderId, "1001")).outcome()).isEqualTo("13");
        assertThat(shop.send(shop.capture(orderId, "1000")).outcome()).isEqualTo("00");
    }

    @Test
    void aCaptureMustComeWithinFifteenDays() {
        String early = Shop.newOrderId();
        String late = Shop.newOrderId();
        shop.paid(shop.preauth(early, "1000"));
        shop.paid(shop.preauth(late, "1000"));

        clock.advance(Duration.ofDays(15));
        assertThat(shop.send(shop.capture(early, "1000")).outcome()).isEqualTo("00");
        clock.advance(Duration.ofSeconds(1));
        assertThat(shop.send(shop.capture(late, "1000")).outcome()).isEqualTo("92/0209");
    }

    @Test
    void aSaleIsVoidedOnItsDayAndRefundedFromTheNextOn() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.paid(shop.sale(orderId, "1000"));
        Message refund = shop.refund(orderId, "400").original(sale.rrn());

        assertThat(shop.send(refund).outcome()).isEqualTo("92/0208");
        clock.advance(Duration.ofHours(12));
        assertThat(shop.history(orderId).rows().get(0)).containsEntry("Settlement", "E");
        assertThat(shop.send(shop.voidOf(orderId).original(sale.rrn())).outcome())
                .isEqualTo("92/0210");
        Answer done = shop.send(refund);
        assertThat(done.outcome()).isEqualTo("00");
        assertThat(done.rrn()).startsWith("6125");
        assertThat(shop.send(shop.voidOf(orderId).original(done.rrn())).outcome())
                .isEqualTo("00");
    }
}
