package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;

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

@SandboxTest
class GateTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final BankScreen screen;

    GateTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("garanti");
    }

    @Test
    void theCallbackOfAnAuthenticationHasTheBanksFieldsInTheirOrder() {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured("3D", orderId, "12990").signed();

        WebPage.Form back = request.end("success");

        Map<String, String> fields = request.checked(back);
        assertThat(back.get()).isFalse();
        assertThat(back.action()).isEqualTo(GateRequest.BACK);
        assertThat(fields.keySet())
                .containsExactly(("xid mdstatus mderrormessage txnstatus eci cavv paressyntaxok paresverified version"
                                + " ireqcode ireqdetail vendorcode cavvalgorithm md terminalid oid authcode response"
                                + " errmsg hostmsg procreturncode transid hostrefnum rnd hash hashparams hashparamsval"
                                + " clientid MaskedPan garanticardind mode apiversion secure3dsecuritylevel"
                                + " terminalprovuserid terminaluserid terminalmerchantid txntype txnamount"
                                + " txncurrencycode txninstallmentcount orderid successurl errorurl customeripaddress"
                                + " customeremailaddress secure3dhash")
                        .split(" "));
        assertThat(fields)
                .containsEntry("mdstatus", "1")
                .containsEntry("eci", "02")
                .containsEntry("oid", orderId)
                .containsEntry("transid", orderId)
                .containsEntry("MaskedPan", "55496087****1500")
                .containsEntry("garanticardind", "Y")
                .containsEntry("secure3dhash", request.values().get("secure3dhash"))
                .containsEntry("errorurl", GateRequest.FAIL);
        for (String empty :
                List.of("txnstatus", "authcode", "response", "errmsg", "hostmsg", "procreturncode", "hostrefnum")) {
            assertThat(fields).containsEntry(empty, "");
        }
        assertThat(fields.get("mderrormessage"))
                .matches("Y-status/Challenge authentication via ACS: http://localhost:[0-9]+/sandbox/garanti/acs");
        assertThat(fields.get("xid")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(fields.get("cavv")).matches("[A-Za-z0-9+/]{27}=");
        assertThat(fields.get("md")).startsWith("aW5kZXg6MD").hasSize(184);
        assertThat(fields.get("rnd")).matches("[A-Za-z0-9+/]{20}");
        assertThat(shop.status(orderId).outcome()).isEqualTo("92/0110");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "success, 5549608789641500, 1, 02, Y",
        "success, 4546711234567894, 1, 05, Y",
        "success, 9792030394440796, 1, 05, Y",
        "attempt, 5549608789641500, 4, 01, A",
        "attempt, 4546711234567894, 4, 06, A"
    })
    void anAuthenticationPasses(String outcome, String card, String mdStatus, String eci, String word) {
        GateRequest request = shop.secured("3D", Shop.newOrderId(), "12990").card(card);

        WebPage.Form back = request.end(outcome);

        Map<String, String> fields = request.checked(back);
        assertThat(back.action()).isEqualTo(GateRequest.BACK);
        assertThat(fields).containsEntry("mdstatus", mdStatus).containsEntry("eci", eci);
        assertThat(fields.get("mderrormessage")).startsWith(word + "-status/");
        assertThat(fields.get("cavv")).hasSize(28);
        assertThat(fields.get("garanticardind")).isEqualTo(card.startsWith("5") ? "Y" : "N");
    }

    @ParameterizedTest
    @CsvSource({"wrong_code, 0", "cancel, 0", "timeout, 5", "code, 0"})
    void anAuthenticationThatFailsIsSignedAndHasNoProof(String outcome, String mdStatus) {
        GateRequest request = shop.secured("3D", Shop.newOrderId(), "12990");

        WebPage.Form back = request.end(outcome);

        Map<String, String> fields = request.checked(back);
        assertThat(back.action()).isEqualTo(GateRequest.FAIL);
        assertThat(fields).containsEntry("mdstatus", mdStatus);
        for (String empty : List.of(
                "mderrormessage", "eci", "cavv", "authcode", "response", "procreturncode", "hostrefnum", "errmsg")) {
            assertThat(fields).containsEntry(empty, "");
        }
        assertThat(fields.get("md")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"success", "attempt"})
    void thePayModelChargesWhenTheAuthenticationPasses(String outcome) {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured("3D_PAY", orderId, "12990").with("txninstallmentcount", "3");

        WebPage.Form back = request.end(outcome);

        Map<String, String> fields = request.checked(back);
        assertThat(back.action()).isEqualTo(GateRequest.BACK);
        assertThat(fields)
                .containsEntry("response", "Approved")
                .containsEntry("procreturncode", "00")
                .containsEntry("errmsg", "")
                .containsEntry("hostmsg", "");
        Answer status = shop.status(orderId);
        assertThat(status.status("Status")).isEqualTo("APPROVED");
        assertThat(status.status("AuthAmount")).isEqualTo("12990");
        assertThat(status.status("InstallmentCnt")).isEqualTo("3");
        assertThat(fields.get("authcode")).matches("[0-9]{6}").isEqualTo(status.status("AuthCode"));
        assertThat(fields.get("hostrefnum")).matches("6124[0-9]{8}").isEqualTo(status.status("RetrefNum"));
    }

    @ParameterizedTest
    @CsvSource({"wrong_code, 0", "cancel, 0", "timeout, 5"})
    void thePayModelChargesNothingWhenTheAuthenticationFails(String outcome, String mdStatus) {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured("3D_PAY", orderId, "12990");

        WebPage.Form back = request.end(outcome);

        assertThat(back.action()).isEqualTo(GateRequest.FAIL);
        assertThat(request.checked(back))
                .containsEntry("mdstatus", mdStatus)
                .containsEntry("response", "Error")
                .containsEntry("procreturncode", "99")
                .containsEntry("authcode", " ")
                .containsEntry("hostrefnum", "");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "txnamount, 7000051, 51, LIMIT YETERSIZ, Kart limiti yetersiz",
        "cardnumber, 4355080000000500, 05, ISLEM ONAYLANMADI, İşlem onaylanmadı",
        "cardnumber, 4355080000005905, 34, 'MUHTEMELEN CALINTI KART, EL KOYUNUZ', 'Muhtemelen çalıntı kart, el koyunuz'",
        "cardexpiredateyear, 25, 54, VADESI DOLMUS KART, Vadesi dolmuş kart",
        "cardcvv2, 1234, 12, CVC2/4CSC HATALI, Güvenlik kodu hatalı",
        "txninstallmentcount, 13, 58, TAKSIT YETKISI YOK, Bu işlem müsaade edilmiyor"
    })
    void aDeclineOfTheHostFollowsAPassedAuthentication(
            String name, String value, String code, String systemText, String text) {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured("3D_PAY", orderId, "12990").with(name, value);

        WebPage.Form back = request.end("success");

        assertThat(back.action()).isEqualTo(GateRequest.FAIL);
        assertThat(request.checked(back))
                .containsEntry("mdstatus", "1")
                .containsEntry("response", "Declined")
                .containsEntry("procreturncode", code)
                .containsEntry("errmsg", systemText)
                .containsEntry("hostmsg", text)
                .containsEntry("authcode", " ");
        assertThat(back.fields().get("hostrefnum")).matches("6124[0-9]{8}");
        assertThat(screen.captured(orderId)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "txnamount, 0, TxnAmount field must not be zero DOUBLE value because of the Mandatory Rule:zero",
        "txncurrencycode, 392, ErrorId: 0759"
    })
    void aRefusalOfTheGatewayFollowsAPassedAuthentication(String name, String value, String why) {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured("3D_PAY", orderId, "12990").with(name, value);

        Map<String, String> fields = request.checked(request.end("success"));

        assertThat(fields)
                .containsEntry("mdstatus", "1")
                .containsEntry("response", "Declined")
                .containsEntry("procreturncode", "92")
                .containsEntry("errmsg", why)
                .containsEntry("authcode", " ")
                .containsEntry("hostrefnum", "");
        assertThat(fields.get("hostmsg")).isNotEmpty();
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void anOrderThatIsPaidIsNotChargedAgainButOneThatWasDeclinedIs() {
        String orderId = Shop.newOrderId();
        GateRequest declined = shop.secured("3D_PAY", orderId, "7000051");
        GateRequest request = shop.secured("3D_PAY", orderId, "100");
        assertThat(declined.checked(declined.end("success"))).containsEntry("procreturncode", "51");
        assertThat(request.checked(request.end("success"))).containsEntry("procreturncode", "00");

        WebPage.Form again = request.end("success");

        assertThat(again.action()).isEqualTo(GateRequest.FAIL);
        assertThat(request.checked(again))
                .containsEntry("mdstatus", "1")
                .containsEntry("procreturncode", "92")
                .containsEntry("errmsg", "ErrorId: 0104");
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0", "SALE CAPTURED 100");
    }

    @Test
    void theEndOfTheIssuersPageChargesOnceHoweverOftenItIsSent() {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured("3D_PAY", orderId, "100");
        WebPage.Form issuer = request.issuer().form();

        WebPage.Form first = issuer.with("outcome", "success").submit().form();
        WebPage.Form second = issuer.with("outcome", "wrong_code").submit().form();

        assertThat(second).isEqualTo(first);
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 100");
    }

    @Test
    void anAnswerThatWouldGetLostOnTheApiIsInTheCallback() {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured("3D_PAY", orderId, "7100002");

        assertThat(request.checked(request.end("success"))).containsEntry("procreturncode", "00");
        assertThat(screen.captured(orderId)).isEqualTo(7100002);
    }

    @Test
    void whatTheHostDidNotBookIsASystemErrorInTheCallback() {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured("3D_PAY", orderId, "7100003");

        WebPage.Form back = request.end("success");

        assertThat(back.action()).isEqualTo(GateRequest.FAIL);
        assertThat(request.checked(back))
                .containsEntry("mdstatus", "1")
                .containsEntry("response", "Error")
                .containsEntry("procreturncode", "99")
                .containsEntry("errmsg", "Sistem Hatasi");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3D", "3D_PAY"})
    void aCardNumberThatNoSchemeKnowsIsNotAuthenticated(String level) {
        for (String number : List.of("5549608789641501", "1111111111111117")) {
            GateRequest request =
                    shop.secured(level, Shop.newOrderId(), "100").card(number).signed();

            WebPage.Form back = request.send().form();

            assertThat(back.action()).isEqualTo(GateRequest.FAIL);
            assertThat(request.checked(back))
                    .containsEntry("mdstatus", "8")
                    .containsEntry("cavv", "")
                    .containsEntry("procreturncode", level.equals("3D") ? "" : "99");
        }
    }

    @ParameterizedTest
    @CsvSource({"PROVOOS, success", "PROVOOS, attempt", "PROVAUT, success"})
    void theHostedPageTakesTheCardAndCharges(String user, String outcome) {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured("3D_OOS_PAY", orderId, "12990")
                .with("terminalprovuserid", user)
                .with("terminaluserid", user)
                .with("lang", "tr")
                .with("refreshtime", "5")
                .with("companyname", "ÖRNEK A.Ş.");
        assertThat(request.issuer().text()).contains("ÖRNEK A.Ş.", "129.90 TRY", "name=\"pan\"");

        WebPage.Form back = request.end(outcome, Message.BONUS, "12/30", "123");

        assertThat(request.checked(back))
                .containsEntry("procreturncode", "00")
                .containsEntry("response", "Approved")
                .containsEntry("MaskedPan", "55496087****1500")
                .containsEntry("companyname", "ÖRNEK A.Ş.")
                .containsEntry("refreshtime", "5");
        assertThat(shop.status(orderId).status("RetrefNum"))
                .isEqualTo(back.fields().get("hostrefnum"));
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 12990");
    }

    @Test
    void theHostedPageChargesNothingWithoutACardOrAPassedAuthentication() {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured("3D_OOS_PAY", orderId, "12990");

        WebPage.Form cancelled = request.end("cancel");
        WebPage.Form timedOut = request.end("timeout", Message.BONUS, "12/30", "123");

        assertThat(request.checked(cancelled))
                .containsEntry("mdstatus", "0")
                .containsEntry("procreturncode", "99")
                .containsEntry("MaskedPan", "");
        assertThat(request.checked(timedOut)).containsEntry("mdstatus", "5");
        assertThat(cancelled.action()).isEqualTo(timedOut.action()).isEqualTo(GateRequest.FAIL);
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void theHostLooksAtACardOfTheHostedPage() {
        GateRequest request = shop.secured("3D_OOS_PAY", Shop.newOrderId(), "100");

        assertThat(request.checked(request.end("success", Message.BONUS, "04/26", "123")))
                .containsEntry("procreturncode", "54");
        assertThat(request.checked(request.end("success", "1111111111111117", "12/30", "123")))
                .containsEntry("procreturncode", "14")
                .containsEntry("eci", "05");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3D_PAY", "3D_OOS_PAY"})
    void aPreauthorizationIsBlockedCapturedAndVoidedAsAnyOther(String level) {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured(level, orderId, "1000").with("txntype", "preauth");

        WebPage.Form back =
                level.equals("3D_PAY") ? request.end("success") : request.end("success", Message.BONUS, "12/30", "123");

        String rrn = request.checked(back).get("hostrefnum");
        assertThat(shop.status(orderId).status("Status")).isEqualTo("WAITINGPOSTAUTH");
        Answer capture = shop.send(shop.capture(orderId, "900").original(rrn));
        assertThat(capture.outcome()).isEqualTo("00");
        assertThat(shop.send(shop.voidOf(orderId).original(capture.rrn())).outcome())
                .isEqualTo("00");
        assertThat(shop.history(orderId).rows())
                .extracting(row -> row.get("Type"))
                .containsExactly("preauth", "postauth", "void");
    }

    @Test
    void aPaymentOfTheGateIsRefundedAndReportedAsAnyOther() {
        String orderId = Shop.newOrderId();
        GateRequest request = shop.secured("3D_PAY", orderId, "1000");
        String rrn = request.checked(request.end("success")).get("hostrefnum");

        assertThat(shop.send(shop.refund(orderId, "400").original(rrn)).outcome())
                .isEqualTo("00");

        Answer report = shop.send(shop.report("04/05/2026 00:00", "04/05/2026 23:59", "1"));
        assertThat(report.rows().stream().filter(row -> row.get("OrderID").equals(orderId)))
                .extracting(row -> row.get("TrxType") + " " + row.get("SafeType") + " " + row.get("UserId") + " "
                        + row.get("EmailAddress") + " " + row.get("ExpireDate"))
                .containsExactly("Satis 3D PROVAUT a@example.com 1230", "Iade  PROVRFN  ");
        assertThat(screen.requests(orderId)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"mdstatus, 1", "oid, ANOTHER", "cavv, WyZR4zJ+jwvAGX88r1MVzk0hAkE=", "response, Approved", "md, (none)"
    })
    void aCallbackThatIsTamperedWithOnTheWayIsFoundByItsSignature(String name, String value) {
        GateRequest request = shop.secured("3D", Shop.newOrderId(), "1000");
        WebPage.Form issuer = request.issuer().form().with("outcome", "wrong_code");

        WebPage.Form tampered =
                issuer.with("tamper", name).with("tamperWith", value).submit().form();

        assertThat(request.authentic(tampered)).isFalse();
        assertThat(request.authentic(issuer.submit().form())).isTrue();
    }

    @Test
    void theStoreOfFewRightsSendsItsHostedFormByItsProvisionUser() {
        Shop restricted = Shop.restricted(sandbox);
        GateRequest request = restricted.secured("3D_OOS_PAY", Shop.newOrderId(), "100");
        GateRequest installments =
                restricted.secured("3D_PAY", Shop.newOrderId(), "100").with("txninstallmentcount", "4");
        GateRequest foreign =
                restricted.secured("3D_PAY", Shop.newOrderId(), "100").with("txncurrencycode", "840");

        assertThat(request.checked(request.end("success", Message.BONUS, "12/30", "123")))
                .containsEntry("procreturncode", "00");
        assertThat(installments.checked(installments.end("success"))).containsEntry("procreturncode", "58");
        assertThat(foreign.checked(foreign.end("success"))).containsEntry("errmsg", "ErrorId: 0759");
    }
}
