package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;
import org.sanalpos.hub.sandbox.akbank.Shop.Message;

@SandboxTest
class BadRequestTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final String orderId;
    private final Message sale;

    BadRequestTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        orderId = Shop.newOrderId();
        sale = shop.sale(orderId, "10.00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "txnCode",
                "requestDateTime",
                "randomNumber",
                "card",
                "card.cardNumber",
                "card.expireDate",
                "card.cvv2",
                "transaction",
                "transaction.amount",
                "transaction.currencyCode",
                "transaction.motoInd",
                "transaction.installCount"
            })
    void aMissingMemberIsABadRequest(String path) {
        assertBad(shop.send(sale.without(path)));
    }

    @ParameterizedTest
    @CsvSource({
        "unknown, x",
        "order.unknown, x",
        "order.orderTrackID, x",
        "transaction.amonut, 1.00",
        "Version, 1.00",
        "recurring.recurringOrder, 1",
        "report.startDateTime, x",
        "plannedDate.firstPlannedDate, 2026-06-01",
        "transaction.currencyCode, 949",
        "transaction.motoInd, 0",
        "transaction.installCount, 1",
        "reward.ccbRewardAmount, 0",
        "order, x",
        "txnCode, 3000",
        "txnCode, 2000"
    })
    void anUnknownMemberOrATextInPlaceOfANumberIsABadRequest(String path, String value) {
        assertBad(shop.send(sale.with(path, value)));
    }

    @ParameterizedTest
    @CsvSource({"version, 1", "card.cvv2, 123", "order.orderId, 5", "card.cardNumber, 1", "txnCode, 1000"})
    void aNumberInPlaceOfATextIsABadRequest(String path, int value) {
        assertBad(shop.send(sale.with(path, value)));
    }

    @Test
    void othersThanWholeNumbersAreBadRequests() {
        assertBad(shop.send(sale.with("transaction.currencyCode", new BigDecimal("949.0"))));
        assertBad(shop.send(sale.with("transaction.installCount", null)));
        assertBad(shop.send(sale.with("transaction.amount", true)));
        assertBad(shop.send(sale.with("customer", "x")));
    }

    @Test
    void membersOfOtherOperationsAreBadRequests() {
        assertBad(shop.send(shop.capture(orderId, "1.00").with("transaction.motoInd", 0)));
        assertBad(shop.send(shop.capture(orderId, "1.00").without("transaction")));
        assertBad(shop.send(shop.voidOf(orderId).with("transaction.amount", "1.00")));
        assertBad(shop.send(shop.refund(orderId, "1.00").without("transaction.currencyCode")));
        assertBad(shop.send(shop.history(orderId).with("customer.ipAddress", "85.34.78.112")));
        assertBad(shop.send(shop.history(orderId).with("order.orderTrackId", "x")));
        assertBad(shop.send(shop.history(orderId).without("order.orderId")));
        assertBad(shop.send(sale.with("secureTransaction.secureId", "x")));
        assertBad(shop.send(Shop.secure(sale)));
    }

    @Test
    void aBodyThatIsNotOneCleanObjectIsABadRequest() {
        String body = sale.text();
        Map<String, String> broken = Map.of(
                "doubled", body.replaceFirst("\\{", "{\"version\":\"1.00\","),
                "doubled inside", body.replace("\"card\":{", "\"card\":{\"cvv2\":\"000\","),
                "cut off", body.substring(0, body.length() - 1),
                "followed", body + "{}",
                "byte order mark", "\uFEFF" + body,
                "comment", body.substring(0, body.length() - 1) + "/**/}",
                "not quoted", body.replace("\"installCount\"", "installCount"));

        broken.forEach((why, text) ->
                assertThat(shop.sendFresh(text).outcome()).as(why).isEqualTo("HTTP 400"));
        assertThat(shop.sendFresh(" " + body + "\n").outcome()).isEqualTo("VPS-0000 00");
    }

    @Test
    void otherCharsetsAndTypesAreBadRequests() {
        byte[] latin = sale.with("card.cardHolderName", "AYÇA").text().getBytes(StandardCharsets.ISO_8859_1);
        byte[] good = sale.bytes();

        assertBad(shop.sendAs("application/json", latin));
        assertBad(shop.sendAs("text/plain", good));
        assertBad(shop.sendAs(null, good));
        assertBad(shop.sendAs("application/json; charset=iso-8859-9", good));
        assertThat(shop.sendAs("Application/JSON;charset=\"UTF-8\"", good).outcome())
                .isEqualTo("VPS-0000 00");
    }

    @Test
    void aBadRequestCountsForItsOrder() {
        shop.send(sale.with("unknown", 1));

        assertThat(sandbox.screen("akbank").requests(orderId)).isEqualTo(1);
    }

    private static void assertBad(Answer answer) {
        assertThat(answer.outcome()).isEqualTo("HTTP 400");
        assertThat(answer.json().path("code").isNumber()).isTrue();
        assertThat(answer.json().at("/errors/0/message").asString()).isNotEmpty();
        assertThat(answer.json().has("responseCode")).isFalse();
    }
}
