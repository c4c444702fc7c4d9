package org.sanalpos.hub.sandbox.posnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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

@SandboxTest
class FaultTest {

    private final MutableClock clock;
    private final Shop shop;
    private final BankScreen screen;
    private final String orderId;

    FaultTest(Sandbox sandbox) {
        clock = sandbox.clock();
        shop = Shop.demo(sandbox);
        screen = sandbox.screen(Shop.BANK);
        orderId = Shop.newOrderId();
    }

    @ParameterizedTest
    @CsvSource({"4355080000010202, 1000", "4506340000000001, 7100002", "4355080000010509, 1000"})
    void aLostOrHalfAnswerIsFollowedByTheKeysOfTheBookedSale(String card, String amount) {
        Message sale = shop.sale(orderId, amount).with("ccno", card);

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED " + amount);
        Answer again = shop.send(sale);
        assertThat(again.get("approved")).isEqualTo("2");
        assertThat(again.key()).isEqualTo(shop.agreement(orderId).get("hostLogKey"));
    }

    @Test
    void aResetBeforeTheBooksLeavesTheOrderIdFree() {
        Message sale = shop.sale(orderId, "1000");

        assertThatThrownBy(() -> shop.exchange(sale.with("ccno", "4355080000010301")))
                .isInstanceOf(IOException.class);

        assertThat(shop.agreement(orderId).outcome()).isEqualTo("0 E219 KAYIT BULUNAMADI");
        assertThat(shop.outcome(sale)).isEqualTo("1");
    }

    @Test
    void garbageComesInsteadOfTheAnswerOfABookedSale() throws IOException {
        HttpResponse<byte[]> answer = shop.exchange(shop.sale(orderId, "1000").with("ccno", "4355080000010608"));

        assertThatThrownBy(() -> Answer.of(answer)).isInstanceOf(AssertionError.class);
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void theKeysOfAnotherOrderComeForABookedSale() {
        Answer answer = shop.approved(shop.sale(orderId, "1000").with("ccno", "4355080000010905"));

        Answer agreement = shop.agreement(orderId);
        assertThat(answer.key()).isNotEqualTo(agreement.get("hostLogKey"));
        assertThat(answer.get("authCode")).isNotEqualTo(agreement.get("authCode"));
        assertThat(shop.outcome(shop.refund(answer.key(), "100"))).isEqualTo("0 0123 ORJINAL ISLEM BULUNAMADI");
    }

    @Test
    void lateBooksHideASaleFromQuestions() {
        Message sale = shop.sale(orderId, "1000").with("ccno", "4355080000011002");

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(shop.agreement(orderId).outcome()).isEqualTo("0 E219 KAYIT BULUNAMADI");
        clock.advance(Duration.ofSeconds(5));
        assertThat(shop.agreement(orderId).lines()).containsExactly("Sale 1 10,00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4355080000020201", "4355080000020508"})
    void theAnswersOfAllThatFollowsAreLost(String card) {
        String refunded = shop.paid(shop.sale(orderId, "1000").with("ccno", card));
        String captured = Shop.newOrderId();
        String auth = shop.paid(shop.auth(captured, "1000").with("ccno", card));

        assertThatThrownBy(() -> shop.exchange(shop.refund(refunded, "400"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shop.exchange(shop.capt(auth, "600"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shop.exchange(shop.reverseOrder("capt", captured)))
                .isInstanceOf(IOException.class);

        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000", "REFUND CAPTURED 400");
        assertThat(screen.lines(captured)).containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE VOIDED 600");
    }

    @Test
    void theVoidOfAnotherOrderIsAnswered() {
        String sale = shop.paid(shop.sale(orderId, "1000").with("ccno", "4355080000020904"));

        String answered = shop.approved(shop.reverse("sale", sale)).key();

        assertThat(shop.agreement(orderId).movements().get(0))
                .containsEntry("state", "Sale_Reverse")
                .extractingByKey("hostLogKey")
                .isNotEqualTo(answered);
    }
}
