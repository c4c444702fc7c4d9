package org.sanalpos.hub.sandbox.nestpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanalpos.hub.conformance.BankUnderTest.faultyCard;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

    private static final String LATE_BOOKS_CARD = "4355080000011002";

    private final MutableClock clock;
    private final Shop shop;
    private final BankScreen screen;

    FaultTest(Sandbox sandbox) {
        clock = sandbox.clock();
        shop = Shop.demo(sandbox, "hsbc");
        screen = sandbox.screen("hsbc");
    }

    @ParameterizedTest
    @CsvSource({
        "4355080000010202, 10.00",
        "4355080000010509, 10.00",
        "4546711234567894, 71000.02",
        "4546711234567894, 71000.05"
    })
    void aLostOrHalfAnswerLeavesAPaymentThatWasCharged(String card, String total) {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, total).with("Number", card);

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED " + total.replace(".", ""));
        assertThat(screen.requests(orderId)).isEqualTo(1);
        assertThat(shop.status(orderId).extra("TRANS_STAT")).isEqualTo("C");
        assertThat(shop.send(sale).outcome()).isEqualTo("Error CORE-2507");
    }

    @ParameterizedTest
    @CsvSource({"4355080000010301, 10.00", "4546711234567894, 71000.03"})
    void aResetBeforeTheBooksChargesNothing(String card, String total) {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, total).with("Number", card);

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(screen.requests(orderId)).isEqualTo(1);
        assertThat(shop.status(orderId).get("ErrMsg")).startsWith("No record found");
        assertThat(shop.send(shop.sale(orderId, "10.00")).outcome()).isEqualTo("Approved");
    }

    @Test
    void aHangingPaymentIsChargedAndAnswersNothingUntilTheClientGivesUp() {
        String orderId = Shop.newOrderId();
        Message sale = shop.preauth(orderId, "10.00").with("Number", "4355080000010400");

        assertThatThrownBy(() -> shop.exchange(sale, Duration.ofSeconds(1))).isInstanceOf(HttpTimeoutException.class);

        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0");
    }

    @Test
    void aHangingConnectionIsClosedAtTheLimit() {
        Message sale = shop.sale(Shop.newOrderId(), "10.00").with("Number", "4355080000010400");

        assertThatThrownBy(() -> shop.exchange(sale))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void anAnswerThatDripsBreaksOffBeforeItsLastByteThoughThePaymentWasCharged() {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, "10.00").with("Number", faultyCard(11));

        assertThatThrownBy(() -> shop.exchange(sale))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("received");

        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void halfAnAnswerBreaksOffAfterItsHead() {
        Message sale = shop.sale(Shop.newOrderId(), "10.00").with("Number", "4355080000010509");

        assertThatThrownBy(() -> shop.exchange(sale))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("received");
    }

    @Test
    void garbageComesInsteadOfTheAnswerOfAChargedPayment() throws IOException {
        String orderId = Shop.newOrderId();

        HttpResponse<byte[]> answer = shop.exchange(shop.sale(orderId, "10.00").with("Number", "4355080000010608"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> Answer.of(answer)).isInstanceOf(AssertionError.class);
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void aMaintenancePageChargesNothing() throws IOException {
        String orderId = Shop.newOrderId();

        HttpResponse<byte[]> answer = shop.exchange(shop.sale(orderId, "10.00").with("Number", "4355080000010707"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("<!DOCTYPE html>");
        assertThat(screen.lines(orderId)).isEmpty();
    }

    @Test
    void aServerErrorComesAfterTheCharge() throws IOException {
        String orderId = Shop.newOrderId();

        HttpResponse<byte[]> answer = shop.exchange(shop.sale(orderId, "10.00").with("Number", "4355080000010806"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("Internal Server Error");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void theAnswerOfAnotherOrderComesAfterTheCharge() {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, "10.00").with("Number", "4355080000010905"));

        assertThat(answer.outcome()).isEqualTo("Approved");
        assertThat(answer.get("OrderId")).isNotEqualTo(orderId).isNotEmpty();
        assertThat(answer.get("GroupId")).isEqualTo(answer.get("OrderId"));
        assertThat(answer.get("TransId")).isNotEqualTo(shop.status(orderId).get("TransId"));
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @ParameterizedTest
    @CsvSource({LATE_BOOKS_CARD + ", 10.00", "4546711234567894, 71000.10"})
    void lateBooksHideACharge(String card, String total) {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, total).with("Number", card);

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(shop.status(orderId).get("ErrMsg")).startsWith("No record found");
        assertThat(shop.history(orderId).extra("TRXCOUNT")).isEqualTo("0");
        clock.advance(Duration.ofSeconds(5));
        assertThat(shop.status(orderId).extra("TRANS_STAT")).isEqualTo("C");
        assertThat(shop.history(orderId).extra("TRXCOUNT")).isEqualTo("1");
    }

    @Test
    void aDeclineCanBeLostToo() {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, "70000.51").with("Number", "4355080000010202");

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(shop.status(orderId).extra("TRANS_STAT")).isEqualTo("D");
        assertThat(shop.status(orderId).extra("PROC_RET_CD")).isEqualTo("51");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4355080000020201", "4355080000020508"})
    void aCardPaysWellAndLosesTheAnswersOfAllThatFollows(String card) {
        String refunded = pay("Auth", card, "10.00");
        String voided = pay("Auth", card, "10.00");
        String captured = pay("PreAuth", card, "10.00");

        assertThatThrownBy(() -> shop.exchange(shop.refund(refunded, "4.00"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shop.exchange(shop.voidOf(voided))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shop.exchange(shop.capture(captured, "6.00"))).isInstanceOf(IOException.class);

        assertThat(screen.lines(refunded)).containsExactly("SALE CAPTURED 1000", "REFUND CAPTURED 400");
        assertThat(screen.lines(voided)).containsExactly("SALE VOIDED 1000");
        assertThat(screen.lines(captured)).containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE CAPTURED 600");
    }

    @Test
    void aCardPaysWellAndNothingThatFollowsReachesTheBooks() {
        String refunded = pay("Auth", "4355080000020300", "10.00");
        String voided = pay("Auth", "4355080000020300", "10.00");
        String captured = pay("PreAuth", "4355080000020300", "10.00");

        assertThatThrownBy(() -> shop.exchange(shop.refund(refunded, "4.00"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shop.exchange(shop.voidOf(voided))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shop.exchange(shop.capture(captured, "6.00"))).isInstanceOf(IOException.class);

        assertThat(screen.lines(refunded)).containsExactly("SALE CAPTURED 1000");
        assertThat(screen.lines(voided)).containsExactly("SALE CAPTURED 1000");
        assertThat(screen.lines(captured)).containsExactly("PREAUTH AUTHORIZED 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4355080000020607", "4355080000020706", "4355080000020805", "4355080000020904"})
    void aCardPaysWellAndItsVoidIsAnsweredByNoAnswerToIt(String card) throws IOException {
        String orderId = pay("Auth", card, "10.00");

        String answer = new String(shop.exchange(shop.voidOf(orderId)).body(), StandardCharsets.ISO_8859_1);

        assertThat(answer).doesNotContain(orderId);
        boolean booked = !card.equals("4355080000020706");
        assertThat(screen.lines(orderId)).containsExactly("SALE " + (booked ? "VOIDED" : "CAPTURED") + " 1000");
    }

    @Test
    void anAmountLosesTheAnswerOfACaptureOrRefund() {
        String refunded = shop.paid("Auth", "100000.00");
        String captured = shop.paid("PreAuth", "100000.00");

        assertThatThrownBy(() -> shop.exchange(shop.refund(refunded, "71000.02")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shop.exchange(shop.capture(captured, "71000.02")))
                .isInstanceOf(IOException.class);

        assertThat(screen.refunded(refunded)).isEqualTo(7_100_002);
        assertThat(screen.captured(captured)).isEqualTo(7_100_002);
    }

    @Test
    void aRefusalIsAnsweredWhateverTheCard() {
        Message sale = shop.sale(Shop.newOrderId(), "10.00")
                .with("Number", "4355080000010202")
                .with("Cvv2Val", "");

        assertThat(shop.send(sale).outcome()).isEqualTo("Error CORE-2208");
    }

    private String pay(String type, String card, String total) {
        String orderId = Shop.newOrderId();
        assertThat(shop.send(shop.head().payment(type, orderId, total).with("Number", card))
                        .outcome())
                .isEqualTo("Approved");
        return orderId;
    }
}
