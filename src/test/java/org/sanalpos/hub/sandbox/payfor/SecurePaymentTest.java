package org.sanalpos.hub.sandbox.payfor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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

@SandboxTest
class SecurePaymentTest {

    private static final String FACTS =
            "3DStatus ProcReturnCode TxnStatus TxnResult D3Stat Eci AuthCode RRN IrcCode RequestStat";

    private final Sandbox sandbox;
    private final SecureShop secure;
    private final Shop shop;
    private final BankScreen screen;
    private final String orderId = Shop.newOrderId();

    SecurePaymentTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        secure = SecureShop.demo(sandbox);
        shop = secure.shop();
        screen = sandbox.screen("qnb");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3DModel | success    | ok   | 1 V033 N Failed Y 05 - - - 1,3,5
            3DModel | attempt    | ok   | 1 V033 N Failed A 06 - - - 1,3,5
            3DModel | wrong_code | fail | -1 V034 N Failed N - - - MR15 1,4,5
            3DModel | cancel     | fail | -1 V034 N Failed N - - - MR15 1,4,5
            3DModel | timeout    | fail | -1 V034 N Failed U - - - MR15 1,4,5
            3DPay   | success    | ok   | 1 00 Y Success Y 05 S* * - 1,3,10,5
            3DPay   | attempt    | ok   | 1 00 Y Success A 06 S* * - 1,3,10,5
            3DPay   | wrong_code | fail | -1 MR15 N Failed N - - - MR15 1,4,5
            3DPay   | timeout    | fail | -1 MR15 N Failed U - - - MR15 1,4,5
            3DHost  | success    | ok   | 1 00 Y Success Y 05 S* * - 1,2,3,10,5
            3DHost  | attempt    | ok   | 1 00 Y Success A 06 S* * - 1,2,3,10,5
            3DHost  | wrong_code | fail | -1 MR15 P Failed N - - - MR15 1,4,5
            3DHost  | cancel     | fail | -1 MR15 P Failed N - - - MR15 1,4,5
            """)
    void theCallbackTellsHowItEnded(String model, String outcome, String url, String facts) {
        WebPage.Form back = secure.back(secure.form(model, orderId, "129.90"), outcome);

        assertThat(back.get()).isFalse();
        assertThat(back.action()).isEqualTo(url.equals("ok") ? SecureShop.OK : SecureShop.FAIL);
        Map<String, String> fields = back.fields();
        assertThat(facts(fields)).matches(facts.replace("*", "[0-9]+"));
        assertThat(fields.get("ResponseHash")).isEqualTo(secure.responseHash("SHA-1", fields));
        assertThat(fields.get("ResponseRnd")).matches("PF[0-9]{18}");
        assertThat(fields.get("RequestGuid")).matches("[0-9]{16}");
        assertThat(fields)
                .containsEntry("MbrId", "5")
                .containsEntry("MerchantID", "006600000000101")
                .containsEntry("OrderId", orderId)
                .containsEntry("SecureType", model)
                .containsEntry("TxnType", "Auth")
                .containsEntry("PurchAmount", "129.90")
                .containsEntry("Currency", "949")
                .containsEntry("InstallmentCount", "0")
                .containsEntry("OkUrl", SecureShop.OK)
                .containsEntry("FailUrl", SecureShop.FAIL)
                .containsEntry("TransactionDate", "04.05.2026 12:00:00")
                .containsEntry("CardHolderName", "AYŞE YILMAZ")
                .containsEntry(
                        "CardMask", outcome.equals("cancel") && model.equals("3DHost") ? "" : "454671******7894");
        assertThat(fields.get("BatchNo")).matches("[1-9][0-9]*");
        assertThat(fields.get("HostRefNum")).isEqualTo(fields.get("RRN")).isEqualTo(fields.get("F37"));
        boolean charged = facts.contains(" 00 ");
        assertThat(screen.lines(orderId)).isEqualTo(charged ? List.of("SALE CAPTURED 12990") : List.of());
    }

    @Test
    void theCallbackIsALongRecordInTheBanksOrder() {
        WebPage.Form back = secure.back(secure.form("3DModel", orderId, "129.90"), "success");

        List<String> names = List.copyOf(back.fields().keySet());
        assertThat(names).startsWith("RequestGuid", "TransactionDate", "MbrId", "MerchantID", "OrderId", "RequestIp");
        assertThat(names).containsSubsequence("VendorDet", "D3Stat", "3DStatus", "TxnResult", "AuthCode");
        assertThat(names).containsSubsequence("F11", "F37", "RRN", "IsRepeatTxn", "ResponseRnd", "ResponseHash");
        assertThat(names).endsWith("Tds2dsTransId", "Is3DHost", "ArtiTaksit", "AuthId");
        assertThat(names).hasSizeGreaterThan(115);
        assertThat(names).doesNotContain("UserPass", "MerchantPass", "UserCode", "Pan", "Cvv2", "Expiry");
        assertThat(back.fields().values()).noneMatch(value -> value.contains(Message.VISA));
    }

    @ParameterizedTest
    @CsvSource({"3DPay, Auth, SALE CAPTURED", "3DHost, PreAuth, PREAUTH AUTHORIZED"})
    void aModelThatChargesBooksWhatTheFormAskedFor(String model, String type, String line) {
        WebPage.Form form = secure.with(secure.form(model, orderId, "30"), "TxnType", type);
        WebPage.Form installments = secure.with(form, "InstallmentCount", "3");

        WebPage.Form back = secure.back(installments.with("Currency", "978"), "success");

        assertThat(back.fields()).containsEntry("ProcReturnCode", "00").containsEntry("TxnType", type);
        assertThat(screen.lines(orderId))
                .allMatch(found -> found.startsWith(line))
                .hasSize(1);
        assertThat(screen.transaction(orderId, 0).path("installments").asInt()).isEqualTo(3);
        assertThat(screen.transaction(orderId, 0).path("currency").asString()).isEqualTo("EUR");
        assertThat(screen.transaction(orderId, 0).path("authCode").asString())
                .isEqualTo(back.fields().get("AuthCode"));
    }

    @ParameterizedTest
    @CsvSource({
        "3DPay, 4355080000005103, 10.00, 51, '1,3,10,5'",
        "3DPay, 4546711234567894, 70000.82, 34, '1,3,10,5'",
        "3DHost, 4546711234567894, 70000.05, 05, '1,2,3,10,5'"
    })
    void aDeclineComesToTheFailUrl(String model, String pan, String amount, String code, String steps) {
        WebPage.Form form = secure.form(model, orderId, amount);

        WebPage.Form back = secure.back(model.equals("3DPay") ? form.with("Pan", pan) : form, "success");

        assertThat(back.action()).isEqualTo(SecureShop.FAIL);
        assertThat(facts(back.fields())).matches("1 " + code + " N Failed Y 05 - [0-9]{12} - " + steps);
        assertThat(back.fields().get("ResponseHash")).isEqualTo(secure.responseHash("SHA-1", back.fields()));
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0");
        assertThat(shop.inquiry(orderId).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4355080000010202 | 1 00 Y Success Y 05 S* * - 1,3,10,5
            4355080000010301 | 1 96 N Failed Y 05 - - - 1,3,10,5
            """)
    void whatIsLostOnTheWayOfAnAnswerDoesNotTouchTheCallback(String pan, String facts) {
        WebPage.Form back = secure.back(secure.form("3DPay", orderId, "10.00").with("Pan", pan), "success");

        assertThat(facts(back.fields())).matches(facts.replace("*", "[0-9]+"));
        boolean charged = facts.contains(" 00 ");
        assertThat(shop.inquiry(orderId).code()).isEqualTo(charged ? "00" : "96");
        assertThat(screen.lines(orderId)).hasSize(charged ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"9406340000000001, 12/30, V005", "4546711234567894, 04/26, 54", "375622005485014, 12/30, M018"})
    void aCardThatTheBankDoesNotTakeIsRefusedAfterItWasTyped(String pan, String expiry, String code) {
        WebPage.Form back = secure.end(secure.form("3DHost", orderId, "10.00"), pan, expiry, "success");

        assertThat(back.action()).isEqualTo(SecureShop.FAIL);
        assertThat(facts(back.fields())).isEqualTo("-1 " + code + " P Failed N - - - - 1,4,5");
        assertThat(back.fields().get("ResponseHash")).isEqualTo(secure.responseHash("SHA-1", back.fields()));
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void anAuthenticatedOrderIsChargedWhenTheStoreAsksForIt() {
        WebPage.Form form = secure.with(secure.form("3DModel", orderId, "129.90"), "InstallmentCount", "3");
        WebPage.Form back = secure.back(form, "success");
        assertThat(screen.lines(orderId)).isEmpty();

        Answer answer = shop.send(secure.completion(back));

        assertThat(answer.fields("ProcReturnCode TransId ErrMsg CardHolderName ArtiTaksit"))
                .isEqualTo("00 " + orderId + " Onaylandı AYŞE YILMAZ 0");
        assertThat(answer.get("AuthCode")).matches("S[0-9]{5}");
        assertThat(answer.get("HostRefNum")).matches("[0-9]{12}");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 12990");
        assertThat(screen.transaction(orderId, 0).path("installments").asInt()).isEqualTo(3);
        assertThat(screen.requests(orderId)).isEqualTo(2);
    }

    @Test
    void anAttemptMayBeChargedToo() {
        WebPage.Form back = secure.back(secure.form("3DModel", orderId, "129.90"), "attempt");

        assertThat(shop.send(secure.completion(back)).code()).isEqualTo("00");
    }

    @Test
    void anOrderIsChargedOnce() {
        WebPage.Form back = secure.back(secure.form("3DModel", orderId, "129.90"), "success");
        shop.send(secure.completion(back));

        assertThat(shop.send(secure.completion(back)).fields("ProcReturnCode TransId"))
                .isEqualTo("V029 " + orderId);
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 12990");
    }

    @Test
    void aDeclineUsesTheAuthenticationUp() {
        WebPage.Form form = secure.form("3DModel", orderId, "10.00").with("Pan", "4355080000005103");
        WebPage.Form back = secure.back(form, "success");

        assertThat(shop.send(secure.completion(back)).code()).isEqualTo("51");
        assertThat(shop.send(secure.completion(back)).code()).isEqualTo("V029");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong_code", "cancel", "timeout"})
    void anOrderThatWasNotAuthenticatedIsNotCharged(String outcome) {
        WebPage.Form back = secure.back(secure.form("3DModel", orderId, "129.90"), outcome);

        assertThat(shop.send(secure.completion(back)).fields("ProcReturnCode TransId"))
                .isEqualTo("V034 " + orderId);
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void aForeignOrderIdIsASystemErrorThatNamesNothing() {
        WebPage.Form back = secure.back(secure.form("3DModel", orderId, "129.90"), "success");
        WebPage.Form another = secure.back(secure.form("3DModel", Shop.newOrderId(), "1.00"), "success");

        for (String other : List.of(Shop.newOrderId(), another.fields().get("OrderId"))) {
            assertThat(shop.send(secure.completion(back).with("OrderId", other))
                            .fields("ProcReturnCode AuthCode HostRefNum TransId"))
                    .isEqualTo("V036   ");
        }
        assertThat(shop.send(secure.completion(back)).code()).isEqualTo("00");
    }

    @Test
    void aGuidIsFoundByItsOwnStoreAndModelOnly() {
        WebPage.Form model = secure.back(secure.form("3DModel", orderId, "129.90"), "success");
        WebPage.Form pay = secure.back(secure.form("3DPay", Shop.newOrderId(), "129.90"), "success");
        Message foreign = secure.completion(model)
                .with("UserCode", "QNBSHOPAPI")
                .with("UserPass", Shop.restricted(sandbox).credential("userPass"));

        assertThat(shop.send(foreign).code()).isEqualTo("M027");
        assertThat(shop.send(secure.completion(pay)).code()).isEqualTo("M027");
        assertThat(shop.send(secure.completion(model).with("RequestGuid", "0")).code())
                .isEqualTo("M027");
    }

    @Test
    void aLostAnswerToTheCompletionIsFoundByTheInquiry() {
        WebPage.Form form = secure.form("3DModel", orderId, "10.00").with("Pan", "4355080000010202");
        WebPage.Form back = secure.back(form, "success");

        assertThatThrownBy(() -> shop.exchange(secure.completion(back))).isInstanceOf(IOException.class);

        assertThat(shop.inquiry(orderId).fields("ProcReturnCode TxnType SecureType"))
                .isEqualTo("00 Auth 3DModel");
    }

    @Test
    void aCompletionThatDidNotArriveLeavesTheOrderAuthenticated() {
        WebPage.Form form = secure.form("3DModel", orderId, "10.00").with("Pan", "4355080000010301");
        WebPage.Form back = secure.back(form, "success");

        assertThatThrownBy(() -> shop.exchange(secure.completion(back))).isInstanceOf(IOException.class);

        assertThat(shop.inquiry(orderId).code()).isEqualTo("V033");
    }

    @Test
    void theInquiryFollowsAnOrderThroughTheGate() {
        WebPage.Form issuer = secure.form("3DModel", orderId, "129.90")
                .submit()
                .form()
                .submit()
                .form();
        assertThat(shop.inquiry(orderId).fields("ProcReturnCode TxnStatus TxnResult SecureType PurchAmount D3Status"))
                .isEqualTo("V000 N Failed 3DModel 129.90 ");
        assertThat(shop.send(secure.completion(new WebPage.Form(
                                false,
                                "",
                                Map.of("RequestGuid", shop.inquiry(orderId).get("RequestGuid"), "OrderId", orderId))))
                        .code())
                .isEqualTo("V000");

        Map<String, String> back =
                issuer.with("outcome", "success").submit().form().fields();
        Answer authenticated = shop.inquiry(orderId);
        assertThat(authenticated.fields("ProcReturnCode D3Status Eci F37 CardMask"))
                .isEqualTo("V033 Y 05  454671******7894");
        assertThat(authenticated.get("RequestGuid")).isEqualTo(back.get("RequestGuid"));
        assertThat(authenticated.get("OkUrl")).isEqualTo(SecureShop.OK);

        shop.send(secure.completion(new WebPage.Form(false, "", back)));
        Answer paid = shop.inquiry(orderId);
        assertThat(paid.fields("ProcReturnCode TxnType SecureType D3Status Eci"))
                .isEqualTo("00 Auth 3DModel Y 05");
        assertThat(paid.get("RequestGuid")).isEqualTo(back.get("RequestGuid"));
        assertThat(paid.get("F37")).matches("[0-9]{12}");
        assertThat(shop.history(orderId).rows()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"3DModel, V034", "3DPay, MR15", "3DHost, MR15"})
    void theInquiryAndTheHistoryTellAFailedAuthentication(String model, String code) {
        secure.back(secure.form(model, orderId, "129.90"), "wrong_code");

        assertThat(shop.inquiry(orderId).fields("ProcReturnCode IrcCode SecureType"))
                .isEqualTo(code + " MR15 " + model);
        assertThat(shop.history(orderId).rows()).singleElement().satisfies(row -> assertThat(
                        row.fields("ProcReturnCode OrderId TxnType AuthCode"))
                .isEqualTo(code + " " + orderId + " Auth "));
        Answer day = shop.send(shop.head().typed("Report", "TxnHistory").with("ReqDate", "20260504"));
        assertThat(day.rows()).anyMatch(row -> orderId.equals(row.get("OrderId")));
    }

    @Test
    void whatWasPaidWith3DIsCapturedVoidedAndGivenBackAsAnyOther() {
        WebPage.Form form = secure.with(secure.form("3DModel", orderId, "100.00"), "TxnType", "PreAuth");
        assertThat(shop.send(secure.completion(secure.back(form, "success"))).code())
                .isEqualTo("00");
        String sale = Shop.newOrderId();
        secure.back(secure.form("3DPay", sale, "50.00"), "success");

        assertThat(shop.send(shop.capture(orderId, "80.00")).code()).isEqualTo("00");
        assertThat(shop.send(shop.voidOf(sale)).code()).isEqualTo("00");
        screen.settle();
        assertThat(shop.send(shop.refund(orderId, "30.00")).code()).isEqualTo("00");

        assertThat(screen.lines(orderId))
                .containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE SETTLED 8000", "REFUND CAPTURED 3000");
        assertThat(screen.lines(sale)).containsExactly("SALE VOIDED 5000");
        assertThat(shop.inquiry(sale).fields("IsVoided SecureType")).isEqualTo("true 3DPay");
    }

    @Test
    void whatNeverGotToTheHostCannotBeVoided() {
        secure.back(secure.form("3DModel", orderId, "100.00"), "success");

        assertThat(shop.send(shop.voidOf(orderId)).code()).isEqualTo("V013");
    }

    @Test
    void lateBooksShowTheOrderAsTheGateLeftIt() {
        WebPage.Form form = secure.form("3DPay", orderId, "10.00").with("Pan", "4355080000011002");
        assertThat(secure.back(form, "success").fields()).containsEntry("ProcReturnCode", "00");

        assertThat(shop.inquiry(orderId).code()).isEqualTo("V000");
        sandbox.clock().advance(Duration.ofSeconds(5));
        assertThat(shop.inquiry(orderId).code()).isEqualTo("00");
    }

    @Test
    void theWayBackCanBeTamperedWith() {
        WebPage.Form issuer =
                secure.form("3DPay", orderId, "10.00").submit().form().submit().form();

        WebPage.Form back = issuer.with("outcome", "wrong_code")
                .with("tamper", "ProcReturnCode")
                .with("tamperWith", "00")
                .submit()
                .form();

        assertThat(back.fields()).containsEntry("ProcReturnCode", "00");
        assertThat(back.fields().get("ResponseHash")).isNotEqualTo(secure.responseHash("SHA-1", back.fields()));
    }

    @Test
    void noTwoCallbacksHaveTheSameRandomText() {
        String first = secure.back(secure.form("3DPay", orderId, "10.00"), "success")
                .fields()
                .get("ResponseRnd");
        String second = secure.back(secure.form("3DPay", Shop.newOrderId(), "10.00"), "success")
                .fields()
                .get("ResponseRnd");

        assertThat(first).startsWith("PF6391349280012").isNotEqualTo(second);
    }

    private static String facts(Map<String, String> fields) {
        return String.join(
                " ",
                List.of(FACTS.split(" ")).stream()
                        .map(name -> fields.get(name).isEmpty() ? "-" : fields.get(name))
                        .toList());
    }
}
