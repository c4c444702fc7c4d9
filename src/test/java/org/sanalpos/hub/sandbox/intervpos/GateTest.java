package org.sanalpos.hub.sandbox.intervpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

/** What becomes of good forms at the gates. */
@SandboxTest
class GateTest {

    private static final String FIELDS = "Version MerchantID ShopCode TxnStat MD RetCode RetDet VenderCode Eci"
            + " PayerAuthenticationCode PayerTxnId CavvAlg PAResVerified PAResSyntaxOK Expiry Pan OrderId PurchAmount"
            + " Exponent Description Description2 Currency OkUrl FailUrl 3DStatus AuthCode HostRefNum TransId TRXDATE"
            + " CardHolderName mdStatus ProcReturnCode TxnResult ErrorMessage ErrorCode Response HASH HASHPARAMS"
            + " HASHPARAMSVAL";
    private static final String MASTERCARD = "5571135571135575";

    private final Sandbox sandbox;
    private final Shop shop;
    private final Checkout checkout;
    private final BankScreen screen;
    private final String orderId = Shop.newOrderId();

    GateTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        checkout = new Checkout(sandbox, shop);
        screen = sandbox.screen("denizbank");
    }

    private static void assertEmpty(Map<String, String> fields, String names) {
        for (String name : names.split(" ")) {
            assertThat(fields).containsEntry(name, "");
        }
    }

    @Test
    void theIssuersPageTellsTheAmountAndTheMaskedCard() {
        String text =
                checkout.issuer(checkout.form("3DModel", orderId, "1250.90")).text();

        assertThat(text).contains("1250.90 TRY", "454671******7894").doesNotContain(Message.VISA);
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(screen.requests(orderId)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "success, " + Message.VISA + ", '', 1, Y, 05",
        "attempt, " + Message.VISA + ", '', 4, A, 06",
        "success, 5571135571135575, 2.0, 1, Y, 02",
        "attempt, 5571135571135575, 1.0, 4, A, 01"
    })
    void anAuthenticationComesBackWithItsValuesAndChargesNothing(
            String outcome, String pan, String version, String mdStatus, String stat, String eci) {
        WebPage.Form form = checkout.form("3DModel", orderId, "1250.90")
                .with("InstallmentCount", "3")
                .with("Version3D", version)
                .with("Pan", pan);

        WebPage.Form callback = checkout.through(form, outcome);

        assertThat(callback.get()).isFalse();
        assertThat(callback.action()).isEqualTo(Checkout.OK);
        Map<String, String> fields = checkout.verified(callback);
        assertThat(String.join(" ", fields.keySet())).isEqualTo(FIELDS);
        assertThat(fields)
                .containsEntry("ShopCode", "7001201")
                .containsEntry("mdStatus", mdStatus)
                .containsEntry("TxnStat", stat)
                .containsEntry("Eci", eci)
                .containsEntry("Expiry", "****")
                .containsEntry("Pan", pan.substring(0, 6) + "******" + pan.substring(12))
                .containsEntry("OrderId", orderId)
                .containsEntry("PurchAmount", "1250,90")
                .containsEntry("Currency", "949")
                .containsEntry("OkUrl", Checkout.OK)
                .containsEntry("FailUrl", Checkout.FAIL);
        assertEmpty(
                fields, "ProcReturnCode Response TxnResult AuthCode TransId TRXDATE ErrorCode ErrorMessage Exponent");
        assertThat(fields.get("MD")).matches("[A-Za-z0-9+/]{14}==");
        assertThat(fields.get("PayerAuthenticationCode")).matches("[A-Za-z0-9+/]{27}=");
        assertThat(fields.get("PayerTxnId")).matches(version.equals("2.0") ? "" : "[A-Za-z0-9+/]{27}=");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3DPay, Auth, success, SALE CAPTURED 125090",
        "3DPay, PreAuth, attempt, PREAUTH AUTHORIZED 0",
        "3DHost, Auth, attempt, SALE CAPTURED 125090",
        "3DHost, PreAuth, success, PREAUTH AUTHORIZED 0"
    })
    void thePayingModelsChargeWhenTheIssuerIsContent(String secureType, String type, String outcome, String booked) {
        WebPage.Form form = checkout.form(secureType, orderId, "1250.9")
                .with("TxnType", type)
                .with("InstallmentCount", "2");

        WebPage.Form callback = secureType.equals("3DPay")
                ? checkout.through(form, outcome)
                : checkout.typing(form, MASTERCARD, outcome);

        assertThat(callback.action()).isEqualTo(Checkout.OK);
        Map<String, String> fields = checkout.verified(callback);
        assertThat(String.join(" ", fields.keySet()))
                .isEqualTo(secureType.equals("3DPay") ? FIELDS : FIELDS + " __EVENTTARGET __EVENTARGUMENT");
        assertThat(fields)
                .containsEntry("ProcReturnCode", "00")
                .containsEntry("Response", "Approved")
                .containsEntry("TxnResult", "Success")
                .containsEntry("mdStatus", outcome.equals("success") ? "1" : "4")
                .containsEntry("PurchAmount", "1250,9")
                .containsEntry("Pan", secureType.equals("3DPay") ? "454671******7894" : "557113******5575")
                .containsEntry("TRXDATE", "04.05.2026 12:00:00")
                .containsEntry("CardHolderName", "Ş*** Ö***");
        assertThat(fields.get("MD")).isNotEmpty();
        assertThat(screen.lines(orderId)).containsExactly(booked);
        assertThat(screen.transaction(orderId, 0).path("transId").asString()).isEqualTo(fields.get("TransId"));
        assertThat(screen.transaction(orderId, 0).path("authCode").asString()).isEqualTo(fields.get("AuthCode"));
        assertThat(screen.transaction(orderId, 0).path("installments").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "3DPay, 4355080000005103, 10.00, 51, Limit Yetersiz",
        "3DPay, 4546711234567894, 70000.05, 05, Onaylanmadi",
        "3DHost, 4355080000005103, 10.00, 51, Limit Yetersiz"
    })
    void aDeclineGoesToTheFailUrlWithItsAuthentication(
            String secureType, String card, String amount, String code, String text) {
        WebPage.Form form = checkout.form(secureType, orderId, amount);
        WebPage.Form callback = secureType.equals("3DPay")
                ? checkout.through(form.with("Pan", card), "success")
                : checkout.typing(form, card, "success");

        assertThat(callback.action()).isEqualTo(Checkout.FAIL);
        Map<String, String> fields = checkout.verified(callback);
        assertThat(fields)
                .containsEntry("mdStatus", "1")
                .containsEntry("ProcReturnCode", code)
                .containsEntry("ErrorCode", code)
                .containsEntry("ErrorMessage", text)
                .containsEntry("Response", "Declined")
                .containsEntry("TxnResult", "Failed");
        assertEmpty(fields, "AuthCode TransId TRXDATE");
        assertThat(fields.get("PayerAuthenticationCode")).isNotEmpty();
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0");
        assertThat(checkout.verified(checkout.through(checkout.form("3DPay", orderId, "10.00"), "success")))
                .containsEntry("Response", "Approved");
    }

    @ParameterizedTest
    @CsvSource({
        "3DModel, wrong_code, 0, N",
        "3DModel, cancel, 0, N",
        "3DModel, timeout, 5, U",
        "3DPay, wrong_code, 0, N",
        "3DPay, cancel, 0, N",
        "3DPay, timeout, 5, U",
        "3DHost, wrong_code, 0, N",
        "3DHost, cancel, 0, N",
        "3DHost, timeout, 5, U"
    })
    void withoutAnAuthenticationThereIsNoCharge(String secureType, String outcome, String mdStatus, String stat) {
        WebPage.Form form = checkout.form(secureType, orderId, "10.00");
        WebPage.Form callback = secureType.equals("3DHost")
                ? checkout.typing(form, MASTERCARD, outcome)
                : checkout.through(form, outcome);

        assertThat(callback.action()).isEqualTo(Checkout.FAIL);
        Map<String, String> fields = checkout.verified(callback);
        assertThat(fields)
                .containsEntry("mdStatus", mdStatus)
                .containsEntry("TxnStat", stat)
                .containsEntry("OrderId", orderId)
                .containsEntry("PAResVerified", "False");
        assertEmpty(
                fields,
                "MD Eci PayerAuthenticationCode PayerTxnId ProcReturnCode Response TxnResult AuthCode TransId TRXDATE");
        assertThat(fields.get("ErrorMessage")).isNotEmpty();
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void theRightCodeAuthenticatesAndAnotherDoesNot() {
        WebPage.Form page = checkout.issuer(checkout.form("3DModel", orderId, "10.00"))
                .form()
                .with("outcome", "code");
        WebPage.Form other = checkout.issuer(checkout.form("3DModel", orderId, "10.00"))
                .form()
                .with("outcome", "code");

        assertThat(checkout.verified(page.with("code", "000000").submit().form()))
                .containsEntry("mdStatus", "0");
        assertThat(checkout.verified(other.with("code", "123456").submit().form()))
                .containsEntry("mdStatus", "1");
    }

    @Test
    void whoeverTampersWithACallbackSpoilsItsSignature() {
        WebPage.Form page = checkout.issuer(checkout.form("3DPay", orderId, "70000.51"))
                .form()
                .with("outcome", "success");

        Map<String, String> tampered = page.with("tamper", "ProcReturnCode")
                .with("tamperWith", "00")
                .submit()
                .form()
                .fields();

        Map<String, String> untouched = checkout.verified(page.submit().form());
        assertThat(tampered).containsEntry("ProcReturnCode", "00").containsEntry("HASH", untouched.get("HASH"));
        assertThat(untouched).containsEntry("ProcReturnCode", "51");
        assertThat(screen.lines(orderId)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4355080000010202", "4355080000010509", "4355080000010806", "4355080000010905"})
    void aFaultOfAnswersThatAreLostDoesNotTouchTheCallback(String card) {
        WebPage.Form callback =
                checkout.through(checkout.form("3DPay", orderId, "10.00").with("Pan", card), "success");

        assertThat(checkout.verified(callback))
                .containsEntry("Response", "Approved")
                .containsEntry("OrderId", orderId)
                .containsEntry("PurchAmount", "10,00");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"71000.03", "71000.07"})
    void aChargeThatIsNotBookedIsAFailureOfTheSystem(String amount) {
        WebPage.Form callback = checkout.through(checkout.form("3DPay", orderId, amount), "success");

        assertThat(callback.action()).isEqualTo(Checkout.FAIL);
        assertThat(checkout.verified(callback))
                .containsEntry("ProcReturnCode", "96")
                .containsEntry("ErrorMessage", "Sistem Hatasi");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void anOrderThatWasPaidMeanwhileIsNotPaidAgain() {
        WebPage issuer = checkout.issuer(checkout.form("3DPay", orderId, "10.00"));
        shop.paid(shop.sale(orderId, "10.00"));

        WebPage.Form callback =
                issuer.form().with("outcome", "success").submit().form();

        assertThat(callback.action()).isEqualTo(Checkout.FAIL);
        assertThat(checkout.verified(callback)).containsEntry("ProcReturnCode", "94");
        assertThat(screen.lines(orderId)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "6011111111111117, 12/30, 000, 15",
        "4546711234567894, 04/26, 000, 54",
        "4546711234567894, 12/30, 0000, 82"
    })
    void aCardThatIsTypedOnTheBanksPageIsCheckedThen(String card, String expiry, String cvv, String code) {
        WebPage.Form callback = checkout.issuer(checkout.form("3DHost", orderId, "10.00"))
                .form()
                .with("pan", card)
                .with("expiry", expiry)
                .with("cvv", cvv)
                .with("outcome", "success")
                .submit()
                .form();

        assertThat(callback.action()).isEqualTo(Checkout.FAIL);
        assertThat(checkout.verified(callback))
                .containsEntry("ProcReturnCode", code)
                .containsEntry("mdStatus", "0");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void ordersPaidAtTheGateAreCapturedRefundedVoidedAndInquiredAsOthers() {
        checkout.through(checkout.form("3DPay", orderId, "10.00").with("TxnType", "PreAuth"), "success");
        assertThat(shop.standing(orderId)).isEqualTo("00 N A S 10 0");
        assertThat(shop.outcome(shop.capture(orderId, "8.00"))).isEqualTo("00");
        assertThat(shop.outcome(shop.refund(orderId, "3.00"))).isEqualTo("00");
        assertThat(shop.standing(orderId)).isEqualTo("00 N K S 8 3");

        String voided = Shop.newOrderId();
        checkout.typing(checkout.form("3DHost", voided, "10.00"), MASTERCARD, "success");
        assertThat(shop.outcome(shop.voidOf(voided))).isEqualTo("00");
        assertThat(shop.standing(voided)).isEqualTo("00 V V S 10 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3DModel", "3DPay", "3DHost"})
    void aStoreMaySignItsFormsWithSha512AndGetsCallbacksWithSha1(String secureType) {
        Checkout third = new Checkout(sandbox, Shop.signingWithSha512(sandbox));
        WebPage.Form form = third.form(secureType, orderId, "10.00");
        WebPage.Form callback = secureType.equals("3DHost")
                ? third.typing(form, MASTERCARD, "success")
                : third.through(form, "success");

        assertThat(third.verified(callback)).containsEntry("mdStatus", "1").containsEntry("ShopCode", "7001203");
    }

    @ParameterizedTest
    @CsvSource({"/mpi/Default.aspx, /MPI/default.ASPX, 3DPay", "/mpi/3DHost.aspx, /Mpi/3dhost.aspx, 3DHost"})
    void thePathsAreReadWithoutRegardToCase(String path, String other, String secureType) {
        WebPage.Form form = checkout.form(secureType, orderId, "10.00");

        assertThat(checkout.issuer(form.to(form.action().replace(path, other))).status())
                .isEqualTo(200);
    }
}
