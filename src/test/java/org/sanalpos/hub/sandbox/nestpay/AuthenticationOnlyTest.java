package org.sanalpos.hub.sandbox.nestpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

/** The models in which the merchant charges: storetype 3d and 3d_host. */
@SandboxTest
class AuthenticationOnlyTest {

    private static final String MASTERCARD = "5571135571135575";

    private final Sandbox sandbox;
    private final Checkout checkout;
    private final String orderId = Shop.newOrderId();

    AuthenticationOnlyTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        checkout = Checkout.demo(sandbox, "halkbank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"halkbank", "isbank", "teb", "turkiyefinans", "citibank", "hsbc"})
    void everyBankSendsAnAuthenticatedCardholderBackWithASignedProof(String bank) {
        Checkout store = Checkout.demo(sandbox, bank);

        WebPage.Form back = store.back(store.form("3d", orderId, "129.90"), "success");

        assertThat(back.action()).isEqualTo(Checkout.OK_URL);
        assertThat(back.get()).isFalse();
        assertThat(store.signed(back)).isTrue();
        assertThat(back.fields())
                .containsEntry("mdStatus", "1")
                .containsEntry("txstatus", "Y")
                .containsEntry("eci", "05")
                .containsEntry("clientid", store.clientId())
                .containsEntry("storetype", "3d")
                .containsEntry("oid", orderId)
                .containsEntry("amount", "129.90")
                .containsEntry("currency", "949")
                .containsEntry("taksit", "")
                .containsEntry("lang", "tr")
                .containsEntry("TranType", "Auth")
                .containsEntry("okUrl", Checkout.OK_URL)
                .containsEntry("failUrl", Checkout.FAIL_URL)
                .containsEntry("hashAlgorithm", "ver3")
                .containsEntry("maskedCreditCard", "4546 71** **** 7894")
                .containsEntry("MaskedPan", "454671***7894")
                .containsEntry("Ecom_Payment_Card_ExpDate_Month", "12")
                .containsEntry("Ecom_Payment_Card_ExpDate_Year", "30")
                .containsEntry("merchantID", store.clientId())
                .containsEntry("encoding", "ISO-8859-9")
                .containsEntry("TRANID", "")
                .containsKeys("clientIp", "merchantName")
                .doesNotContainKeys("pan", "cv2", "hash", "Response", "ProcReturnCode", "AuthCode", "TransId");
        assertThat(back.fields().get("mdErrorMsg")).startsWith("Y-status/");
        assertThat(back.fields().get("md")).matches("454671:[0-9A-F]{64}:[0-9]{4}:##" + store.clientId());
        assertThat(back.fields().get("xid")).matches("[A-Za-z0-9+/]{27}=");
        assertThat(back.fields().get("cavv")).matches("[A-Za-z0-9+/]{27}=");
        assertThat(back.fields().get("rnd")).hasSize(20).isNotEqualTo("5f3a9b1c2d4e6f708192");
        assertThat(sandbox.screen(bank).lines(orderId)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        Message.VISA + ", success, 1, Y, 05",
        MASTERCARD + ", success, 1, Y, 02",
        Message.VISA + ", attempt, 4, A, 06",
        MASTERCARD + ", attempt, 4, A, 01"
    })
    void theSchemeAndTheWayOfProofAreTold(String pan, String outcome, String mdStatus, String status, String eci) {
        WebPage.Form back = checkout.back(Checkout.with(checkout.form("3d", orderId, "10.00"), "pan", pan), outcome);

        assertThat(back.action()).isEqualTo(Checkout.OK_URL);
        assertThat(checkout.signed(back)).isTrue();
        assertThat(back.fields())
                .containsEntry("mdStatus", mdStatus)
                .containsEntry("txstatus", status)
                .containsEntry("eci", eci);
        assertThat(back.fields().get("cavv")).hasSize(28);
    }

    @ParameterizedTest
    @CsvSource({"wrong_code, 0, N", "cancel, 0, N", "timeout, 5, U", "code, 0, N"})
    void aFailedAuthenticationComesBackToTheOtherUrlWithNoProof(String outcome, String mdStatus, String status) {
        WebPage.Form back = checkout.back(checkout.form("3d", orderId, "10.00"), outcome);

        assertThat(back.action()).isEqualTo(Checkout.FAIL_URL);
        assertThat(checkout.signed(back)).isTrue();
        assertThat(back.fields())
                .containsEntry("mdStatus", mdStatus)
                .containsEntry("txstatus", status)
                .containsEntry("cavv", "")
                .containsEntry("eci", "")
                .doesNotContainKeys("Response", "ProcReturnCode");
        assertThat(back.fields().get("md")).isNotEmpty();
        assertThat(back.fields().get("xid")).isNotEmpty();
        if (mdStatus.equals("0")) {
            assertThat(back.fields()).containsEntry("mdErrorMsg", "Not authenticated");
        }
    }

    @Test
    void aHostedCardIsAuthenticatedAndNotCharged() {
        WebPage.Form back = checkout.backWithCard(
                checkout.form("3d_host", orderId, "10.00"), "success", MASTERCARD, "11/29", "123");

        assertThat(back.action()).isEqualTo(Checkout.OK_URL);
        assertThat(checkout.signed(back)).isTrue();
        assertThat(back.fields())
                .containsEntry("mdStatus", "1")
                .containsEntry("eci", "02")
                .containsEntry("MaskedPan", "557113***5575")
                .containsEntry("Ecom_Payment_Card_ExpDate_Month", "11")
                .containsEntry("Ecom_Payment_Card_ExpDate_Year", "29")
                .doesNotContainKeys("pan", "cv2", "Response", "ProcReturnCode");
        assertThat(sandbox.screen("halkbank").lines(orderId)).isEmpty();
    }

    @Test
    void aHostedPageThatIsLeftBeforeACardIsTypedHasNoCardToTell() {
        WebPage.Form back = checkout.back(checkout.form("3d_host", orderId, "10.00"), "cancel");

        assertThat(back.action()).isEqualTo(Checkout.FAIL_URL);
        assertThat(checkout.signed(back)).isTrue();
        assertThat(back.fields())
                .containsEntry("mdStatus", "0")
                .containsEntry("cavv", "")
                .containsEntry("eci", "")
                .doesNotContainKeys("md", "xid", "MaskedPan", "Response");
    }

    @Test
    void theMerchantsOwnFieldsComeBackUnderTheirNamesAndAreSigned() {
        Map<String, String> form = checkout.form("3d", orderId, "10,50");
        form = Checkout.with(Checkout.with(form, "TranType", null), "islemtipi", "PreAuth");
        form = Checkout.with(Checkout.with(form, "taksit", null), "INSTALMENT", "3");
        form = Checkout.with(Checkout.with(form, "oid", null), "OID", orderId);
        form = Checkout.with(form, "BillToName", "Ayşe | Yılmaz\\Ltd \"<&>\"");
        form = Checkout.with(form, "cart-note", " two  blanks ");
        form = Checkout.with(form, "encoding", "utf-8");

        WebPage.Form back = checkout.back(form, "success");

        assertThat(checkout.signed(back)).isTrue();
        assertThat(back.fields())
                .containsEntry("mdStatus", "1")
                .containsEntry("islemtipi", "PreAuth")
                .containsEntry("INSTALMENT", "3")
                .containsEntry("OID", orderId)
                .containsEntry("amount", "10,50")
                .containsEntry("BillToName", "Ayşe | Yılmaz\\Ltd \"<&>\"")
                .containsEntry("cart-note", " two  blanks ")
                .containsEntry("encoding", "ISO-8859-9")
                .doesNotContainKeys("TranType", "taksit", "oid");
    }

    @Test
    void aFieldOfTheBanksReplacesTheMerchants() {
        Map<String, String> form = Checkout.with(checkout.form("3d", orderId, "10.00"), "MDSTATUS", "1");

        WebPage.Form back = checkout.back(form, "wrong_code");

        assertThat(back.fields()).containsEntry("mdStatus", "0").doesNotContainKey("MDSTATUS");
        assertThat(checkout.signed(back)).isTrue();
    }

    @Test
    void anXidOfTheMerchantsIsUsedOnce() {
        Map<String, String> form =
                Checkout.with(checkout.form("3d", orderId, "10.00"), "xid", "N1An1iS5iN4u/1VWS6CgzSGRtN0=");

        assertThat(checkout.back(form, "wrong_code").fields()).containsEntry("xid", "N1An1iS5iN4u/1VWS6CgzSGRtN0=");
        assertThat(checkout.enter(form).form().fields())
                .containsEntry("mdStatus", "7")
                .containsEntry("ErrCode", "CORE-2127");
    }

    @Test
    void theIssuersPageShowsTheMerchantTheAmountAndTheMaskedCard() {
        WebPage page =
                checkout.enter(checkout.form("3d", orderId, "1234,5")).form().submit();

        assertThat(page.document().text())
                .contains("454671******7894", "1234.50 TRY", checkout.clientId())
                .doesNotContain(Message.VISA);
    }

    @ParameterizedTest
    @CsvSource({"amount, 1.00", "mdStatus, 1", "eci, (none)", "HASH, x", "hashAlgorithm, ver1", "merchantName, X"})
    void whatIsTamperedWithOnTheWayBackDoesNotFitTheSignature(String field, String value) {
        WebPage.Form issuer = checkout.issuer(checkout.form("3d", orderId, "10.00"))
                .with("tamper", field)
                .with("tamperWith", value);

        WebPage.Form back = issuer.with("outcome", field.equals("mdStatus") ? "cancel" : "success")
                .submit()
                .form();

        assertThat(checkout.signed(back)).isFalse();
    }

    @Test
    void aPageThatIsLeftTwiceBringsTheSameBack() {
        WebPage.Form issuer = checkout.issuer(checkout.form("3d", orderId, "10.00"));

        WebPage.Form first = issuer.with("outcome", "success").submit().form();

        assertThat(issuer.with("outcome", "cancel").submit().form()).isEqualTo(first);
    }
}
