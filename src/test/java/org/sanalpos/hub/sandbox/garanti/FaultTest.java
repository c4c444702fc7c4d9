package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        screen = sandbox.screen("garanti");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4355080000010202", "4355080000010509"})
    void aLostOrHalfAnswerLeavesAChargedPayment(String card) {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, "1000").card(card);

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
        assertThat(shop.status(orderId).status("Status")).isEqualTo("APPROVED");
        assertThat(shop.send(sale).outcome()).isEqualTo("92/0104");
    }

    @Test
    void aResetChargesNothing() {
        String orderId = Shop.newOrderId();

        assertThatThrownBy(() -> shop.exchange(shop.sale(orderId, "7100003"))).isInstanceOf(IOException.class);

        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(shop.status(orderId).outcome()).isEqualTo("92/0110");
        assertThat(shop.history(orderId).outcome()).isEqualTo("92/0108");
        shop.paid(shop.sale(orderId, "100"));
        assertThat(shop.history(orderId).rows()).hasSize(1);
    }

    @Test
    void garbageComesInsteadOfTheAnswerOfAChargedPayment() throws IOException {
        String orderId = Shop.newOrderId();

        HttpResponse<byte[]> answer = shop.exchange(shop.sale(orderId, "7100006"));

        assertThatThrownBy(() -> Answer.of(answer)).isInstanceOf(AssertionError.class);
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 7100006");
    }

    @Test
    void theAnswerOfAnotherOrderIsWellSignedAndNamesOtherReferences() {
        String orderId = Shop.newOrderId();

        Answer sale = shop.send(shop.sale(orderId, "1000").card("4355080000010905"));

        assertThat(sale.outcome()).isEqualTo("00");
        assertThat(sale.get("Order/OrderID")).isNotEmpty().isNotEqualTo(orderId);
        assertThat(sale.rrn()).isNotEqualTo(shop.status(orderId).status("RetrefNum"));
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void lateBooksHideAChargeFromAllQueries() {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, "7100010");
        Message report = shop.report("04/05/2026 00:00", "04/05/2026 23:59", "1");

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(shop.status(orderId).outcome()).isEqualTo("92/0110");
        assertThat(shop.history(orderId).outcome()).isEqualTo("92/0108");
        assertThat(shop.send(report).text()).doesNotContain(orderId);
        clock.advance(Duration.ofSeconds(5));
        assertThat(shop.status(orderId).status("Status")).isEqualTo("APPROVED");
        assertThat(shop.history(orderId).rows()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4355080000020201", "4355080000020300", "4355080000020904"})
    void aCardPaysWellAndTheAnswersOfAllThatFollowsGoWrong(String card) throws IOException {
        boolean booked = !card.equals("4355080000020300");
        String refunded = Shop.newOrderId();
        String voided = Shop.newOrderId();
        String captured = Shop.newOrderId();
        shop.paid(shop.sale(refunded, "1000").card(card));
        shop.paid(shop.sale(voided, "1000").card(card));
        shop.paid(shop.preauth(captured, "1000").card(card));

        for (Message message :
                new Message[] {shop.refund(refunded, "400"), shop.voidOf(voided), shop.capture(captured, "600")}) {
            if (card.equals("4355080000020904")) {
                assertThat(shop.send(message).get("Order/OrderID")).isNotEqualTo(message.orderId());
            } else {
                assertThatThrownBy(() -> shop.exchange(message)).isInstanceOf(IOException.class);
            }
        }

        assertThat(screen.refunded(refunded)).isEqualTo(booked ? 400 : 0);
        assertThat(screen.captured(voided)).isEqualTo(booked ? 0 : 1000);
        assertThat(screen.captured(captured)).isEqualTo(booked ? 600 : 0);
        assertThat(shop.history(voided).rows()).hasSize(booked ? 2 : 1);
    }

    @Test
    void aRefusalIsAnsweredWhateverTheCard() {
        Message sale =
                shop.sale(Shop.newOrderId(), "1000").card("4355080000010202").without("Card/CVV2");

        assertThat(shop.send(sale).outcome()).isEqualTo("92/0002");
    }
}
