package org.sanalpos.hub.sandbox.posnet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class DeclineTest {

    private final Shop shop;
    private final BankScreen screen;
    private final String orderId;

    DeclineTest(Sandbox sandbox) {
        shop = Shop.demo(sandbox);
        screen = sandbox.screen(Shop.BANK);
        orderId = Shop.newOrderId();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            01 | 0001 BANKANIZI ARAYIN
            03 | 0015 ISYERI STATUSU HATALI
            04 | 0004 RED-KARTA EL KOY
            05 | 0005 RED-ONAYLANMADI
            07 | 0007 BANKANIZI ARAYIN
            12 | 0012 RED-GECERSIZ ISLEM
            14 | 0014 RED-HATALI KART
            15 | 0053 BANKANIZI ARAYIN
            30 | 0030 BANKANIZI ARAYIN
            34 | 0034 Sahtekârlık şüphesi, karta el koyunuz.
            41 | 0041 RED-KARTA EL KOY
            43 | 0043 RED-KARTA EL KOY
            51 | 0051 RED-YETERSIZ BAKIYE
            54 | 0054 RED-ONAYLANMADI
            57 | 0057 RED-ONAYLANMADI
            61 | 0061 Tutar limiti aşıldı.
            82 | 0082 Güvenlik kodu hatalı.
            91 | 0091 BANKANIZI ARAYIN
            92 | 0092 Zaman aşımı, işlem geri alınıyor.
            96 | 0096 Sistem arızası.
            """)
    void anIssuersDeclineIsToldInTheBanksCodeAndWords(String iso, String outcome) {
        Answer answer = shop.send(shop.sale(orderId, "70000" + iso));

        assertThat(answer.outcome()).isEqualTo("0 " + outcome);
        assertThat(answer.text()).matches(".*</respText><yourIP>[0-9a-f.:]+</yourIP></posnetResponse>");
        assertThat(screen.transaction(orderId, 0).path("resultCode").asString()).isEqualTo(iso);
        assertThat(screen.captured(orderId)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sale", "auth"})
    void aCardDeclinesEveryPayment(String operation) {
        Message charge = shop.charge(operation, orderId, "1000").with("ccno", "4355080000005103");

        assertThat(shop.send(charge).get("respText")).isEqualTo("RED-YETERSIZ BAKIYE                0051");
    }

    @Test
    void capturesAndRefundsAreDeclinedByTheirAmount() {
        String auth = shop.paid(shop.auth(orderId, "8000000"));
        String sale = shop.paid(shop.sale(Shop.newOrderId(), "8000000"));

        assertThat(shop.outcome(shop.capt(auth, "7000051"))).isEqualTo("0 0051 RED-YETERSIZ BAKIYE");
        assertThat(shop.outcome(shop.refund(sale, "7000005"))).isEqualTo("0 0005 RED-ONAYLANMADI");

        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE DECLINED 0");
        assertThat(shop.outcome(shop.capt(auth, "8000000"))).isEqualTo("1");
    }
}
