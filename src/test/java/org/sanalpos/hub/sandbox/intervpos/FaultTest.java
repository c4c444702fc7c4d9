package org.sanalpos.hub.sandbox.intervpos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class FaultTest {

    private final MutableClock clock;
    private final Shop shop;
    private final BankScreen screen;

    FaultTest(Sandbox sandbox) {
        clock = sandbox.clock();
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("denizbank");
    }

    @ParameterizedTest
    @CsvSource({"4355080000010202, 10.00", "4355080000010509, 10.00", Message.VISA + ", 71000.02"})
    void aLostOrHalfAnswerLeavesAPaymentThatWasCharged(String pan, String amount) {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, amount).with("Pan", pan);

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(shop.standing(orderId)).startsWith("00 N C S ");
        assertThat(shop.outcome(sale)).isEqualTo("94 Mukerrer Islem 94");
    }

    @Test
    void garbageComesInsteadOfTheAnswerOfAChargedPayment() throws IOException {
        String orderId = Shop.newOrderId();

        var answer = shop.exchange(shop.sale(orderId, "10.00").with("Pan", "4355080000010608"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1)).doesNotContain("ProcReturnCode");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void aMaintenancePageChargesNothing() throws IOException {
        String orderId = Shop.newOrderId();

        var answer = shop.exchange(shop.sale(orderId, "10.00").with("Pan", "4355080000010707"));

        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("<!DOCTYPE html>");
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(shop.standing(orderId)).startsWith("05");
        assertThat(shop.outcome(shop.sale(orderId, "10.00"))).isEqualTo("00");
    }

    @Test
    void theAnswerOfAnotherOrderComesAfterTheCharge() {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, "10.00").with("Pan", "4355080000010905"));

        assertThat(answer.outcome()).isEqualTo("00");
        assertThat(answer.get("OrderId")).isNotEqualTo(orderId).isNotEmpty();
        assertThat(answer.get("Amount")).isEqualTo("11");
        assertThat(answer.get("TransId"))
                .isNotEqualTo(screen.transaction(orderId, 0).path("transId").asString());
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void theAnswerToAnotherFollowUpNamesAnotherOrderAndAmount() {
        String orderId = Shop.newOrderId();
        String own = Shop.newOrderId();
        shop.paid(shop.sale(orderId, "10.00").with("Pan", "4355080000020904"));

        Answer answer = shop.send(shop.refund(orderId, "4.00").with("OrderId", own));

        assertThat(answer.outcome()).isEqualTo("00");
        assertThat(answer.get("OrderId")).isNotEqualTo(own);
        assertThat(answer.get("Amount")).isEqualTo("5,00");
        assertThat(shop.standing(own)).isEqualTo("00 N C C 4 0");
        assertThat(shop.send(shop.inquiry(own)).get("TransId")).isNotEqualTo(answer.get("TransId"));
    }

    @Test
    void aRefundThatIsNotBookedLeavesTheIdOfItsOwnFree() {
        String orderId = Shop.newOrderId();
        Message refund = shop.refund(orderId, "71000.03").with("OrderId", Shop.newOrderId());
        shop.paid(shop.sale(orderId, "100000.00"));

        assertThatThrownBy(() -> shop.exchange(refund)).isInstanceOf(IOException.class);

        assertThat(shop.standing(refund.values().get("OrderId"))).startsWith("05");
        assertThat(shop.standing(orderId)).isEqualTo("00 N C S 100000 0");
        assertThat(shop.outcome(refund.with("PurchAmount", "1.00"))).isEqualTo("00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4355080000020201", "4355080000020508"})
    void aCardPaysWellAndLosesTheAnswersOfAllThatFollows(String pan) {
        String refunded = Shop.newOrderId();
        String voided = Shop.newOrderId();
        String captured = Shop.newOrderId();
        String own = Shop.newOrderId();
        shop.paid(shop.sale(refunded, "10.00").with("Pan", pan));
        shop.paid(shop.sale(voided, "10.00").with("Pan", pan));
        shop.paid(shop.preauth(captured, "10.00").with("Pan", pan));

        for (Message message : List.of(
                shop.refund(refunded, "4.00").with("OrderId", own),
                shop.voidOf(voided),
                shop.capture(captured, "6.00"))) {
            assertThatThrownBy(() -> shop.exchange(message)).isInstanceOf(IOException.class);
        }

        assertThat(shop.standing(refunded)).isEqualTo("00 N C S 10 4");
        assertThat(shop.standing(own)).isEqualTo("00 N C C 4 0");
        assertThat(shop.standing(voided)).isEqualTo("00 V V S 10 0");
        assertThat(shop.standing(captured)).isEqualTo("00 N K S 6 0");
    }

    @Test
    void lateBooksHideACharge() {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, "10.00").with("Pan", "4355080000011002");

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(shop.standing(orderId)).startsWith("05");
        clock.advance(Duration.ofSeconds(5));
        assertThat(shop.standing(orderId)).isEqualTo("00 N C S 10 0");
    }

    @Test
    void aRefusalIsAnsweredWhateverTheCard() {
        Message sale = shop.sale(Shop.newOrderId(), "10.00").with("Pan", "4355080000010202");

        assertThat(shop.outcome(sale.with("Expiry", "0420"))).isEqualTo("54 Suresi Dolmus Kart 54");
    }

    @Test
    void ofManyRefundsWithOneIdOneIsApproved() {
        String orderId = shop.paid("Auth", "10.00");
        Message refund = shop.refund(orderId, "1.00").with("OrderId", Shop.newOrderId());

        List<CompletableFuture<Answer>> answers =
                IntStream.range(0, 12).mapToObj(i -> shop.sendAsync(refund)).toList();

        assertThat(answers.stream().map(answer -> answer.join().outcome()))
                .containsOnlyOnce("00")
                .allMatch(outcome -> outcome.equals("00") || outcome.equals("94 Mukerrer Islem 94"));
        assertThat(screen.refunded(orderId)).isEqualTo(100);
    }

    @Test
    void ofManyPaymentsOfOneOrderOneIsApproved() {
        Message sale = shop.sale(Shop.newOrderId(), "10.00");

        List<CompletableFuture<Answer>> answers =
                IntStream.range(0, 12).mapToObj(i -> shop.sendAsync(sale)).toList();

        assertThat(answers.stream().map(answer -> answer.join().outcome()))
                .containsOnlyOnce("00")
                .allMatch(outcome -> outcome.matches("00|94 Mukerrer Islem 94|09 Tekrar Deneyin 09"));
    }
}
