package org.sanalpos.hub.sandbox.payflex;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;
import tools.jackson.databind.JsonNode;

@SandboxTest
class CommonPaymentTest {

    private final HostedShop shop;
    private final Shop vpos;
    private final BankScreen screen;
    private final MutableClock clock;
    private final Sandbox sandbox;

    CommonPaymentTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = HostedShop.demo(sandbox);
        vpos = Shop.demo(sandbox);
        screen = sandbox.screen(Shop.BANK);
        clock = sandbox.clock();
    }

    @Test
    void aCardTypedOnTheBanksPageIsCharged() {
        MpiShop.Fields fields = shop.hosted("145.00");
        String token = shop.token(fields);
        WebPage.Form issuer = shop.open(token).form().submit().form();

        WebPage.Form back = CardHolder.end(HostedShop.typing(issuer, Message.VISA), "success");

        assertThat(back.get()).isTrue();
        assertThat(back.action()).isEqualTo(HostedShop.OK);
        assertThat(back.fields())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Rc",
                        "0000",
                        "Message",
                        "İŞLEM BAŞARILI",
                        "PaymentToken",
                        token,
                        "TransactionId",
                        fields.get("TransactionId"),
                        "HostMerchantId",
                        "000000000120001"));
        assertThat(screen.lines(fields.get("OrderID"))).containsExactly("SALE CAPTURED 14500");
    }

    @Test
    void theInquiryShowsAllOfAnApprovedPayment() {
        MpiShop.Fields fields = shop.hosted("1145.00").with("InstallmentCount", "3");
        shop.typed(fields, Message.VISA, "success");

        JsonNode answer = shop.query(fields);

        assertThat(answer.propertyNames())
                .containsExactly(
                        "Rc",
                        "AuthCode",
                        "Rrn",
                        "Message",
                        "TransactionId",
                        "PaymentToken",
                        "MaskedPan",
                        "HostMerchantId",
                        "HostTerminalId",
                        "AmountCode",
                        "Amount",
                        "TransactionType",
                        "OrderID",
                        "InstallmentCount",
                        "IsSecure",
                        "AllowNotEnrolledCard",
                        "SuccessUrl",
                        "FailUrl",
                        "RequestLanguage",
                        "HostDate",
                        "HostRc",
                        "ErrorCode",
                        "ResponseMessage");
        assertThat(answer.path("Rc").asString()).isEqualTo("0000");
        assertThat(answer.path("AuthCode").asString()).matches("[1-9][0-9]{5}");
        assertThat(answer.path("Rrn").asString()).matches("612412[0-9]{6}");
        assertThat(answer.path("MaskedPan").asString()).isEqualTo("493846******4205");
        assertThat(answer.path("HostTerminalId").asString()).isEqualTo("VP000701");
        assertThat(answer.path("Amount").asString()).isEqualTo("1145,00");
        assertThat(answer.path("OrderID").asString()).isEqualTo(fields.get("OrderID"));
        assertThat(answer.path("InstallmentCount").asString()).isEqualTo("3");
        assertThat(answer.path("IsSecure").asString()).isEqualTo("True");
        assertThat(answer.path("AllowNotEnrolledCard").asString()).isEqualTo("False");
        assertThat(answer.path("HostDate").asString()).isEqualTo("20260504120000");
        assertThat(answer.path("ErrorCode").asString()).isEmpty();
    }

    @Test
    void aCardOfTheRegistrationIsNotAskedForAgain() {
        MpiShop.Fields fields = shop.withCard("145.00", MpiShop.MASTERCARD).with("TransactionType", "Auth");
        String token = shop.token(fields);

        WebPage issuer = shop.open(token).form().submit();
        WebPage.Form back = CardHolder.end(issuer.form(), "success");

        assertThat(issuer.text()).contains("557113******5575").doesNotContain("name=\"pan\"");
        assertThat(back.fields()).containsEntry("Rc", "0000");
        assertThat(screen.lines(fields.get("OrderID"))).containsExactly("PREAUTH AUTHORIZED 0");
        assertThat(vpos.search("<OrderId>" + fields.get("OrderID") + "</OrderId>")
                        .get("ECI"))
                .isEqualTo("02");
    }

    @ParameterizedTest
    @CsvSource({"success, Secure, 05", "attempt, HalfSecure, 06"})
    void theVposFindsCapturesRefundsAndCancelsThePayment(String outcome, String type, String eci) {
        MpiShop.Fields sale = shop.hosted("10.00");
        MpiShop.Fields auth = shop.hosted("20.00").with("TransactionType", "Auth");
        shop.typed(sale, Message.VISA, outcome);
        shop.typed(auth, Message.VISA, outcome);
        Message paid = new Message(Map.of("TransactionId", sale.get("TransactionId")));
        Message blocked = new Message(Map.of("TransactionId", auth.get("TransactionId")));

        Answer found = vpos.find(paid);
        assertThat(found.get("TransactionThreedSecureType")).isEqualTo(type);
        assertThat(found.get("ECI")).isEqualTo(eci);
        assertThat(found.get("CAVV")).hasSize(28);
        Message capture = vpos.approved(vpos.capture(blocked, "20.00"));
        vpos.approved(vpos.refund(capture, "5.00"));
        vpos.approved(vpos.cancel(paid));
        assertThat(vpos.find(paid).get("IsCanceled")).isEqualTo("true");
        assertThat(vpos.code(vpos.sale("1.00").with("TransactionId", sale.get("TransactionId"))))
                .isEqualTo("1006");
    }

    @ParameterizedTest
    @CsvSource({"wrong_code", "cancel", "timeout"})
    void aFailedAuthenticationChargesNothing(String outcome) {
        MpiShop.Fields fields = shop.withCard("145.00", Message.VISA);

        WebPage.Form back = CardHolder.end(shop.challenged(fields), outcome);

        assertThat(back.action()).isEqualTo(HostedShop.FAIL);
        assertThat(back.fields()).containsEntry("Rc", "6969");
        JsonNode answer = shop.query(fields);
        assertThat(answer.propertyNames())
                .containsExactly(
                        "Rc", "AuthCode", "ErrorCode", "Message", "PaymentToken", "TransactionId", "MaskedPan");
        assertThat(answer.path("Rc").asString()).isEqualTo("6969");
        assertThat(answer.path("ErrorCode").asString()).isEqualTo("6969");
        assertThat(answer.path("AuthCode").asString()).isEqualTo("000000");
        assertThat(screen.lines(fields.get("OrderID"))).isEmpty();
    }

    @Test
    void thePageMayBeLeftBeforeACardIsTyped() {
        MpiShop.Fields fields = shop.hosted("145.00");

        WebPage.Form back = CardHolder.end(shop.challenged(fields), "cancel");

        assertThat(back.fields()).containsEntry("Rc", "6969");
        assertThat(shop.query(fields).path("MaskedPan").asString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "4355080000005103, 10.00, 0051, LİMİT YETERSİZ, SALE DECLINED 0",
        "4938460158754205, 70000.05, 0005, İŞLEM ONAYLANMADI, SALE DECLINED 0",
        "4355080000010301, 10.00, 5032, Yanıt alınamadı.,",
        "4938460158754205, 71000.07, 5032, Yanıt alınamadı.,"
    })
    void whatTheIssuerDeclinesOrTheFaultKeepsFromItIsNoPayment(
            String pan, String amount, String code, String text, String line) {
        MpiShop.Fields fields = shop.withCard(amount, pan);

        WebPage.Form back = CardHolder.end(shop.challenged(fields), "success");

        assertThat(back.action()).isEqualTo(HostedShop.FAIL);
        assertThat(back.fields()).containsEntry("Rc", code).containsEntry("Message", text);
        assertThat(shop.query(fields).path("Rc").asString()).isEqualTo(code);
        if (line == null) {
            assertThat(screen.lines(fields.get("OrderID"))).isEmpty();
        } else {
            assertThat(screen.lines(fields.get("OrderID"))).containsExactly(line);
        }
    }

    @ParameterizedTest
    @CsvSource({"4938460158754205, 71000.02", "4355080000010608, 10.00"})
    void aFaultOfTheAnswerDoesNotReachTheBrowser(String pan, String amount) {
        WebPage.Form back = CardHolder.end(shop.challenged(shop.withCard(amount, pan)), "success");

        assertThat(back.fields()).containsEntry("Rc", "0000");
    }

    @Test
    void lateBooksAreNotShownAtFirst() {
        MpiShop.Fields fields = shop.withCard("10.00", "4355080000011002");
        CardHolder.end(shop.challenged(fields), "success");

        assertThat(shop.query(fields).path("ErrorCode").asString()).isEqualTo("5003");
        clock.advance(Duration.ofSeconds(5));
        assertThat(shop.query(fields).path("Rc").asString()).isEqualTo("0000");
    }

    @ParameterizedTest
    @CsvSource({"4355080000030101, N, 20", "4355080000030200, U, 2053", "4355080000030309, E, 2053"})
    void aCardThatTakesNoPartIsNotCharged(String pan, String status, String code) {
        MpiShop.Fields registered = shop.withCard("10.00", pan);
        MpiShop.Fields typed = shop.hosted("10.00");

        WebPage.Form back = shop.open(shop.token(registered)).form();

        assertThat(back.action()).isEqualTo(HostedShop.FAIL);
        assertThat(back.fields()).containsEntry("Rc", code);
        assertThat(back.fields().get("Message")).startsWith("VeRes status is " + status);
        assertThat(shop.typed(typed, pan, "success").fields()).containsEntry("Rc", code);
        assertThat(screen.lines(registered.get("OrderID"))).isEmpty();
        assertThat(screen.lines(typed.get("OrderID"))).isEmpty();
    }

    @Test
    void aCardThatTakesNoPartIsChargedIfTheStoreAllowsIt() {
        MpiShop.Fields fields = shop.withCard("10.00", "4355080000030101").with("AllowNotEnrolledCard", "true");
        String token = shop.token(fields);

        WebPage.Form back = shop.open(token).form();

        assertThat(back.fields()).containsEntry("Rc", "0000");
        assertThat(shop.open(token).form()).isEqualTo(back);
        assertThat(screen.lines(fields.get("OrderID"))).containsExactly("SALE CAPTURED 1000");
        assertThat(vpos.find(new Message(Map.of("TransactionId", fields.get("TransactionId"))))
                        .get("TransactionThreedSecureType"))
                .isEqualTo("HalfSecure");
        MpiShop.Fields failed = shop.withCard("10.00", "4355080000030309").with("AllowNotEnrolledCard", "true");
        assertThat(shop.open(shop.token(failed)).form().fields()).containsEntry("Rc", "2053");
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 11/28, 715, 5005",
        "4938460158754205, 04/26, 715, 1052",
        "4938460158754205, 11/28, 7155, 5007"
    })
    void aCardThatCannotBeChargedIsRefusedAfterThePage(String pan, String expiry, String cvv, String code) {
        WebPage.Form page = shop.challenged(shop.hosted("10.00"));

        WebPage.Form back =
                CardHolder.end(page.with("pan", pan).with("expiry", expiry).with("cvv", cvv), "success");

        assertThat(back.fields()).containsEntry("Rc", code);
    }

    @Test
    void aPaidOrderIsRefusedAtThePageAndAfterIt() {
        Message paid = vpos.approved(vpos.sale("1.00"));
        MpiShop.Fields late = shop.hosted("10.00");
        WebPage.Form page = shop.challenged(late);
        vpos.approved(vpos.payment("Sale", late.get("OrderID"), "10.00"));

        WebPage.Form refused = shop.open(shop.token(
                        shop.hosted("1.00").with("OrderID", paid.values().get("OrderId"))))
                .form();

        assertThat(refused.get()).isTrue();
        assertThat(refused.fields()).containsEntry("Rc", "1061");
        assertThat(CardHolder.end(HostedShop.typing(page, Message.VISA), "success")
                        .fields())
                .containsEntry("Rc", "1061");
        assertThat(screen.lines(late.get("OrderID"))).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void aPaymentIsTriedOnce() {
        MpiShop.Fields fields = shop.hosted("10.00");
        String token = shop.token(fields);
        WebPage.Form page = shop.open(token).form().submit().form();
        assertThat(shop.open(token).form().submit().form()).isEqualTo(page);

        WebPage.Form first = CardHolder.end(HostedShop.typing(page, "4355080000005103"), "success");

        assertThat(CardHolder.end(HostedShop.typing(page, Message.VISA), "success"))
                .isEqualTo(first);
        assertThat(shop.open(token).form()).isEqualTo(first);
        assertThat(screen.lines(fields.get("OrderID"))).containsExactly("SALE DECLINED 0");
    }

    @Test
    void theWayBackKeepsTheParametersOfTheStoresAddress() {
        MpiShop.Fields fields = shop.hosted("10.00").with("SuccessUrl", HostedShop.OK + "?cart=a%2Fb&step");

        WebPage.Form back = shop.typed(fields, Message.VISA, "success");

        assertThat(back.action()).isEqualTo(HostedShop.OK);
        assertThat(back.fields())
                .containsEntry("cart", "a/b")
                .containsEntry("step", "")
                .containsEntry("Rc", "0000");
    }

    @Test
    void theWayBackCanBeTamperedWithAndTheInquiryNot() {
        MpiShop.Fields fields = shop.withCard("10.00", "4355080000005103");

        WebPage.Form back =
                CardHolder.end(shop.challenged(fields).with("tamper", "Rc").with("tamperWith", "0000"), "success");

        assertThat(back.fields()).containsEntry("Rc", "0000");
        assertThat(shop.query(fields).path("Rc").asString()).isEqualTo("0051");
    }

    @Test
    void theInquiryNamesATokenOrATransactionIdOrBoth() {
        MpiShop.Fields fields = shop.hosted("10.00");
        String token = shop.token(fields);
        String id = fields.get("TransactionId");
        String other = shop.token(shop.hosted("10.00"));
        assertThat(shop.query(fields).toString())
                .isEqualTo("{\"ErrorCode\":\"5003\",\"ResponseMessage\":\"İşlem bulunamadı.\"}");

        CardHolder.end(HostedShop.typing(shop.open(token).form().submit().form(), Message.VISA), "success");

        assertThat(rc(Map.of("PaymentToken", token))).isEqualTo("0000");
        assertThat(rc(Map.of("PaymentToken", token, "TransactionId", id, "MerchantId", "1")))
                .isEqualTo("0000");
        assertThat(errorCode(Map.of("PaymentToken", other, "TransactionId", id)))
                .isEqualTo("5003");
        assertThat(errorCode(Map.of("PaymentToken", id))).isEqualTo("5003");
        assertThat(HostedShop.restricted(sandbox)
                        .query(Map.of("PaymentToken", token))
                        .path("ErrorCode")
                        .asString())
                .isEqualTo("5003");
    }

    @ParameterizedTest
    @CsvSource({
        "HostMerchantId, '', 5020",
        "HostMerchantId, 000000000120009, 5023",
        "Password, '', 5022",
        "Password, wrong, 5002",
        "MerchantId, 2, 5023",
        "MerchantPassword, x, 5029",
        "TransactionId, '', 5018"
    })
    void anInquiryIsCheckedToo(String name, String value, String code) {
        Map<String, String> criteria = new LinkedHashMap<>(Map.of("TransactionId", Shop.newId()));
        criteria.put(name, value);

        assertThat(errorCode(criteria)).isEqualTo(code);
    }

    @Test
    void anInquiryIsAFormOrJson() {
        MpiShop.Fields fields = shop.hosted("10.00");
        shop.typed(fields, Message.VISA, "success");
        String form = new MpiShop.Fields(Map.of(
                        "HostMerchantId", "000000000120001",
                        "Password", "Vakif+Hub&01",
                        "TransactionId", fields.get("TransactionId")))
                .encoded();

        assertThat(HostedShop.json(shop.post("GetVposTransaction", Shop.FORM, form))
                        .path("Rc")
                        .asString())
                .isEqualTo("0000");
        assertThat(errorCode("text/xml", "<a/>")).isEqualTo("5029");
        assertThat(errorCode("application/json", "{\"a\":\"b\",\"a\":\"b\"}")).isEqualTo("5029");
        assertThat(errorCode("application/json", "{\"HostMerchantId\":120001}")).isEqualTo("5029");
        assertThat(errorCode("application/json", "[]")).isEqualTo("5020");
        assertThat(HostedShop.json(shop.get("GetVposTransaction"))
                        .path("ErrorCode")
                        .asString())
                .isEqualTo("5029");
    }

    private String rc(Map<String, String> criteria) {
        return shop.query(criteria).path("Rc").asString();
    }

    private String errorCode(Map<String, String> criteria) {
        return shop.query(criteria).path("ErrorCode").asString();
    }

    private String errorCode(String contentType, String body) {
        return HostedShop.json(shop.post("GetVposTransaction", contentType, body))
                .path("ErrorCode")
                .asString();
    }
}
