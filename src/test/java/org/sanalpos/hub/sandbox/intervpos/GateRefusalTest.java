package org.sanalpos.hub.sandbox.intervpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

/** How the gates refuse forms. */
@SandboxTest
class GateRefusalTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final Checkout checkout;
    private final String orderId = Shop.newOrderId();

    GateRefusalTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        checkout = new Checkout(sandbox, shop);
    }

    private Map<String, String> refusal(WebPage.Form form) {
        return checkout.verified(checkout.refused(checkout.signed(form)));
    }

    private static String outcome(Map<String, String> fields) {
        assertThat(fields)
                .containsEntry("mdStatus", "0")
                .containsEntry("TxnStat", "E")
                .containsEntry("MD", "")
                .containsEntry("Response", "")
                .containsEntry("TxnResult", "")
                .containsEntry("PAResVerified", "False");
        return fields.get("ProcReturnCode") + " " + fields.get("ErrorMessage") + " " + fields.get("ErrorCode");
    }

    @ParameterizedTest
    @CsvSource({
        "OrderId, ''",
        "OrderId, a b",
        "OrderId, çay",
        "PurchAmount, ''",
        "PurchAmount, '10,00'",
        "PurchAmount, 10.001",
        "PurchAmount, -1",
        "Currency, ''",
        "Currency, TRY",
        "Currency, 392",
        "InstallmentCount, 02",
        "InstallmentCount, x",
        "OkUrl, ''",
        "OkUrl, /ok",
        "OkUrl, 'javascript:alert(1)'",
        "Rnd, ''",
        "Lang, de",
        "Version3D, 3.0",
        "CardType, 1",
        "CardType, 2",
        "Pan, ''",
        "Pan, 4546 7112 3456 7894",
        "Expiry, 12/30",
        "Expiry, 1330",
        "Cvv2, ''",
        "Cvv2, 12",
        "BonusAmount, '1,00'",
        "SecureType, 3DHost",
        "UserCode, DENIZHUBAPI",
        "UserPass, Deniz+Hub&01",
        "storeKey, x",
        "MD, x",
        "MOTO, 0",
        "orgOrderId, x",
        "CartType, 1"
    })
    void aMalformedFieldIsNamedAndTheCallbackIsSigned(String field, String value) {
        Map<String, String> fields =
                refusal(checkout.form("3DModel", orderId, "10.00").with(field, value));

        assertThat(outcome(fields)).isEqualTo("30 Mesaj Hatasi - " + field + " 30");
        assertThat(fields)
                .containsEntry("ShopCode", "7001201")
                .containsEntry("OrderId", field.equals("OrderId") ? "" : orderId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"OrderId", "PurchAmount", "Currency", "InstallmentCount", "OkUrl", "Rnd", "Pan", "Expiry", "Cvv2"
            })
    void aMandatoryFieldMustBeThere(String field) {
        assertThat(outcome(refusal(checkout.form("3DPay", orderId, "10.00").with(field, null))))
                .isEqualTo("30 Mesaj Hatasi - " + field + " 30");
    }

    @ParameterizedTest
    @CsvSource({"Pan, ''", "Pan, 4546711234567894", "Expiry, 1230", "Cvv2, ''", "CardType, 0"})
    void aHostedFormMustNotHaveCardFieldsNotEvenEmptyOnes(String field, String value) {
        Map<String, String> fields =
                refusal(checkout.form("3DHost", orderId, "10.00").with(field, value));

        assertThat(outcome(fields)).isEqualTo("30 Mesaj Hatasi - " + field + " 30");
        assertThat(fields).containsEntry("__EVENTTARGET", "").containsEntry("__EVENTARGUMENT", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3DModel", "3DPay", "NonSecure", ""})
    void theHostPageTakesHostedFormsOnly(String secureType) {
        assertThat(outcome(refusal(checkout.form("3DHost", orderId, "10.00").with("SecureType", secureType))))
                .isEqualTo("30 Mesaj Hatasi - SecureType 30");
    }

    @ParameterizedTest
    @CsvSource({
        "TxnType, Refund, E31 Gecersiz Islem E31",
        "TxnType, '', E31 Gecersiz Islem E31",
        "PurchAmount, 0.00, 13 Gecersiz Tutar 13",
        "Pan, 4546711234567890, 14 Gecersiz Hesap Numarasi 14",
        "Pan, 1111111111111117, 15 Tanimsiz Issuer 15",
        "Expiry, 0426, 54 Suresi Dolmus Kart 54",
        "Cvv2, 1234, 82 Guvenlik Kodu Hatali 82",
        "InstallmentCount, 13, 58 POSa Izin Verilmeyen Islem - Taksit 58",
        "BonusAmount, 5.00, 58 POSa Izin Verilmeyen Islem - BonusAmount 58",
        "AgricultureTxnFlag, T, 58 POSa Izin Verilmeyen Islem - AgricultureTxnFlag 58"
    })
    void aPaymentIsRefusedByTheBankInItsWords(String field, String value, String outcome) {
        assertThat(outcome(refusal(checkout.form("3DPay", orderId, "10.00").with(field, value))))
                .isEqualTo(outcome);
        assertThat(sandbox.screen("denizbank").lines(orderId)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Currency, 840, Para Birimi", "InstallmentCount, 4, Taksit"})
    void theSecondStoreHasFewRights(String field, String value, String reason) {
        Checkout second = new Checkout(sandbox, Shop.restricted(sandbox));
        WebPage.Form form = second.form("3DModel", orderId, "10.00").with(field, value);

        assertThat(outcome(second.verified(second.refused(second.signed(form)))))
                .isEqualTo("58 POSa Izin Verilmeyen Islem - " + reason + " 58");
    }

    @ParameterizedTest
    @CsvSource({
        "PurchAmount, 10.01",
        "InstallmentCount, 2",
        "InstallmentCount, 1",
        "OrderId, OTHER",
        "OkUrl, https://magaza.ornek/ok",
        "TxnType, PreAuth",
        "Rnd, 1",
        "Hash, ''",
        "Hash, x"
    })
    void aWrongHashIsAnInactiveTerminalSignedWithTheStoresKey(String field, String value) {
        WebPage.Form form =
                checkout.signed(checkout.form("3DPay", orderId, "10.00")).with(field, value);

        Map<String, String> fields = checkout.verified(checkout.refused(form));

        assertThat(outcome(fields)).isEqualTo("81 Terminal Aktif Degil B810002");
        assertThat(fields).containsEntry("ShopCode", "7001201");
    }

    @ParameterizedTest
    @CsvSource({"Currency, 840", "Lang, en", "Pan, 5571135571135575", "Version3D, 2.0"})
    void whatTheHashDoesNotCoverMayChange(String field, String value) {
        WebPage.Form form =
                checkout.signed(checkout.form("3DPay", orderId, "10.00")).with(field, value);

        assertThat(form.submit().form().action()).contains("/acs/");
    }

    @Test
    void theSha512HashCoversTheCardAndIsNotTakenForAnotherStore() {
        Checkout third = new Checkout(sandbox, Shop.signingWithSha512(sandbox));
        WebPage.Form form = third.signed(third.form("3DPay", orderId, "10.00"));

        assertThat(outcome(third.verified(third.refused(form.with("Pan", "5571135571135575")))))
                .startsWith("81 ");
        WebPage.Form demo = checkout.form("3DPay", orderId, "10.00");
        String text = demo.fields().get("ShopCode") + orderId + "10.00" + Checkout.OK + Checkout.FAIL + "Auth"
                + demo.fields().get("Rnd") + Message.VISA + shop.credential("storeKey");
        assertThat(outcome(checkout.verified(checkout.refused(demo.with("Hash", Checkout.digest("SHA-512", text))))))
                .startsWith("81 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7009999", ""})
    void anUnknownShopIsAnsweredWithAnEmptyKey(String shopCode) {
        WebPage.Form form =
                checkout.signed(checkout.form("3DPay", orderId, "1.01").with("ShopCode", shopCode));

        Map<String, String> fields = Checkout.verified(checkout.refused(form), "");

        assertThat(outcome(fields)).isEqualTo("81 Terminal Aktif Degil B810002");
        assertThat(fields)
                .containsEntry("ShopCode", "")
                .containsEntry("OrderId", orderId)
                .containsEntry("PurchAmount", "1,01");
    }

    @Test
    void anotherShopsCodeDoesNotFitTheHash() {
        WebPage.Form form =
                checkout.signed(checkout.form("3DPay", orderId, "10.00").with("ShopCode", "7001202"));

        assertThat(outcome(Checkout.verified(checkout.refused(form), "DENIZKEY02")))
                .startsWith("81 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3DModel", "3DPay", "3DHost"})
    void aPaidOrderIsRefusedBeforeTheIssuerAndADeclinedOneIsNot(String secureType) {
        shop.send(shop.sale(orderId, "70000.51"));
        assertThat(checkout.issuer(checkout.form(secureType, orderId, "10.00")).status())
                .isEqualTo(200);
        shop.paid(shop.sale(orderId, "10.00"));

        assertThat(outcome(refusal(checkout.form(secureType, orderId, "10.00"))))
                .isEqualTo("94 Mukerrer Islem 94");
    }

    @Test
    void theIdOfARefundIsTaken() {
        String paid = shop.paid("Auth", "10.00");
        assertThat(shop.outcome(shop.refund(paid, "1.00").with("OrderId", orderId)))
                .isEqualTo("00");

        assertThat(outcome(refusal(checkout.form("3DPay", orderId, "10.00")))).startsWith("94 ");
    }

    @ParameterizedTest
    @CsvSource({"3DPay, ''", "3DPay, /fail", "3DHost, ftp://magaza.ornek/", "3DHost, https://magaza.ornek/#x"})
    void withoutAWayBackTheBankShowsAPageOfItsOwn(String secureType, String failUrl) {
        WebPage page = checkout.signed(
                        checkout.form(secureType, orderId, "10.00").with("FailUrl", failUrl))
                .submit();

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.document().select("form")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"application/json, {}", "application/x-www-form-urlencoded, FailUrl=%zz"})
    void whatIsNoFormEndsOnAPageOfTheHostPage(String contentType, String body) {
        WebPage page = WebPage.send(HttpRequest.newBuilder(
                        URI.create(checkout.form("3DHost", orderId, "10.00").action()))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(page.status()).isEqualTo(400);
    }

    @Test
    void aMarkInAFieldsNameIsNotRepeated() {
        assertThat(outcome(refusal(checkout.form("3DPay", orderId, "10.00").with("<b>", "1"))))
                .isEqualTo("30 Mesaj Hatasi - ?b? 30");
    }

    @Test
    void anotherBankHasNoSuchPage() {
        WebPage.Form form = checkout.signed(checkout.form("3DHost", orderId, "10.00"));

        assertThat(form.to(form.action().replace("/denizbank/", "/halkbank/"))
                        .submit()
                        .status())
                .isEqualTo(404);
    }
}
