package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class RefundTest {

    private final Shop shop;
    private final BankScreen screen;

    RefundTest(Sandbox sandbox) {
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("garanti");
    }

    @Test
    void refundsAddUpToTheCapturedAmount() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.paid(shop.sale(orderId, "12990"));

        Answer first = shop.paid(shop.refund(orderId, "2990").original(sale.rrn()));
        Answer tooMuch = shop.send(shop.refund(orderId, "10001"));
        assertThat(shop.status(orderId).status("Status")).isEqualTo("APPROVED");
        shop.paid(shop.refund(orderId, "10000"));
        Answer third = shop.send(shop.refund(orderId, "1"));

        assertThat(first.rrn()).isNotEqualTo(sale.rrn());
        assertThat(first.authCode()).isNotEqualTo(sale.authCode());
        assertThat(tooMuch.outcome()).isEqualTo("92/0214");
        assertThat(tooMuch.response("ErrorMsg")).isEqualTo("İade tutarı, satış tutarından büyük olamaz");
        assertThat(third.outcome()).isEqualTo("92/0214");
        assertThat(shop.status(orderId).status("Status")).isEqualTo("REFUNDED");
        assertThat(screen.lines(orderId))
                .containsExactly("SALE CAPTURED 12990", "REFUND CAPTURED 2990", "REFUND CAPTURED 10000");
    }

    @Test
    void aCaptureIsRefundedByItsReference() {
        String orderId = Shop.newOrderId();
        Answer preauth = shop.paid(shop.preauth(orderId, "1000"));
        Answer early = shop.send(shop.refund(orderId, "100"));
        Answer capture = shop.paid(shop.capture(orderId, "800"));

        assertThat(early.outcome()).isEqualTo("92/0203");
        assertThat(shop.send(shop.refund(orderId, "100").original(preauth.rrn()))
                        .outcome())
                .isEqualTo("92/0203");
        assertThat(shop.send(shop.refund(orderId, "801").original(capture.rrn()))
                        .outcome())
                .isEqualTo("92/0214");
        shop.paid(shop.refund(orderId, "800").original(capture.rrn()));
        assertThat(screen.refunded(orderId)).isEqualTo(800);
    }

    @Test
    void aRefundThatFitsNothingIsRefused() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.paid(shop.sale(orderId, "1000"));

        assertThat(shop.send(shop.refund(Shop.newOrderId(), "100")).outcome()).isEqualTo("92/0203");
        assertThat(shop.send(shop.refund(orderId, "100").original("612499999999"))
                        .outcome())
                .isEqualTo("92/0203");
        assertThat(shop.send(shop.refund(orderId, "100").with("Transaction/CurrencyCode", "840"))
                        .outcome())
                .isEqualTo("77");
        shop.paid(shop.voidOf(orderId));
        assertThat(shop.send(shop.refund(orderId, "100")).outcome()).isEqualTo("92/0208");
        assertThat(shop.send(shop.refund(orderId, "100").original(sale.rrn())).outcome())
                .isEqualTo("92/0208");
        assertThat(shop.history(orderId).rows())
                .extracting(row -> row.get("Type") + " " + row.get("Status"))
                .containsExactly("sales 00", "refund 01", "refund 01", "void 00", "refund 01", "refund 01");
    }

    @Test
    void aVoidedRefundCanBeMadeAgain() {
        String orderId = Shop.newOrderId();
        shop.paid(shop.sale(orderId, "1000"));
        Answer refund = shop.paid(shop.refund(orderId, "1000"));
        shop.paid(shop.voidOf(orderId).original(refund.rrn()));

        shop.paid(shop.refund(orderId, "1000"));

        assertThat(screen.lines(orderId))
                .containsExactly("SALE CAPTURED 1000", "REFUND VOIDED 1000", "REFUND CAPTURED 1000");
    }

    @Test
    void someAmountsAreRefundableOnlyAfterTheEndOfDay() {
        String orderId = Shop.newOrderId();
        shop.paid(shop.sale(orderId, "7200000"));

        assertThat(shop.send(shop.refund(orderId, "100")).outcome()).isEqualTo("92/0208");
        screen.settle();
        assertThat(shop.send(shop.refund(orderId, "100")).outcome()).isEqualTo("00");
    }
}
