package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class DeclineTest {

    private final Sandbox sandbox;
    private final Shop shop;

    DeclineTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
    }

    @ParameterizedTest
    @CsvSource({
        "51, 51, Kart limiti yetersiz, LIMIT YETERSIZ",
        "05, 05, İşlem onaylanmadı, ISLEM ONAYLANMADI",
        "12, 12, Geçersiz işlem, GECERSIZ ISLEM",
        "14, 14, Kart numarası hatalı, HATALI KART NUMARASI.",
        "41, 41, Kayıp kart, KAYIP KART",
        "54, 54, Vadesi dolmuş kart, VADESI DOLMUS KART",
        "59, 34, 'Muhtemelen çalıntı kart, el koyunuz', 'MUHTEMELEN CALINTI KART, EL KOYUNUZ'",
        "82, 12, Güvenlik kodu hatalı, CVC2/4CSC HATALI",
        "91, 91, Bankasına ulaşılamıyor, BANKASINA ULASILAMIYOR",
        "92, 68, Cevap çok geç geldi, CEVAP COK GEC GELDI"
    })
    void theIssuersDeclineIsWrittenInTheBanksNumbers(String iso, String code, String text, String systemText) {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, "70000" + iso));

        assertThat(answer.response("Source")).isEqualTo("HOST");
        assertThat(answer.response("Code")).isEqualTo(code);
        assertThat(answer.response("ReasonCode")).isEqualTo(code);
        assertThat(answer.response("Message")).isEqualTo("Declined");
        assertThat(answer.response("ErrorMsg")).isEqualTo(text);
        assertThat(answer.response("SysErrMsg")).isEqualTo(systemText);
        assertThat(answer.rrn()).matches("6124[0-9]{8}");
        for (String empty : new String[] {"AuthCode", "CardHolderName", "CardType"}) {
            assertThat(answer.get("Transaction/" + empty)).isEmpty();
        }
        assertThat(answer.get("Transaction/CardNumberMasked")).isEqualTo("55496087****1500");

        Answer status = shop.status(orderId);
        assertThat(status.outcome()).isEqualTo("00");
        assertThat(status.status("Status")).isEqualTo("DECLINED");
        assertThat(status.status("Code")).isEqualTo(code);
        assertThat(status.status("SysErrMsg")).isEqualTo(systemText);
        assertThat(status.status("RetrefNum")).isEqualTo(answer.rrn());
        assertThat(status.status("AuthAmount")).isEqualTo("0");
        Map<String, String> row = shop.history(orderId).rows().get(0);
        assertThat(row)
                .containsEntry("Type", "sales")
                .containsEntry("Status", "01")
                .containsEntry("ReturnCode", code)
                .containsEntry("AuthAmount", "70000" + iso)
                .containsEntry("AuthDate", "")
                .containsEntry("CurrencyCode", "0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01", "03", "04", "05", "07", "09", "12", "13", "14", "15", "30", "33", "34", "36", "37", "38", "41",
                "43", "51", "54", "55", "57", "58", "59", "61", "62", "63", "65", "75", "82", "91", "92", "93", "96"
            })
    void everyDeclineHasWords(String iso) {
        Answer answer = shop.send(shop.preauth(Shop.newOrderId(), "70000" + iso));

        assertThat(answer.response("Source")).isEqualTo("HOST");
        assertThat(answer.response("ErrorMsg")).isNotEmpty();
        assertThat(answer.response("SysErrMsg")).matches("[A-Z0-9 ,.()/]+");
    }

    @Test
    void aCardDeclinesWhateverTheAmount() {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), "100").card("4355080000005103"))
                        .outcome())
                .isEqualTo("51");
    }

    @Test
    void capturesAndRefundsAreDeclinedByTheirAmountAndMayBeTriedAgain() {
        String orderId = Shop.newOrderId();
        shop.paid(shop.preauth(orderId, "10000000"));

        Answer capture = shop.send(shop.capture(orderId, "7000091"));
        shop.paid(shop.capture(orderId, "9000000"));
        Answer refund = shop.send(shop.refund(orderId, "7000005"));
        shop.paid(shop.refund(orderId, "8000000"));

        assertThat(capture.outcome()).isEqualTo("91");
        assertThat(refund.outcome()).isEqualTo("05");
        assertThat(sandbox.screen("garanti").lines(orderId))
                .containsExactly(
                        "PREAUTH AUTHORIZED 0",
                        "CAPTURE DECLINED 0",
                        "CAPTURE CAPTURED 9000000",
                        "REFUND DECLINED 0",
                        "REFUND CAPTURED 8000000");
        assertThat(shop.history(orderId).rows())
                .extracting(row -> row.get("Type") + " " + row.get("ReturnCode") + " " + row.get("AuthAmount"))
                .containsExactly(
                        "preauth 00 0",
                        "postauth 91 7000091",
                        "postauth 00 9000000",
                        "refund 05 7000005",
                        "refund 00 8000000");
    }

    @Test
    void aDeclinedPaymentCanBeNeitherCapturedNorVoidedNorRefunded() {
        String orderId = Shop.newOrderId();
        shop.send(shop.preauth(orderId, "7000051"));

        assertThat(shop.send(shop.capture(orderId, "100")).outcome()).isEqualTo("92/0204");
        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("92/0201");
        assertThat(shop.send(shop.refund(orderId, "100")).outcome()).isEqualTo("92/0203");
    }
}
