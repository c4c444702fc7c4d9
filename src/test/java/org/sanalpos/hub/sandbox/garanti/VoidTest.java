package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class VoidTest {

    private final Shop shop;
    private final BankScreen screen;

    VoidTest(Sandbox sandbox) {
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("garanti");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "12990", "1", "0", "9999999999999999999"})
    void aSaleIsVoidedWhateverTheAmount(String amount) {
        String orderId = Shop.newOrderId();
        Answer sale = shop.paid(shop.sale(orderId, "12990"));

        Answer answer = shop.paid(
                shop.voidOf(orderId).with("Transaction/Amount", amount).original(sale.rrn()));

        assertThat(answer.response("Source")).isEqualTo("HOST");
        assertThat(answer.get("Terminal/ProvUserID")).isEqualTo("PROVRFN");
        assertThat(answer.rrn()).matches("6124[0-9]{8}").isNotEqualTo(sale.rrn());
        assertThat(answer.authCode()).isEqualTo(sale.authCode());
        assertThat(answer.get("Transaction/CardNumberMasked")).isEqualTo("55496087****1500");
        assertThat(screen.lines(orderId)).containsExactly("SALE VOIDED 12990");
    }

    @Test
    void historyShowsTheVoidedSaleTheVoidAndARefusedSecondVoid() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.paid(shop.sale(orderId, "1000"));
        Answer done = shop.paid(shop.voidOf(orderId));
        Answer again = shop.send(shop.voidOf(orderId).original(sale.rrn()));

        assertThat(again.outcome()).isEqualTo("92/0210");
        assertThat(again.response("ErrorMsg")).isEqualTo("İptal etmek istediğiniz işlem geçerli değil");
        assertThat(again.rrn()).matches("6124[0-9]{8}");
        var rows = shop.history(orderId).rows();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0))
                .containsAllEntriesOf(Map.of(
                        "Type", "sales",
                        "Status", "00",
                        "AuthAmount", "1000",
                        "AuthDate", "20260504",
                        "VoidDate", "20260504",
                        "RetrefNum", sale.rrn(),
                        "ReturnCode", "00",
                        "CurrencyCode", "949"));
        assertThat(rows.get(1))
                .containsAllEntriesOf(Map.of(
                        "Type", "void",
                        "Status", "00",
                        "AuthAmount", "1000",
                        "AuthDate", "20260504",
                        "VoidDate", "",
                        "RetrefNum", done.rrn(),
                        "AuthCode", sale.authCode(),
                        "CurrencyCode", "949"));
        assertThat(rows.get(2))
                .containsAllEntriesOf(Map.of(
                        "Type", "void",
                        "Status", "01",
                        "AuthAmount", "100",
                        "AuthDate", "",
                        "RetrefNum", again.rrn(),
                        "AuthCode", "",
                        "ReturnCode", "92",
                        "CurrencyCode", "0"));
    }

    @Test
    void theLastTransactionIsVoidedFirst() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.paid(shop.sale(orderId, "1000"));
        Answer first = shop.paid(shop.refund(orderId, "300"));
        Answer second = shop.paid(shop.refund(orderId, "200"));

        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("92/0202");
        assertThat(shop.send(shop.voidOf(orderId).original(sale.rrn())).outcome())
                .isEqualTo("92/0207");
        assertThat(shop.send(shop.voidOf(orderId).original(first.rrn())).outcome())
                .isEqualTo("92/0207");
        for (Answer last : new Answer[] {second, first, sale}) {
            shop.paid(shop.voidOf(orderId).original(last.rrn()));
        }
        assertThat(screen.lines(orderId)).containsExactly("SALE VOIDED 1000", "REFUND VOIDED 300", "REFUND VOIDED 200");
    }

    @Test
    void aCaptureIsVoidedBeforeItsPreauthorization() {
        String orderId = Shop.newOrderId();
        Answer preauth = shop.paid(shop.preauth(orderId, "1000"));
        Answer capture = shop.paid(shop.capture(orderId, "1000"));

        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("92/0202");
        assertThat(shop.send(shop.voidOf(orderId).original(preauth.rrn())).outcome())
                .isEqualTo("92/0207");
        shop.paid(shop.voidOf(orderId).original(capture.rrn()));
        shop.paid(shop.voidOf(orderId).original(preauth.rrn()));
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH VOIDED 0", "CAPTURE VOIDED 1000");
        assertThat(shop.status(orderId).status("Status")).isEqualTo("VOID");
    }

    @Test
    void aVoidThatFindsNothingIsRefused() {
        String orderId = Shop.newOrderId();
        shop.paid(shop.sale(orderId, "1000"));

        assertThat(shop.send(shop.voidOf(Shop.newOrderId())).outcome()).isEqualTo("92/0201");
        assertThat(shop.send(shop.voidOf(orderId).original("612499999999")).outcome())
                .isEqualTo("92/0201");
        assertThat(shop.send(shop.voidOf(orderId).with("Transaction/CurrencyCode", "840"))
                        .outcome())
                .isEqualTo("77");
        Answer done = shop.paid(shop.voidOf(orderId));
        assertThat(shop.send(shop.voidOf(orderId).original(done.rrn())).outcome())
                .isEqualTo("92/0201");
    }

    @Test
    void afterTheEndOfDayOnlyPreauthorizationsCanBeVoided() {
        String sale = Shop.newOrderId();
        String captured = Shop.newOrderId();
        String open = Shop.newOrderId();
        Answer paid = shop.paid(shop.sale(sale, "1000"));
        Answer preauth = shop.paid(shop.preauth(captured, "1000"));
        Answer capture = shop.paid(shop.capture(captured, "1000"));
        shop.paid(shop.preauth(open, "1000"));
        screen.settle();

        assertThat(shop.send(shop.voidOf(sale)).outcome()).isEqualTo("92/0210");
        assertThat(shop.send(shop.voidOf(captured)).outcome()).isEqualTo("92/0210");
        assertThat(shop.send(shop.voidOf(captured).original(capture.rrn())).outcome())
                .isEqualTo("92/0210");
        assertThat(shop.send(shop.voidOf(captured).original(preauth.rrn())).outcome())
                .isEqualTo("92/0210");
        shop.paid(shop.voidOf(open));
        Answer refund = shop.paid(shop.refund(sale, "400").original(paid.rrn()));
        assertThat(shop.history(sale).rows().get(0)).containsEntry("Settlement", "E");
        shop.paid(shop.voidOf(sale).original(refund.rrn()));
        assertThat(screen.lines(sale)).containsExactly("SALE SETTLED 1000", "REFUND VOIDED 400");
    }
}
