package org.sanalpos.hub.sandbox.posnet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class CaptureTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final BankScreen screen;
    private final String orderId;

    CaptureTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        screen = sandbox.screen(Shop.BANK);
        orderId = Shop.newOrderId();
    }

    @Test
    void aCaptureHasAKeyOfItsOwnAndTheInstallmentsOfItsPreauthorization() {
        String auth = shop.paid(shop.auth(orderId, "5000").with("installment", "04"));

        Answer capture = shop.approved(shop.capt(auth, "4000"));

        assertThat(capture.key()).hasSize(18).isNotEqualTo(auth);
        assertThat(capture.get("inst1")).isEqualTo("04");
        assertThat(capture.get("amnt1")).isEqualTo("000000001000");
        assertThat(capture.get("tranDate")).isEqualTo("260504120000");
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE CAPTURED 4000");
        assertThat(screen.requests(orderId)).isEqualTo(2);
    }

    @Test
    void aCaptureMayHaveFewerInstallments() {
        String auth = shop.paid(shop.auth(orderId, "5000").with("installment", "04"));

        assertThat(shop.approved(shop.capt(auth, "5000").with("installment", "02"))
                        .get("inst1"))
                .isEqualTo("02");
        assertThat(screen.transaction(orderId, 1).path("installments").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amount       | 0    | 0204 GECERSIZ DATA
            amount       | -1   | 0204 GECERSIZ DATA
            amount       | 01   | 0205 GECERSIZ TUTAR
            amount       | 5001 | 0205 GECERSIZ TUTAR
            currencyCode | US   | 0207 GECERSIZ PARA BIRIMI
            currencyCode | XX   | E190 CURRENCYCODE HATALI
            installment  | 02   | 0206 TAK.SAY. PROV TAK.SAY.BUYUK OLAMAZ
            hostLogKey   | x    | 0015 PROVIZYON BULUNAMADI
            orderDate    | 20260504 | 0150 PAKET HATALI (ORDERDATE)
            """)
    void aCaptureThatDoesNotFitIsRefused(String name, String value, String outcome) {
        String auth = shop.paid(shop.auth(orderId, "5000"));

        assertThat(shop.outcome(shop.capt(auth, "5000").with(name, value))).isEqualTo("0 " + outcome);
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0");
    }

    @Test
    void onlyAKeyNamesThePreauthorization() {
        String auth = shop.paid(shop.auth(orderId, "5000"));
        Message capture = shop.capt(auth, "5000");

        assertThat(shop.outcome(capture.with("orderID", orderId))).contains("'orderID' öğesiyle");
        assertThat(shop.outcome(capture.without("hostLogKey").with("orderID", orderId)))
                .isEqualTo("0 0150 PAKET HATALI (ORDERID)");
        assertThat(shop.outcome(capture.without("hostLogKey"))).contains("2.4.b: 'capt'");
    }

    @Test
    void aSecondCaptureIsRefused() {
        String auth = shop.paid(shop.auth(orderId, "5000"));
        String capture = shop.paid(shop.capt(auth, "1000"));

        assertThat(shop.outcome(shop.capt(auth, "1000"))).isEqualTo("0 0200 GECERSIZ ISLEM");
        assertThat(shop.outcome(shop.capt(capture, "1000"))).isEqualTo("0 0202 GECERSIZ ISLEM TIPI");
    }

    @Test
    void onlyAnOpenPreauthorizationOfTheStoreIsCaptured() {
        String sale = shop.paid(shop.sale(orderId, "5000"));
        String auth = shop.paid(shop.auth(Shop.newOrderId(), "5000"));
        String voided = shop.paid(shop.auth(Shop.newOrderId(), "5000"));
        shop.approved(shop.reverse("auth", voided));

        assertThat(shop.outcome(shop.capt(sale, "5000"))).isEqualTo("0 0202 GECERSIZ ISLEM TIPI");
        assertThat(shop.outcome(Shop.restricted(sandbox).capt(auth, "5000"))).isEqualTo("0 0015 PROVIZYON BULUNAMADI");
        assertThat(shop.outcome(shop.capt(voided, "5000"))).isEqualTo("0 0015 PROVIZYON BULUNAMADI");
    }

    @Test
    void theVoidOfACaptureLeavesTheBlockOpen() {
        String auth = shop.paid(shop.auth(orderId, "5000"));
        String capture = shop.paid(shop.capt(auth, "1000"));
        assertThat(shop.outcome(shop.reverse("auth", auth))).isEqualTo("0 0788 FINANSAL ISLEM YAPILMIS");

        shop.approved(shop.reverse("capt", capture));

        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE VOIDED 1000");
        String again = shop.paid(shop.capt(auth, "5000"));
        shop.approved(shop.reverse("capt", again));
        shop.approved(shop.reverse("auth", auth));
        assertThat(screen.lines(orderId))
                .containsExactly("PREAUTH VOIDED 0", "CAPTURE VOIDED 1000", "CAPTURE VOIDED 5000");
    }
}
