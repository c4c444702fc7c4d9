package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;
import org.sanalpos.hub.sandbox.akbank.Shop.Message;
import tools.jackson.core.JacksonException;

@SandboxTest
class FaultTest {

    private static final String OTHER_ORDER_FOLLOW_UPS = "4355080000020904";

    private final MutableClock clock;
    private final Shop shop;
    private final BankScreen screen;
    private final String orderId;

    FaultTest(Sandbox sandbox) {
        clock = sandbox.clock();
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("akbank");
        orderId = Shop.newOrderId();
    }

    @ParameterizedTest
    @CsvSource({
        "4355080000010202, 10.00",
        "4355080000010509, 10.00",
        "4355084355084358, 71000.02",
        "4355084355084358, 71000.05"
    })
    void aLostOrHalfAnswerLeavesAPaymentThatWasCharged(String card, String amount) {
        Message sale = shop.sale(orderId, amount).with("card.cardNumber", card);

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(Shop.Broken.class);

        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED " + amount.replace(".", ""));
        assertThat(shop.send(shop.history(orderId)).rows()).hasSize(1);
        assertThat(shop.send(shop.sale(orderId, "10.00")).outcome()).isEqualTo("VPS-1013");
    }

    @Test
    void aResetBeforeTheBooksChargesNothing() {
        Message sale = shop.sale(orderId, "71000.03");

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(Shop.Broken.class);

        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(shop.send(shop.history(orderId)).outcome()).isEqualTo("VPS-1123");
        assertThat(shop.send(shop.sale(orderId, "10.00")).outcome()).isEqualTo("VPS-0000 00");
    }

    @ParameterizedTest
    @CsvSource({"4355080000010608, true", "4355080000010707, false"})
    void garbageAndPagesAreNotSigned(String card, boolean booked) {
        HttpResponse<byte[]> answer = shop.exchange(shop.sale(orderId, "10.00").with("card.cardNumber", card));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("auth-hash")).isEmpty();
        assertThatThrownBy(() -> Answer.of(answer)).isInstanceOf(JacksonException.class);
        assertThat(screen.lines(orderId)).hasSize(booked ? 1 : 0);
    }

    @Test
    void theAnswerOfAnotherOrderComesAfterTheCharge() {
        Answer answer = shop.send(shop.sale(orderId, "10.00").with("card.cardNumber", "4355080000010905"));

        assertThat(answer.outcome()).isEqualTo("VPS-0000 00");
        assertThat(answer.get("order.orderId")).isNotEmpty().isNotEqualTo(orderId);
        assertThat(answer.get("transaction.stan"))
                .isNotEqualTo(
                        shop.send(shop.history(orderId)).row(0).path("stan").asString());
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void lateBooksHideACharge() {
        Message sale = shop.sale(orderId, "71000.10");

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(Shop.Broken.class);

        assertThat(shop.send(shop.history(orderId)).outcome()).isEqualTo("VPS-1123");
        clock.advance(Duration.ofSeconds(5));
        assertThat(shop.send(shop.history(orderId)).outcome()).isEqualTo("VPS-0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4355080000020201", "4355080000020508"})
    void aCardPaysWellAndLosesTheAnswersOfAllThatFollows(String card) {
        String refunded = shop.paid("1000", card, "10.00");
        String voided = shop.paid("1000", card, "10.00");
        String captured = shop.paid("1004", card, "10.00");

        for (Message message :
                new Message[] {shop.refund(refunded, "4.00"), shop.voidOf(voided), shop.capture(captured, "6.00")}) {
            assertThatThrownBy(() -> shop.exchange(message)).isInstanceOf(Shop.Broken.class);
        }

        assertThat(screen.lines(refunded)).containsExactly("SALE CAPTURED 1000", "REFUND CAPTURED 400");
        assertThat(screen.lines(voided)).containsExactly("SALE VOIDED 1000");
        assertThat(screen.lines(captured)).containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE CAPTURED 600");
    }

    @Test
    void aVoidIsAnsweredByAnotherOrders() {
        String paid = shop.paid("1000", OTHER_ORDER_FOLLOW_UPS, "10.00");

        Answer answer = shop.send(shop.voidOf(paid));

        assertThat(answer.outcome()).isEqualTo("VPS-0000 00");
        assertThat(answer.get("order.orderId")).isNotEqualTo(paid);
        assertThat(screen.lines(paid)).containsExactly("SALE VOIDED 1000");
    }

    @Test
    void aRefusalIsAnsweredWhateverTheCard() {
        Message sale = shop.sale(orderId, "10.0").with("card.cardNumber", "4355080000010202");

        assertThat(shop.send(sale).outcome()).isEqualTo("VPS-3001");
    }
}
