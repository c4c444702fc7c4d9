package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxBanks;
import org.sanalpos.hub.sandbox.SandboxTest;
import org.sanalpos.hub.sandbox.akbank.Shop.Message;

@SandboxTest
class FollowUpTest {

    private final Sandbox sandbox;
    private final MutableClock clock;
    private final SandboxBanks banks;
    private final Shop shop;
    private final BankScreen screen;

    FollowUpTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        clock = sandbox.clock();
        banks = sandbox.banks();
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("akbank");
    }

    @Test
    void aCaptureRepeatsTheNumbersOfItsPreauthorization() {
        String orderId = Shop.newOrderId();
        Answer preauth = shop.send(shop.preauth(orderId, "30.00"));

        Answer capture = shop.send(shop.capture(orderId, "25.50").with("customer.ipAddress", "85.34.78.112"));

        assertThat(capture.outcome()).isEqualTo("VPS-0000 00");
        assertThat(capture.names(""))
                .containsExactly(
                        "hostMessage",
                        "hostResponseCode",
                        "order",
                        "responseCode",
                        "responseMessage",
                        "terminal",
                        "transaction",
                        "txnCode",
                        "txnDateTime");
        assertThat(capture.get("transaction.authCode")).isEqualTo(preauth.get("transaction.authCode"));
        assertThat(capture.get("transaction.rrn")).isEqualTo(preauth.get("transaction.rrn"));
        assertThat(capture.get("transaction.stan")).isNotEqualTo(preauth.get("transaction.stan"));
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE CAPTURED 2550");
    }

    @Test
    void aPreauthorizationIsCapturedOnceAndNotAboveItsAmount() {
        String orderId = shop.paid("1004", "30.00");

        assertThat(shop.send(shop.capture(orderId, "30.01")).outcome()).isEqualTo("VPS-1914");
        assertThat(shop.send(shop.capture(orderId, "30.00").with("transaction.currencyCode", 840))
                        .outcome())
                .isEqualTo("VPS-1916");
        assertThat(shop.send(shop.capture(orderId, "30.00")).outcome()).isEqualTo("VPS-0000 00");
        assertThat(shop.send(shop.capture(orderId, "30.00")).outcome()).isEqualTo("VPS-1912");
    }

    @Test
    void theSecondStoreCapturesWithinFifteenDays() {
        Shop restricted = Shop.restricted(sandbox);
        String orderId = restricted.paid("1004", "30.00");
        clock.advance(Duration.ofDays(16));

        assertThat(restricted.send(restricted.capture(orderId, "30.00")).outcome())
                .isEqualTo("VPS-1913");
    }

    @Test
    void aVoidTellsNoNumbers() {
        String orderId = shop.paid("1000", "10.00");

        Answer answer = shop.send(shop.voidOf(orderId));

        assertThat(answer.outcome()).isEqualTo("VPS-0000 00");
        assertThat(answer.names(""))
                .containsExactly(
                        "hostMessage",
                        "hostResponseCode",
                        "order",
                        "responseCode",
                        "responseMessage",
                        "terminal",
                        "txnCode",
                        "txnDateTime");
        assertThat(screen.lines(orderId)).containsExactly("SALE VOIDED 1000");
        Answer again = shop.send(shop.voidOf(orderId));
        assertThat(again.outcome()).isEqualTo("VPS-1008");
        assertThat(again.get("responseMessage")).isEqualTo("Daha önce iptal edilmiş işlem");
        assertThat(again.json().has("transaction")).isFalse();
        assertThat(shop.send(shop.refund(orderId, "10.00")).outcome()).isEqualTo("VPS-1008");
    }

    @Test
    void theVoidOfACaptureLeavesThePreauthorizationOpen() {
        String orderId = shop.paid("1004", "30.00");
        shop.send(shop.capture(orderId, "30.00"));

        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("VPS-0000 00");

        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE VOIDED 3000");
        assertThat(shop.send(shop.capture(orderId, "20.00")).outcome()).isEqualTo("VPS-0000 00");
        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("VPS-0000 00");
        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("VPS-0000 00");
        assertThat(screen.lines(orderId))
                .containsExactly("PREAUTH VOIDED 0", "CAPTURE VOIDED 3000", "CAPTURE VOIDED 2000");
        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("VPS-1008");
        assertThat(shop.send(shop.capture(orderId, "20.00")).outcome()).isEqualTo("VPS-1008");
    }

    @Test
    void aVoidTakesBackTheLastRefundFirst() {
        String orderId = shop.paid("1000", "10.00");
        shop.send(shop.refund(orderId, "4.00"));

        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("VPS-0000 00");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000", "REFUND VOIDED 400");
        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("VPS-0000 00");
        assertThat(screen.lines(orderId)).containsExactly("SALE VOIDED 1000", "REFUND VOIDED 400");
    }

    @Test
    void refundsGiveBackPartsUntilNothingIsLeft() {
        String orderId = Shop.newOrderId();
        Answer sale = shop.send(shop.sale(orderId, "10.00"));

        Answer refund = shop.send(shop.refund(orderId, "4.00"));

        assertThat(refund.outcome()).isEqualTo("VPS-0000 00");
        assertThat(refund.get("transaction.authCode")).matches("[0-9]{6}");
        assertThat(refund.get("transaction.rrn")).isNotEqualTo(sale.get("transaction.rrn"));
        assertThat(refund.json().has("reward")).isFalse();
        Answer tooMuch = shop.send(shop.refund(orderId, "6.01"));
        assertThat(tooMuch.outcome()).isEqualTo("VPS-1915");
        assertThat(tooMuch.get("transaction.rrn")).isEqualTo("0");
        assertThat(shop.send(shop.refund(orderId, "1.00").with("transaction.currencyCode", 978))
                        .outcome())
                .isEqualTo("VPS-1916");
        assertThat(shop.send(shop.refund(orderId, "0.00")).outcome()).isEqualTo("VPS-1902");
        assertThat(shop.send(shop.refund(orderId, "2.50")).outcome()).isEqualTo("VPS-0000 00");
        assertThat(shop.send(shop.fullRefund(orderId)).outcome()).isEqualTo("VPS-0000 00");
        assertThat(screen.lines(orderId))
                .containsExactly(
                        "SALE CAPTURED 1000", "REFUND CAPTURED 400", "REFUND CAPTURED 250", "REFUND CAPTURED 350");
        assertThat(shop.send(shop.fullRefund(orderId)).outcome()).isEqualTo("VPS-1915");
    }

    @Test
    void aCaptureIsRefundedByItsOrder() {
        String orderId = shop.paid("1004", "30.00");
        assertThat(shop.send(shop.fullRefund(orderId)).outcome()).isEqualTo("VPS-1007");
        shop.send(shop.capture(orderId, "20.00"));

        assertThat(shop.send(shop.fullRefund(orderId)).outcome()).isEqualTo("VPS-0000 00");

        assertThat(screen.refunded(orderId)).isEqualTo(2000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1002", "1003", "1005"})
    void whatHasNoApprovedOriginalIsNotFound(String txnCode) {
        String declined = Shop.newOrderId();
        shop.send(shop.preauth(declined, "70000.51"));
        String sale = shop.paid("1000", "10.00");

        for (String orderId : new String[] {Shop.newOrderId(), declined}) {
            Answer answer = shop.send(followUp(txnCode, orderId));
            assertThat(answer.outcome()).isEqualTo("VPS-1007");
            assertThat(answer.get("responseMessage"))
                    .isEqualTo("Orjinal İşlem bulunamadı. Sipariş Numarası : " + orderId);
            assertThat(answer.get("order.orderId")).isEqualTo(orderId);
            assertThat(answer.json().has("transaction")).isEqualTo(!txnCode.equals("1003"));
        }
        Shop other = Shop.restricted(sandbox);
        assertThat(other.send(other.voidOf(sale)).outcome()).isEqualTo("VPS-1007");
        assertThat(shop.send(shop.capture(sale, "10.00")).outcome()).isEqualTo("VPS-1007");
    }

    @ParameterizedTest
    @CsvSource({"1002, customer.ipAddress, x", "1003, customer.emailAddress, x", "1005, order.orderId, a_b"})
    void aFollowUpOfABadPatternIsRefused(String txnCode, String path, String value) {
        assertThat(shop.send(followUp(txnCode, "ORD-1").with(path, value)).outcome())
                .isEqualTo("VPS-3001");
    }

    @Test
    void capturesAndRefundsAreDeclinedByTheirAmount() {
        String captured = shop.paid("1004", "80000.00");
        String refunded = shop.paid("1000", "80000.00");

        assertThat(shop.send(shop.capture(captured, "70000.51")).outcome()).isEqualTo("VPS-1005 51");
        Answer refund = shop.send(shop.refund(refunded, "70000.91"));
        assertThat(refund.outcome()).isEqualTo("VPS-1005 91");
        assertThat(refund.get("transaction.authCode")).isEqualTo("000000");

        assertThat(shop.send(shop.capture(captured, "10.00")).outcome()).isEqualTo("VPS-0000 00");
        assertThat(screen.refunded(refunded)).isZero();
    }

    @Test
    void anOrderTakesOneRequestAtATime() {
        String orderId = shop.paid("1000", "10.00");

        Answer answer = banks.find("akbank")
                .orElseThrow()
                .orders(orderId)
                .get(0)
                .alone(() -> shop.send(shop.refund(orderId, "1.00")))
                .orElseThrow();

        assertThat(answer.outcome()).isEqualTo("VPS-1911");
    }

    @Test
    void afterTheEndOfDayAPaymentIsRefundedAndNotVoided() {
        String sale = shop.paid("1000", "10.00");
        String captured = shop.paid("1004", "10.00");
        String open = shop.paid("1004", "10.00");
        String waiting = shop.paid("1000", "72000.10");
        shop.send(shop.capture(captured, "10.00"));
        assertThat(shop.send(shop.fullRefund(waiting)).outcome()).isEqualTo("VPS-1918");

        screen.settle();

        assertThat(shop.send(shop.voidOf(sale)).outcome()).isEqualTo("VPS-1917");
        assertThat(shop.send(shop.voidOf(captured)).outcome()).isEqualTo("VPS-1917");
        assertThat(shop.send(shop.refund(sale, "10.00")).outcome()).isEqualTo("VPS-0000 00");
        assertThat(shop.send(shop.refund(captured, "10.00")).outcome()).isEqualTo("VPS-0000 00");
        assertThat(shop.send(shop.fullRefund(waiting)).outcome()).isEqualTo("VPS-0000 00");
        assertThat(shop.send(shop.voidOf(open)).outcome()).isEqualTo("VPS-0000 00");
    }

    @Test
    void theSecondStoreIsSettledAtMidnight() {
        Shop restricted = Shop.restricted(sandbox);
        String orderId = restricted.paid("1000", "10.00");
        clock.advance(Duration.ofHours(12));

        assertThat(restricted.send(restricted.voidOf(orderId)).outcome()).isEqualTo("VPS-1917");
        assertThat(restricted.send(restricted.fullRefund(orderId)).outcome()).isEqualTo("VPS-0000 00");
    }

    private Message followUp(String txnCode, String orderId) {
        return switch (txnCode) {
            case "1002" -> shop.refund(orderId, "1.00");
            case "1003" -> shop.voidOf(orderId);
            default -> shop.capture(orderId, "1.00");
        };
    }
}
