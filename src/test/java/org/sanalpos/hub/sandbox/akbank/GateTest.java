package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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

    private static final String CHARGED = "txnCode responseCode responseMessage hostResponseCode hostMessage"
            + " txnDateTime merchantSafeId terminalSafeId cardHolderName orderId authCode rrn batchNumber stan"
            + " additionalInstallCount deferingMonth ccbEarnedRewardAmount ccbBalanceRewardAmount ccbRewardDesc"
            + " pcbEarnedRewardAmount pcbBalanceRewardAmount pcbRewardDesc xcbEarnedRewardAmount"
            + " xcbBalanceRewardAmount xcbRewardDesc hashParams hash";
    private static final String MASTERCARD = "5218076007402834";

    private final Sandbox sandbox;
    private final Shop shop;
    private final Checkout checkout;
    private final BankScreen screen;
    private final String orderId = Shop.newOrderId();

    GateTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        checkout = new Checkout(sandbox, shop);
        screen = sandbox.screen("akbank");
    }

    @Test
    void theIssuersPageTellsTheAmountAndTheMaskedCard() {
        String text = checkout.issuer(checkout.form("3D", orderId, "1234.50")).text();

        assertThat(text).contains("1234.50 TRY", "435508******4358").doesNotContain(Shop.CARD);
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(screen.requests(orderId)).isEqualTo(1);
    }

    @Test
    void anAuthenticationComesBackWithItsValuesAndChargesNothing() {
        WebPage.Form form = checkout.form("3D", orderId, "1234.50")
                .with("installCount", "3")
                .with("creditCard", MASTERCARD)
                .with("cvv", "820");

        WebPage.Form callback = checkout.through(form, "success");

        assertThat(callback.get()).isFalse();
        assertThat(callback.action()).isEqualTo(Checkout.OK);
        Map<String, String> fields = checkout.verified(callback);
        assertThat(fields)
                .containsEntry("txnCode", "3001")
                .containsEntry("responseCode", "VPS-0000")
                .containsEntry("responseMessage", "BAŞARILI")
                .containsEntry("txnDateTime", "2026-05-04T12:00:00.000")
                .containsEntry("merchantSafeId", shop.credential("merchantSafeId"))
                .containsEntry("terminalSafeId", shop.credential("terminalSafeId"))
                .containsEntry("orderId", orderId)
                .containsEntry("secureEcomInd", "02")
                .containsEntry("mdStatus", "1")
                .containsEntry("secureMd", "08A86B192287C69B2C443E7A42B29B5F46436C41DF8E159B4A232BB3D961940F")
                .containsEntry("maskedCardNumber", "521807******2834")
                .containsEntry("amount", "1234.50")
                .containsEntry("installCount", "3")
                .containsEntry("okUrl", Checkout.OK)
                .containsEntry("failUrl", Checkout.FAIL)
                .containsEntry(
                        "hashParams",
                        "txnCode+responseCode+responseMessage+txnDateTime+merchantSafeId+terminalSafeId+orderId+secureId"
                                + "+secureEcomInd+mdStatus+secureData+secureMd+maskedCardNumber+amount+installCount"
                                + "+okUrl+failUrl");
        assertThat(fields.get("secureId")).matches("[A-Za-z0-9+/]{27}=");
        assertThat(fields.get("secureData")).matches("kB[MNOP][A-Za-z0-9+/]{25}");
        assertThat(String.join(" ", fields.keySet()))
                .isEqualTo(fields.get("hashParams").replace('+', ' ') + " hashParams hash");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "4355084355084358, 000, success, 1, 05",
        "4355084355084358, 000, attempt, 4, 06",
        "5218076007402834, 000, attempt, 4, 01",
        "9792030394440796, 000, success, 1, 05"
    })
    void theIndicatorFollowsTheSchemeAndTheAuthentication(
            String card, String cvv, String outcome, String mdStatus, String eci) {
        WebPage.Form form =
                checkout.form("3D", orderId, "10.00").with("creditCard", card).with("cvv", cvv);

        Map<String, String> fields = checkout.verified(checkout.through(form, outcome));

        assertThat(fields)
                .containsEntry("mdStatus", mdStatus)
                .containsEntry("secureEcomInd", eci)
                .containsEntry("responseCode", "VPS-0000");
    }

    @ParameterizedTest
    @CsvSource({"success, 3000, SALE CAPTURED 1050, 1000", "attempt, 3004, PREAUTH AUTHORIZED 0, 1004"})
    void thePaymentModelChargesWhenTheIssuerIsContent(String outcome, String txnCode, String booked, String executed) {
        WebPage.Form form = checkout.form("3D_PAY", orderId, "10.50")
                .with("txnCode", txnCode)
                .with("cardHolderName", "AYŞE ÇELİK");

        WebPage.Form callback = checkout.through(form, outcome);

        assertThat(callback.action()).isEqualTo(Checkout.OK);
        Map<String, String> fields = checkout.verified(callback);
        assertThat(String.join(" ", fields.keySet())).isEqualTo(CHARGED);
        assertThat(fields)
                .containsEntry("txnCode", executed)
                .containsEntry("responseCode", "VPS-0000")
                .containsEntry("hostResponseCode", "00")
                .containsEntry("hostMessage", "000 ONAY KODU XXXXXX")
                .containsEntry("cardHolderName", "AY** ÇE***")
                .containsEntry("ccbRewardDesc", "CHIP PARA")
                .containsEntry("pcbRewardDesc", "")
                .containsEntry("xcbEarnedRewardAmount", "0.00");
        assertThat(fields.get("hashParams")).contains("+orderId+cardHolderName+authCode+");
        assertThat(screen.lines(orderId)).containsExactly(booked);
        assertThat(screen.transaction(orderId, 0).path("rrn").asString()).isEqualTo(fields.get("rrn"));
        assertThat(screen.transaction(orderId, 0).path("authCode").asString()).isEqualTo(fields.get("authCode"));
    }

    @Test
    void theHostedModelAsksForTheCardAndCharges() {
        WebPage.Form form = checkout.form("3D_PAY_HOSTING", orderId, "10.50").with("installCount", "2");

        WebPage.Form callback = checkout.typing(form, MASTERCARD, "success");

        assertThat(callback.action()).isEqualTo(Checkout.OK);
        Map<String, String> fields = checkout.verified(callback);
        assertThat(String.join(" ", fields.keySet())).isEqualTo(CHARGED);
        assertThat(fields).containsEntry("cardHolderName", "TE**");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1050");
        assertThat(screen.transaction(orderId, 0).path("maskedPan").asString()).isEqualTo("521807******2834");
        assertThat(screen.transaction(orderId, 0).path("installments").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "3D_PAY, 4355080000005103, 10.00, 51, 051 RED-YETERSIZ BAKIYE",
        "3D_PAY, 4355084355084358, 70000.05, 05, 005 RED-ONAYLANMADI",
        "3D_PAY_HOSTING, 4355080000005103, 10.00, 51, 051 RED-YETERSIZ BAKIYE"
    })
    void aDeclineGoesToTheFailUrl(String model, String card, String amount, String code, String message) {
        WebPage.Form form = checkout.form(model, orderId, amount);
        WebPage.Form callback = model.equals("3D_PAY")
                ? checkout.through(form.with("creditCard", card), "success")
                : checkout.typing(form, card, "success");

        assertThat(callback.action()).isEqualTo(Checkout.FAIL);
        Map<String, String> fields = checkout.verified(callback);
        assertThat(fields)
                .containsEntry("responseCode", "VPS-1005")
                .containsEntry("responseMessage", "Provizyon Hatası")
                .containsEntry("hostResponseCode", code)
                .containsEntry("hostMessage", message)
                .containsEntry("authCode", "000000");
        assertThat(fields.keySet()).noneMatch(name -> name.endsWith("RewardDesc") || name.equals("cardHolderName"));
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0");
    }

    @ParameterizedTest
    @CsvSource({
        "3D, wrong_code",
        "3D, cancel",
        "3D, timeout",
        "3D_PAY, wrong_code",
        "3D_PAY, cancel",
        "3D_PAY, timeout",
        "3D_PAY_HOSTING, wrong_code",
        "3D_PAY_HOSTING, cancel",
        "3D_PAY_HOSTING, timeout"
    })
    void withoutAnAuthenticationThereIsNoCharge(String model, String outcome) {
        WebPage.Form form = checkout.form(model, orderId, "10.00");
        WebPage.Form callback =
                model.endsWith("HOSTING") ? checkout.typing(form, Shop.CARD, outcome) : checkout.through(form, outcome);

        assertThat(callback.action()).isEqualTo(Checkout.FAIL);
        Map<String, String> fields = checkout.verified(callback);
        assertThat(String.join(" ", fields.keySet()))
                .isEqualTo("txnCode responseCode responseMessage hostResponseCode hostMessage merchantSafeId"
                        + " terminalSafeId orderId hashParams hash");
        assertThat(fields)
                .containsEntry("txnCode", "")
                .containsEntry("responseCode", "VPS-1279")
                .containsEntry("responseMessage", "BKM 3DS Server Doğrulama Başarısız")
                .containsEntry("orderId", orderId)
                .containsEntry("hashParams", "responseCode+responseMessage+orderId");
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(checkout.verified(checkout.through(checkout.form("3D_PAY", orderId, "10.00"), "success")))
                .containsEntry("responseCode", "VPS-0000");
    }

    @Test
    void theRightCodeAuthenticatesAndAnotherDoesNot() {
        WebPage.Form wrong = checkout.issuer(checkout.form("3D", orderId, "10.00"))
                .form()
                .with("outcome", "code")
                .with("code", "000000");
        WebPage.Form right = checkout.issuer(checkout.form("3D", orderId, "10.00"))
                .form()
                .with("outcome", "code")
                .with("code", "123456");

        assertThat(checkout.verified(wrong.submit().form())).containsEntry("responseCode", "VPS-1279");
        assertThat(checkout.verified(right.submit().form())).containsEntry("responseCode", "VPS-0000");
    }

    @Test
    void whoeverTampersWithACallbackSpoilsItsSignature() {
        WebPage.Form page = checkout.issuer(checkout.form("3D_PAY", orderId, "10.00"))
                .form()
                .with("outcome", "success")
                .with("tamper", "orderId")
                .with("tamperWith", "OTHER");

        Map<String, String> fields = page.submit().form().fields();
        Map<String, String> untouched =
                checkout.verified(page.with("tamper", "").submit().form());

        assertThat(fields).containsEntry("orderId", "OTHER").containsEntry("hash", untouched.get("hash"));
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4355080000010202", "4355080000010509", "4355080000010806", "4355080000010905"})
    void aFaultOfAnswersThatAreLostDoesNotTouchTheCallback(String card) {
        WebPage.Form callback =
                checkout.through(checkout.form("3D_PAY", orderId, "10.00").with("creditCard", card), "success");

        assertThat(checkout.verified(callback))
                .containsEntry("responseCode", "VPS-0000")
                .containsEntry("orderId", orderId);
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"71000.03", "71000.07"})
    void aChargeThatIsNotBookedIsAFailureOfTheSystem(String amount) {
        WebPage.Form callback = checkout.through(checkout.form("3D_PAY", orderId, amount), "success");

        assertThat(callback.action()).isEqualTo(Checkout.FAIL);
        assertThat(checkout.verified(callback))
                .containsEntry("responseCode", "VPS-1005")
                .containsEntry("hostResponseCode", "96")
                .containsEntry("authCode", "000000");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void anOrderThatWasPaidMeanwhileIsNotPaidAgain() {
        WebPage issuer = checkout.issuer(checkout.form("3D_PAY", orderId, "10.00"));
        shop.send(shop.sale(orderId, "10.00"));

        WebPage.Form callback =
                issuer.form().with("outcome", "success").submit().form();

        assertThat(callback.action()).isEqualTo(Checkout.FAIL);
        assertThat(checkout.verified(callback)).containsEntry("responseCode", "VPS-1013");
        assertThat(screen.lines(orderId)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "6011111111111117, 12/30, 000, VPS-1066",
        "4355084355084358, 04/26, 000, VPS-1903",
        "4355084355084358, 12/30, 0000, VPS-3001",
        "4546711234567894, 12/30, 000, VPS-1044"
    })
    void aCardThatIsTypedOnTheBanksPageIsCheckedThen(String card, String expiry, String cvv, String code) {
        WebPage.Form form = checkout.form("3D_PAY_HOSTING", orderId, "10.00").with("installCount", "2");

        WebPage.Form callback = checkout.issuer(form)
                .form()
                .with("pan", card)
                .with("expiry", expiry)
                .with("cvv", cvv)
                .with("outcome", "success")
                .submit()
                .form();

        assertThat(callback.action()).isEqualTo(Checkout.FAIL);
        assertThat(checkout.verified(callback)).containsEntry("responseCode", code);
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void ordersPaidAtTheGateAreCapturedRefundedVoidedAndListedAsOthers() {
        checkout.through(checkout.form("3D_PAY", orderId, "10.00").with("txnCode", "3004"), "success");
        assertThat(shop.send(shop.capture(orderId, "8.00")).outcome()).isEqualTo("VPS-0000 00");
        assertThat(shop.send(shop.refund(orderId, "3.00")).outcome()).isEqualTo("VPS-0000 00");
        assertThat(shop.send(shop.history(orderId)).rows())
                .containsExactly("1002 VPS-0000 N 3", "1005 VPS-0000 N 8", "1004 VPS-0000 N 10");

        String voided = Shop.newOrderId();
        checkout.typing(checkout.form("3D_PAY_HOSTING", voided, "10.00"), Shop.CARD, "success");
        assertThat(shop.send(shop.voidOf(voided)).outcome()).isEqualTo("VPS-0000 00");
        assertThat(shop.send(shop.history(voided)).rows()).containsExactly("1000 VPS-0000 V 10");
    }

    @Test
    void theTimeOfACallbackIsThatOfItsEnd() {
        WebPage issuer = checkout.issuer(checkout.form("3D", orderId, "10.00"));
        sandbox.clock().advance(Duration.ofMinutes(3));

        assertThat(checkout.verified(
                        issuer.form().with("outcome", "success").submit().form()))
                .containsEntry("txnDateTime", "2026-05-04T12:03:00.000");
    }

    @Test
    void eachAuthenticationHasValuesOfItsOwn() {
        List<Map<String, String>> two = List.of(
                checkout.through(checkout.form("3D", orderId, "10.00"), "success")
                        .fields(),
                checkout.through(checkout.form("3D", orderId, "10.00"), "success")
                        .fields());

        assertThat(two.get(0).get("secureId")).isNotEqualTo(two.get(1).get("secureId"));
        assertThat(two.get(0).get("secureData")).isNotEqualTo(two.get(1).get("secureData"));
        assertThat(two.get(0).get("secureMd")).isEqualTo(two.get(1).get("secureMd"));
    }
}
