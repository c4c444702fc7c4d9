package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;
import org.sanalpos.hub.sandbox.akbank.Shop.Message;

@SandboxTest
class PaymentTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final BankScreen screen;

    PaymentTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("akbank");
    }

    @Test
    void anApprovedSaleIsAnsweredAsTheBankDoes() {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, "1234.50")
                .with("card.cardHolderName", "AYŞE ÇELİK")
                .with("transaction.installCount", 3));

        assertThat(answer.outcome()).isEqualTo("VPS-0000 00");
        assertThat(answer.names(""))
                .containsExactly(
                        "campaign",
                        "card",
                        "hostMessage",
                        "hostResponseCode",
                        "order",
                        "responseCode",
                        "responseMessage",
                        "reward",
                        "terminal",
                        "transaction",
                        "txnCode",
                        "txnDateTime");
        assertThat(answer.get("txnCode")).isEqualTo("1000");
        assertThat(answer.get("responseMessage")).isEqualTo("BAŞARILI");
        assertThat(answer.get("hostMessage")).isEqualTo("000 ONAY KODU XXXXXX");
        assertThat(answer.get("txnDateTime")).isEqualTo(shop.now());
        assertThat(answer.get("terminal.terminalSafeId")).isEqualTo("20260101120000000F6E5D4C3B2A1001");
        assertThat(answer.get("order.orderId")).isEqualTo(orderId);
        assertThat(answer.get("card.cardHolderName")).isEqualTo("AY** ÇE***");
        assertThat(answer.get("transaction.authCode")).matches("[0-9]{6}").isNotEqualTo("000000");
        assertThat(answer.get("transaction.rrn")).matches("612412[0-9]{6}");
        assertThat(answer.json().at("/transaction/stan").isIntegralNumber()).isTrue();
        assertThat(answer.json().at("/transaction/batchNumber").asInt()).isPositive();
        assertThat(answer.json().at("/campaign/deferingMonth").isIntegralNumber())
                .isTrue();
        assertThat(answer.names("reward")).hasSize(9);
        assertThat(answer.get("reward.ccbRewardDesc")).isEqualTo("CHIP PARA");
        assertThat(answer.body()).doesNotContain(Shop.CARD);
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 123450");
        assertThat(screen.transaction(orderId, 0).path("installments").asInt()).isEqualTo(3);
    }

    @Test
    void aPreauthorizationBlocksTheAmountOnly() {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.preauth(orderId, "30.00"));

        assertThat(answer.outcome()).isEqualTo("VPS-0000 00");
        assertThat(answer.get("txnCode")).isEqualTo("1004");
        assertThat(answer.json().has("card")).isFalse();
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0");
    }

    @Test
    void theMembersOfAnswersComeInManyOrders() {
        Set<String> first = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            first.add(shop.send(shop.history("ORD-NONE"))
                    .json()
                    .propertyNames()
                    .iterator()
                    .next());
        }

        assertThat(first).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({
        "transaction.currencyCode, 840",
        "transaction.currencyCode, 978",
        "transaction.currencyCode, 826",
        "transaction.motoInd, 1",
        "transaction.installCount, 12",
        "reward.ccbRewardAmount, 0"
    })
    void whatTheStoreMayDoIsApproved(String path, int value) {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), "10.00").with(path, value))
                        .outcome())
                .isEqualTo("VPS-0000 00");
    }

    @ParameterizedTest
    @CsvSource({
        "customer.ipAddress, 85.34.78.112",
        "customer.ipAddress, 2001:db8::1",
        "customer.emailAddress, musteri@ornek.com",
        "order.orderId, a-Z-0",
        "card.cardNumber, 5218076007402834",
        "card.cardNumber, 9792030394440796",
        "card.expireDate, 0526"
    })
    void otherGoodValuesAreApproved(String path, String value) {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), "10.00").with(path, value))
                        .outcome())
                .isEqualTo("VPS-0000 00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"34.5", "34.50", "30", "0.01"})
    void anAmountMayBeANumber(BigDecimal amount) {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, "").with("transaction.amount", amount));

        assertThat(answer.outcome()).isEqualTo("VPS-0000 00");
        assertThat(screen.captured(orderId)).isEqualTo(amount.movePointRight(2).longValueExact());
    }

    @Test
    void aMailOrderNeedsNoCvv() {
        Message sale = shop.sale(Shop.newOrderId(), "10.00").without("card.cvv2");

        assertThat(shop.send(sale.with("transaction.motoInd", 1)).outcome()).isEqualTo("VPS-0000 00");
        assertThat(shop.send(sale).outcome()).isEqualTo("HTTP 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "order.orderId"})
    void aSaleWithoutOrderIdGetsOneFromTheBank(String path) {
        Answer answer = shop.send(shop.sale("", "10.00").without(path));

        assertThat(answer.outcome()).isEqualTo("VPS-0000 00");
        assertThat(answer.get("order.orderId")).matches("[0-9a-f-]{36}");
        assertThat(screen.lines(answer.get("order.orderId"))).containsExactly("SALE CAPTURED 1000");
    }

    @ParameterizedTest
    @CsvSource({
        "4355080000005103, 10.00, 51, 051 RED-YETERSIZ BAKIYE",
        "4355080000000500, 10.00, 05, 005 RED-ONAYLANMADI",
        "4355080000001409, 10.00, 14, 014 RED-HATALI KART",
        "4355084355084358, 70000.96, 96, 096 BANKANIZI ARAYIN",
        "4355084355084358, 70000.09, 09, 0152       VSAILISGER SE",
        "4355084355084358, 70000.41, 41, 041 RED-KAYIP KART",
        "4355084355084358, 70000.59, 59, 059 RED-SAHTEKARLIK SUPHESI"
    })
    void aDeclineTellsTheHostsCode(String card, String amount, String code, String message) {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(
                shop.sale(orderId, amount).with("card.cardNumber", card).with("card.cardHolderName", "AYŞE ÇELİK"));

        assertThat(answer.outcome()).isEqualTo("VPS-1005 " + code);
        assertThat(answer.get("responseMessage")).isEqualTo("Provizyon Hatası");
        assertThat(answer.get("hostMessage")).isEqualTo(message);
        assertThat(answer.get("transaction.authCode")).isEqualTo("000000");
        assertThat(answer.get("transaction.rrn")).matches("[0-9]{12}");
        assertThat(answer.names("reward")).hasSize(6).noneMatch(name -> name.endsWith("RewardDesc"));
        assertThat(answer.json().has("card")).isFalse();
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.00", "70000.51"})
    void anOrderIdIsUsedOnceForEverAlsoAfterADecline(String firstAmount) {
        String orderId = Shop.newOrderId();
        shop.send(shop.sale(orderId, firstAmount));

        Answer second = shop.send(shop.preauth(orderId, "10.00"));

        assertThat(second.outcome()).isEqualTo("VPS-1013");
        assertThat(second.get("responseMessage")).isEqualTo("Sipariş Numarası : " + orderId + " tekil olmalıdır");
        assertThat(second.names(""))
                .containsExactly(
                        "order",
                        "responseCode",
                        "responseMessage",
                        "terminal",
                        "transaction",
                        "txnCode",
                        "txnDateTime");
        assertThat(second.json().path("transaction").toString())
                .contains("\"stan\":0", "\"rrn\":\"0\"", "\"batchNumber\":0");
        assertThat(screen.lines(orderId)).hasSize(1);
        assertThat(screen.requests(orderId)).isEqualTo(2);
        assertThat(Shop.restricted(sandbox)
                        .send(Shop.restricted(sandbox).sale(orderId, "10.00"))
                        .outcome())
                .isEqualTo("VPS-0000 00");
    }

    @Test
    void aRefusalLeavesTheOrderIdFree() {
        String orderId = Shop.newOrderId();

        assertThat(shop.send(shop.sale(orderId, "10.0")).outcome()).isEqualTo("VPS-3001");
        assertThat(shop.send(shop.sale(orderId, "10.00")).outcome()).isEqualTo("VPS-0000 00");
    }
}
