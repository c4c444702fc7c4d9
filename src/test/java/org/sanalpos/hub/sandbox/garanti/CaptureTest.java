package org.sanalpos.hub.sandbox.garanti;

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

    CaptureTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("garanti");
    }

    @ParameterizedTest
    @CsvSource({"50000, 00", "48000, 00", "1, 00", "57500, 00", "57501, 13", "99999, 13"})
    void aCaptureMayBeLowerAndUpToFifteenPercentHigher(String amount, String outcome) {
        String orderId = Shop.newOrderId();
        Answer preauth = shop.paid(shop.preauth(orderId, "50000"));

        Answer capture = shop.send(shop.capture(orderId, amount).original(preauth.rrn()));

        assertThat(capture.outcome()).isEqualTo(outcome);
        assertThat(capture.response("Source")).isEqualTo("HOST");
        assertThat(capture.rrn()).matches("6124[0-9]{8}").isNotEqualTo(preauth.rrn());
        assertThat(screen.captured(orderId)).isEqualTo(outcome.equals("00") ? Long.parseLong(amount) : 0);
    }

    @Test
    void aCaptureNeedsNoReferenceAndKeepsTheAuthorizationCode() {
        String orderId = Shop.newOrderId();
        Answer preauth = shop.paid(shop.preauth(orderId, "50000"));

        Answer capture = shop.paid(shop.capture(orderId, "50000"));

        assertThat(capture.authCode()).isEqualTo(preauth.authCode());
        assertThat(capture.get("Transaction/CardNumberMasked")).isEqualTo("55496087****1500");
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE CAPTURED 50000");
    }

    @Test
    void aPreauthorizationIsCapturedOnce() {
        String orderId = Shop.newOrderId();
        Answer preauth = shop.paid(shop.preauth(orderId, "50000"));
        shop.paid(shop.capture(orderId, "10000"));

        Answer again = shop.send(shop.capture(orderId, "10000").original(preauth.rrn()));

        assertThat(again.outcome()).isEqualTo("92/0209");
        assertThat(again.rrn()).matches("6124[0-9]{8}");
    }

    @Test
    void theVoidOfACaptureLeavesThePreauthorizationOpen() {
        String orderId = Shop.newOrderId();
        shop.paid(shop.preauth(orderId, "50000"));
        Answer capture = shop.paid(shop.capture(orderId, "20000"));

        shop.paid(shop.voidOf(orderId).original(capture.rrn()));
        assertThat(shop.status(orderId).status("Status")).isEqualTo("WAITINGPOSTAUTH");
        shop.paid(shop.capture(orderId, "30000"));

        assertThat(screen.lines(orderId))
                .containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE VOIDED 20000", "CAPTURE CAPTURED 30000");
    }

    @Test
    void aCaptureThatFitsNoOpenPreauthorizationIsRefused() {
        String sale = Shop.newOrderId();
        shop.paid(shop.sale(sale, "100"));
        String preauth = Shop.newOrderId();
        shop.paid(shop.preauth(preauth, "100"));

        assertThat(shop.send(shop.capture(Shop.newOrderId(), "100")).outcome()).isEqualTo("92/0204");
        assertThat(shop.send(shop.capture(sale, "100")).outcome()).isEqualTo("92/0204");
        assertThat(shop.send(shop.capture(preauth, "100").original("612499999999"))
                        .outcome())
                .isEqualTo("92/0204");
        assertThat(shop.send(shop.capture(preauth, "100").with("Transaction/CurrencyCode", "840"))
                        .outcome())
                .isEqualTo("77");
        assertThat(shop.send(Shop.restricted(sandbox).capture(preauth, "100")).outcome())
                .isEqualTo("92/0204");
        shop.paid(shop.voidOf(preauth));
        assertThat(shop.send(shop.capture(preauth, "100")).outcome()).isEqualTo("92/0209");
    }

    @Test
    void aForeignPreauthorizationIsCapturedInItsCurrency() {
        String orderId = Shop.newOrderId();
        shop.paid(shop.preauth(orderId, "100").with("Transaction/CurrencyCode", "978"));

        assertThat(shop.send(shop.capture(orderId, "100").with("Transaction/CurrencyCode", "978"))
                        .outcome())
                .isEqualTo("00");
    }
}
