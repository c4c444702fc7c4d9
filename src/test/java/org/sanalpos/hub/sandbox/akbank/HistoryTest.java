package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxBanks;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.SandboxTest;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction;
import tools.jackson.databind.JsonNode;

@SandboxTest
class HistoryTest {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Sandbox sandbox;
    private final Shop shop;
    private final BankScreen screen;

    HistoryTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("akbank");
    }

    @Test
    void aSaleAndItsRefundAreListedNewestFirst() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.send(shop.sale(orderId, "1234.50").with("transaction.installCount", 3));
        Answer refund = shop.send(shop.refund(orderId, "34.50"));

        Answer history = shop.send(shop.history(orderId));

        assertThat(history.outcome()).isEqualTo("VPS-0000");
        assertThat(history.names(""))
                .containsExactly(
                        "responseCode", "responseMessage", "terminal", "txnCode", "txnDateTime", "txnDetailList");
        assertThat(history.rows()).containsExactly("1002 VPS-0000 N 34.5", "1000 VPS-0000 N 1234.5");
        JsonNode first = history.row(1);
        assertThat(names(first))
                .containsExactly(
                        "amount",
                        "authCode",
                        "batchNumber",
                        "ccbRewardAmount",
                        "currencyCode",
                        "hostMessage",
                        "hostResponseCode",
                        "installCount",
                        "maskedCardNumber",
                        "orderId",
                        "orgOrderId",
                        "pcbRewardAmount",
                        "responseCode",
                        "responseMessage",
                        "rrn",
                        "settlementId",
                        "stan",
                        "txnCode",
                        "txnDateTime",
                        "txnStatus",
                        "xcbRewardAmount");
        assertThat(first.path("orderId").asString()).isEqualTo(orderId);
        assertThat(first.path("orgOrderId").asString()).isEqualTo(orderId);
        assertThat(first.path("maskedCardNumber").asString()).isEqualTo("435508******4358");
        assertThat(first.path("installCount").asInt()).isEqualTo(3);
        assertThat(first.path("currencyCode").asInt()).isEqualTo(949);
        for (String name : List.of("authCode", "rrn", "stan", "batchNumber")) {
            assertThat(first.path(name))
                    .as(name)
                    .isEqualTo(sale.json().path("transaction").path(name));
            assertThat(history.row(0).path(name))
                    .as(name)
                    .isEqualTo(refund.json().path("transaction").path(name));
        }
        assertThat(history.row(0).path("orderId").asString()).matches(UUID).isNotEqualTo(orderId);
        assertThat(history.row(0).path("orgOrderId").asString()).isEqualTo(orderId);
        assertThat(history.row(0).path("settlementId")).isEqualTo(first.path("settlementId"));
        assertThat(shop.send(shop.history(orderId)).row(0)).isEqualTo(history.row(0));
        assertThat(screen.requests(orderId)).isEqualTo(4);
    }

    @Test
    void aPreauthorizationIsOpenThenClosedThenOpenAgain() {
        String orderId = shop.paid("1004", "30.00");
        JsonNode open = shop.send(shop.history(orderId)).row(0);
        assertThat(open.path("preAuthStatus").asString()).isEqualTo("O");
        assertThat(open.has("preAuthCloseDate")).isFalse();
        shop.send(shop.capture(orderId, "20.00"));

        Answer captured = shop.send(shop.history(orderId));

        assertThat(captured.rows()).containsExactly("1005 VPS-0000 N 20", "1004 VPS-0000 N 30");
        assertThat(captured.row(0).path("orderId").asString()).matches(UUID).isNotEqualTo(orderId);
        assertThat(captured.row(0).has("preAuthStatus")).isFalse();
        assertThat(captured.row(1).path("preAuthStatus").asString()).isEqualTo("C");
        assertThat(captured.row(1).path("preAuthCloseDate").asString()).isEqualTo(shop.now());
        assertThat(captured.row(1).path("preAuthCloseAmount").toString()).isEqualTo("20");

        shop.send(shop.voidOf(orderId));
        Answer reopened = shop.send(shop.history(orderId));
        assertThat(reopened.rows()).containsExactly("1005 VPS-0000 V 20", "1004 VPS-0000 N 30");
        assertThat(reopened.row(1).path("preAuthStatus").asString()).isEqualTo("O");
        assertThat(reopened.row(1).path("preAuthCloseDate").asString()).isEqualTo("1900-01-01T00:00:00.000");
        assertThat(reopened.row(1).path("preAuthCloseAmount").toString()).isEqualTo("0");

        shop.send(shop.voidOf(orderId));
        assertThat(shop.send(shop.history(orderId)).rows()).containsExactly("1005 VPS-0000 V 20", "1004 VPS-0000 V 30");
    }

    @Test
    void aDeclineIsListed() {
        String orderId = Shop.newOrderId();
        shop.send(shop.preauth(orderId, "70000.51"));

        Answer history = shop.send(shop.history(orderId));

        assertThat(history.rows()).containsExactly("1004 VPS-1005 N 70000.51");
        assertThat(history.row(0).path("hostResponseCode").asString()).isEqualTo("51");
        assertThat(history.row(0).path("authCode").asString()).isEqualTo("000000");
        assertThat(history.row(0).has("preAuthStatus")).isFalse();
    }

    @Test
    void aTimedOutPaymentIsSuspiciousUntilTheEndOfDayAndThenReversed() {
        String orderId = Shop.newOrderId();
        shop.send(shop.sale(orderId, "70000.92"));

        assertThat(shop.send(shop.history(orderId)).rows()).containsExactly("1000 VPS-1005 S 70000.92");
        screen.settle();
        assertThat(shop.send(shop.history(orderId)).rows()).containsExactly("1000 VPS-1005 R 70000.92");
    }

    @Test
    void aPaymentUnderWayIsSuspicious() {
        SandboxStores stores = SandboxStores.load();
        SandboxBank bank =
                new SandboxBanks(stores, Clock.systemUTC()).find("akbank").orElseThrow();
        Order order = bank.open("merchant", "order");
        Transaction pending = new Transaction(
                "1",
                Transaction.Kind.SALE,
                Transaction.State.PENDING,
                1000,
                1000,
                "TRY",
                1,
                TestCards.card(Shop.CARD),
                "",
                "612412000001",
                "",
                1,
                bank.now(),
                null);

        JsonNode row = Rows.ofHistory(order, pending);

        assertThat(row.path("txnStatus").asString()).isEqualTo("S");
        assertThat(row.path("responseCode").asString()).isEqualTo("VPS-0000");
        assertThat(names(row)).doesNotContain("authCode", "hostResponseCode", "hostMessage");
    }

    @Test
    void anOrderOfAnotherStoreIsNotFound() {
        String orderId = shop.paid("1000", "10.00");
        Shop other = Shop.restricted(sandbox);

        Answer answer = other.send(other.history(orderId));

        assertThat(answer.outcome()).isEqualTo("VPS-1123");
        assertThat(answer.get("responseMessage")).isEqualTo("İşlem bulunamadı. Sipariş Numarası : " + orderId);
        assertThat(answer.names(""))
                .containsExactly("responseCode", "responseMessage", "terminal", "txnCode", "txnDateTime");
    }

    private static List<String> names(JsonNode row) {
        return row.propertyNames().stream().sorted().toList();
    }
}
