package org.sanalpos.hub.sandbox.nestpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class ConcurrentRequestsTest {

    private static final String SLOW_CARD = "4355080000010103";
    private static final String SLOW_FOLLOW_UPS_CARD = "4355080000020102";

    private final Shop shop;
    private final BankScreen screen;

    ConcurrentRequestsTest(Sandbox sandbox) {
        shop = Shop.demo(sandbox, "citibank");
        screen = sandbox.screen("citibank");
    }

    @Test
    void ofManyPaymentsOfOneOrderOneIsApproved() {
        String orderId = Shop.newOrderId();

        List<String> outcomes = together(IntStream.range(0, 12).mapToObj(i -> shop.sale(orderId, "10.00")));

        assertThat(outcomes).containsOnlyOnce("Approved");
        assertThat(outcomes).allMatch(outcome -> outcome.matches("Approved|Error CORE-(2016|2507)"));
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
        assertThat(screen.requests(orderId)).isEqualTo(12);
    }

    @Test
    void refundsOfOneOrderNeverGiveBackMoreThanWasCaptured() {
        String orderId = shop.paid("Auth", "10.00");

        List<String> outcomes = together(IntStream.range(0, 12).mapToObj(i -> shop.refund(orderId, "3.00")));

        long approved = outcomes.stream().filter("Approved"::equals).count();
        assertThat(approved).isBetween(1L, 3L);
        assertThat(outcomes).allMatch(outcome -> outcome.matches("Approved|Error CORE-(2016|2503)"));
        assertThat(screen.refunded(orderId)).isEqualTo(300 * approved);
    }

    @Test
    void anOrderThatIsUnderWayIsBusyAndItsStatusPending() {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, "10.00");
        long start = System.nanoTime();
        CompletableFuture<Answer> slow = shop.sendAsync(sale.with("Number", SLOW_CARD));
        Answer status = shop.status(orderId);
        while (status.extra("TRANS_STAT") == null && !slow.isDone()) {
            status = shop.status(orderId);
        }

        assertThat(status.extra("TRANS_STAT")).isEqualTo("PN");
        assertThat(status.extra("PROC_RET_CD")).isEmpty();
        assertThat(shop.send(sale).outcome()).isEqualTo("Error CORE-2016");
        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("Error CORE-2016");
        assertThat(screen.lines(orderId)).containsExactly("SALE PENDING 1000");
        assertThat(screen.captured(orderId)).isZero();

        assertThat(slow.join().outcome()).isEqualTo("Approved");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(shop.status(orderId).extra("TRANS_STAT")).isEqualTo("C");
        assertThat(shop.send(sale).outcome()).isEqualTo("Error CORE-2507");
    }

    @Test
    void aSlowVoidHappensWhenItIsAnswered() {
        String orderId = Shop.newOrderId();
        shop.send(shop.sale(orderId, "10.00").with("Number", SLOW_FOLLOW_UPS_CARD));

        assertThat(shop.send(shop.voidOf(orderId)).outcome()).isEqualTo("Approved");
        assertThat(screen.lines(orderId)).containsExactly("SALE VOIDED 1000");
    }

    private List<String> together(Stream<Message> messages) {
        List<CompletableFuture<Answer>> answers = messages.map(shop::sendAsync).toList();
        return answers.stream().map(answer -> answer.join().outcome()).toList();
    }
}
