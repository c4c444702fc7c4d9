package org.sanalpos.hub.sandbox.nestpay;

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

/** The models in which the bank charges: storetype 3d_pay and 3d_pay_hosting. */
@SandboxTest
class BankChargesTest {

    private final Checkout checkout;
    private final Shop shop;
    private final BankScreen screen;
    private final String orderId = Shop.newOrderId();

    BankChargesTest(Sandbox sandbox) {
        checkout = Checkout.demo(sandbox, "halkbank");
        shop = Shop.demo(sandbox, "halkbank");
        screen = sandbox.screen("halkbank");
    }

    @Test
    void anAuthenticatedCardholderIsCharged() {
        Map<String, String> form = Checkout.with(checkout.form("3d_pay", orderId, "129.90"), "taksit", "3");

        WebPage.Form back = checkout.back(form, "success");

        assertThat(back.action()).isEqualTo(Checkout.OK_URL);
        assertThat(checkout.signed(back)).isTrue();
        assertThat(back.fields())
                .containsEntry("mdStatus", "1")
                .containsEntry("eci", "05")
                .containsEntry("ReturnOid", orderId)
                .containsEntry("Response", "Approved")
                .containsEntry("ProcReturnCode", "00")
                .containsEntry("ErrMsg", "")
                .containsEntry(
                        "SettleId",
                        String.valueOf(
                                screen.transaction(orderId, 0).path("batch").asInt()))
                .containsEntry("EXTRA_TRXDATE", "20260504 12:00:00")
                .containsEntry("EXTRA_HOSTDATE", "0504-120000")
                .containsEntry("EXTRA_CARDBRAND", "VISA")
                .containsEntry("EXTRA_CARDISSUER", "ZİRAAT BANKASI")
                .containsEntry("EXTRA_MERCHANTID", checkout.clientId())
                .containsEntry("NATIONALIDNO", "")
                .doesNotContainKeys("pan", "cv2", "ErrCode", "EXTRA_ERRORCODE");
        assertThat(back.fields().get("AuthCode")).matches("[A-Z0-9]{6}");
        assertThat(back.fields().get("HostRefNum")).matches("612412[0-9]{6}");
        assertThat(back.fields().get("TransId")).matches("26124[A-Za-z]{4}[0-9]{5}");
        assertThat(back.fields().get("acqStan")).matches("[0-9]{6}");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 12990");
        assertThat(screen.transaction(orderId, 0).path("installments").asInt()).isEqualTo(3);
        assertThat(screen.transaction(orderId, 0).path("transId").asString())
                .isEqualTo(back.fields().get("TransId"));
    }

    @Test
    void whatTheBankChargedIsFoundAndRefundedLikeAnyOther() {
        WebPage.Form back = checkout.back(checkout.form("3d_pay", orderId, "129.90"), "success");

        Answer status = shop.status(orderId);
        assertThat(status.extra("TRANS_STAT")).isEqualTo("C");
        assertThat(status.extra("TRANS_ID")).isEqualTo(back.fields().get("TransId"));
        assertThat(status.extra("CAVV_3D")).isEqualTo(back.fields().get("cavv"));
        assertThat(status.extra("XID_3D")).isEqualTo(back.fields().get("xid"));
        assertThat(status.extra("ECI_3D")).isEqualTo("05");
        assertThat(status.extra("MDSTATUS")).isEqualTo("1");
        assertThat(shop.history(orderId).extra("TRXCOUNT")).isEqualTo("1");
        assertThat(shop.send(shop.refund(orderId, "29.90")).outcome()).isEqualTo("Approved");
        assertThat(shop.send(shop.sale(orderId, "129.90")).outcome()).isEqualTo("Error CORE-2507");
        assertThat(screen.refunded(orderId)).isEqualTo(2990);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3d_pay", "3d_pay_hosting"})
    void anAttemptIsChargedToo(String storetype) {
        Map<String, String> form = checkout.form(storetype, orderId, "10.00");

        WebPage.Form back = storetype.equals("3d_pay")
                ? checkout.back(form, "attempt")
                : checkout.backWithCard(form, "attempt", Message.VISA, "12/30", "000");

        assertThat(back.action()).isEqualTo(Checkout.OK_URL);
        assertThat(back.fields())
                .containsEntry("mdStatus", "4")
                .containsEntry("eci", "06")
                .containsEntry("Response", "Approved");
        assertThat(checkout.signed(back)).isTrue();
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void aPreauthorizationIsBlockedAndCanBeCapturedAndVoided() {
        checkout.back(Checkout.with(checkout.form("3d_pay", orderId, "100.00"), "TranType", "PreAuth"), "success");

        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0");
        assertThat(shop.send(shop.capture(orderId, "80.00")).outcome()).isEqualTo("Approved");
        assertThat(shop.status(orderId).extra("ECI_3D")).isEqualTo("05");
        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("Approved");
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH VOIDED 0", "CAPTURE VOIDED 8000");
    }

    @Test
    void aCardThatIsTypedAtTheBankIsCharged() {
        WebPage.Form back = checkout.backWithCard(
                checkout.form("3d_pay_hosting", orderId, "55.00"), "success", "5571 1355 7113 5575", "11/29", "123");

        assertThat(back.action()).isEqualTo(Checkout.OK_URL);
        assertThat(checkout.signed(back)).isTrue();
        assertThat(back.fields())
                .containsEntry("mdStatus", "1")
                .containsEntry("eci", "02")
                .containsEntry("Response", "Approved")
                .containsEntry("ProcReturnCode", "00")
                .containsEntry("MaskedPan", "557113***5575")
                .containsEntry("Ecom_Payment_Card_ExpDate_Month", "11")
                .containsEntry("Ecom_Payment_Card_ExpDate_Year", "29")
                .doesNotContainKeys("pan", "cv2");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 5500");
    }

    @ParameterizedTest
    @CsvSource({"4355080000005103, 10.00, 51", "4546711234567894, 70000.05, 05"})
    void aDeclineComesBackToTheOtherUrlWithTheIssuersCode(String pan, String amount, String code) {
        WebPage.Form back =
                checkout.back(Checkout.with(checkout.form("3d_pay", orderId, amount), "pan", pan), "success");

        assertThat(back.action()).isEqualTo(Checkout.FAIL_URL);
        assertThat(checkout.signed(back)).isTrue();
        assertThat(back.fields())
                .containsEntry("mdStatus", "1")
                .containsEntry("Response", "Declined")
                .containsEntry("ProcReturnCode", code)
                .containsEntry("EXTRA_ERRORCODE", "ISO8583-" + code)
                .containsEntry("AuthCode", "");
        assertThat(back.fields().get("ErrMsg")).isNotBlank();
        assertThat(back.fields().get("HostRefNum")).isNotBlank();
        assertThat(back.fields().get("TransId")).isNotBlank();
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0");
    }

    @Test
    void aDeclinedOrderMayComeAgainWithTheSameInstalments() {
        Map<String, String> form = Checkout.with(checkout.form("3d_pay", orderId, "10.00"), "taksit", "2");
        checkout.back(Checkout.with(form, "pan", "4355080000005103"), "success");

        WebPage.Form other = checkout.back(Checkout.with(form, "taksit", "3"), "success");
        WebPage.Form same = checkout.back(form, "success");

        assertThat(other.action()).isEqualTo(Checkout.FAIL_URL);
        assertThat(checkout.signed(other)).isTrue();
        assertThat(other.fields())
                .containsEntry("mdStatus", "1")
                .containsEntry("Response", "Error")
                .containsEntry("ProcReturnCode", "99")
                .containsEntry("ErrCode", "CORE-2601");
        assertThat(same.fields()).containsEntry("Response", "Approved");
    }

    @ParameterizedTest
    @CsvSource({
        "3d_pay, wrong_code, 0, N", "3d_pay, cancel, 0, N", "3d_pay, timeout, 5, U",
        "3d_pay_hosting, wrong_code, 0, N", "3d_pay_hosting, cancel, 0, N", "3d_pay_hosting, timeout, 5, U"
    })
    void aFailedAuthenticationIsNotCharged(String storetype, String outcome, String mdStatus, String status) {
        Map<String, String> form = checkout.form(storetype, orderId, "10.00");

        WebPage.Form back = storetype.equals("3d_pay")
                ? checkout.back(form, outcome)
                : checkout.backWithCard(form, outcome, Message.VISA, "12/30", "000");

        assertThat(back.action()).isEqualTo(Checkout.FAIL_URL);
        assertThat(checkout.signed(back)).isTrue();
        assertThat(back.fields())
                .containsEntry("mdStatus", mdStatus)
                .containsEntry("txstatus", status)
                .containsEntry("cavv", "")
                .containsEntry("eci", "")
                .doesNotContainKeys("Response", "ProcReturnCode", "TransId", "EXTRA_TRXDATE");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4355080000010202",
                "4355080000010400",
                "4355080000010608",
                "4355080000010905",
                "4355080000011002"
            })
    void aFaultOfTheApisAnswersIsNoneOfTheCallbacks(String pan) {
        Map<String, String> form = Checkout.with(checkout.form("3d_pay", orderId, "10.00"), "pan", pan);

        WebPage.Form back = checkout.back(form, "success");

        assertThat(back.fields()).containsEntry("Response", "Approved").containsEntry("oid", orderId);
        assertThat(back.fields().get("TransId"))
                .isEqualTo(screen.transaction(orderId, 0).path("transId").asString());
    }

    @ParameterizedTest
    @CsvSource({"4355080000010301, 10.00", "4355080000010707, 10.00", "4546711234567894, 71000.03"})
    void aPaymentThatWasNotBookedIsAnErrorOfTheBanks(String pan, String amount) {
        WebPage.Form back =
                checkout.back(Checkout.with(checkout.form("3d_pay", orderId, amount), "pan", pan), "success");

        assertThat(back.action()).isEqualTo(Checkout.FAIL_URL);
        assertThat(checkout.signed(back)).isTrue();
        assertThat(back.fields())
                .containsEntry("mdStatus", "1")
                .containsEntry("Response", "Error")
                .containsEntry("ProcReturnCode", "99")
                .containsEntry("ErrCode", "3D-1014")
                .doesNotContainKeys("AuthCode", "TransId");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void anOrderThatWasPaidMeanwhileIsNotChargedAgain() {
        WebPage.Form first = checkout.issuer(checkout.form("3d_pay", orderId, "10.00"));
        WebPage.Form second = checkout.issuer(checkout.form("3d_pay", orderId, "10.00"));
        first.with("outcome", "success").submit();

        WebPage.Form back = second.with("outcome", "success").submit().form();

        assertThat(back.action()).isEqualTo(Checkout.FAIL_URL);
        assertThat(back.fields())
                .containsEntry("mdStatus", "1")
                .containsEntry("Response", "Error")
                .containsEntry("ErrCode", "CORE-2507");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @ParameterizedTest
    @CsvSource({"9999991234567893, 12/30, 000", "4546711234567894, 12/30, 0000"})
    void aBadCardOnTheBanksPageComesBackWithNoStatusAtAll(String pan, String expiry, String cvv) {
        WebPage.Form back =
                checkout.backWithCard(checkout.form("3d_pay_hosting", orderId, "10.00"), "success", pan, expiry, cvv);

        assertThat(back.action()).isEqualTo(Checkout.FAIL_URL);
        assertThat(checkout.signed(back)).isTrue();
        assertThat(back.fields())
                .containsEntry("Response", "Error")
                .containsEntry("ErrorCode", "HPP-1001")
                .containsKeys("ErrMsg", "traceId")
                .doesNotContainKeys("mdStatus", "ProcReturnCode", "md", "xid");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void anExpiredCardOnTheBanksPageIsRefused() {
        WebPage.Form back = checkout.backWithCard(
                checkout.form("3d_pay_hosting", orderId, "10.00"), "success", Message.VISA, "04/26", "000");

        assertThat(back.action()).isEqualTo(Checkout.FAIL_URL);
        assertThat(checkout.signed(back)).isTrue();
        assertThat(back.fields()).containsEntry("mdStatus", "7").containsEntry("ErrCode", "3D-1003");
        assertThat(screen.lines(orderId)).isEmpty();
    }
}
