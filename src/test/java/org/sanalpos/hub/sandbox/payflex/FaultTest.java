package org.sanalpos.hub.sandbox.payflex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    private static final String RESET_CARD = "4355080000010301";
    private static final String LATE_BOOKS_CARD = "4355080000011002";

    private final MutableClock clock;
    private final Shop shop;
    private final BankScreen screen;

    FaultTest(Sandbox sandbox) {
        clock = sandbox.clock();
        shop = Shop.demo(sandbox);
        screen = sandbox.screen(Shop.BANK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"71000.02", "71000.05"})
    void aLostOrHalfAnswerLeavesAPaymentThatIsFoundAndReversed(String amount) {
        Message sale = shop.sale(amount);

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(shop.find(sale).get("ResultCode")).isEqualTo("0000");
        assertThat(shop.code(sale)).isEqualTo("1006");
        assertThat(shop.code(sale.with("TransactionId", Shop.newId()))).isEqualTo("1061");
        assertThat(shop.code(shop.reversal(sale))).isEqualTo("0000");
        assertThat(shop.find(sale).get("IsReversed")).isEqualTo("true");
    }

    @Test
    void aResetChargesNothingAndLeavesTheTransactionIdFree() {
        Message sale = shop.sale("10.00").with("Pan", RESET_CARD);

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(shop.find(sale).get("TotalItemCount")).isEqualTo("0");
        assertThat(shop.code(shop.reversal(sale))).isEqualTo("1007");
        assertThat(shop.code(sale.with("Pan", Message.VISA))).isEqualTo("0000");
    }

    @Test
    void garbageIsNoAnswer() throws IOException {
        Message sale = shop.sale("71000.06");

        byte[] garbage = shop.exchange(sale).body();

        assertThat(new String(garbage, StandardCharsets.ISO_8859_1)).doesNotContain("VposResponse");
        assertThat(screen.lines(sale.values().get("OrderId"))).containsExactly("SALE CAPTURED 7100006");
    }

    @Test
    void theAnswerOfAnotherOrderNamesNothingOfThisOne() {
        Message sale = shop.sale("71000.09");
        Message refunded = shop.approved(shop.sale("10.00").with("Pan", "4355080000020904"));
        Message refund = shop.refund(refunded, "4.00");

        Answer answer = shop.send(sale);
        Answer refundAnswer = shop.send(refund);

        assertThat(answer.code()).isEqualTo("0000");
        assertThat(answer.text())
                .doesNotContain(sale.id())
                .doesNotContain(sale.values().get("OrderId"))
                .doesNotContain(shop.find(sale).get("Rrn"));
        assertThat(refundAnswer.code()).isEqualTo("0000");
        assertThat(refundAnswer.text()).doesNotContain(refund.id()).doesNotContain(refunded.id());
        assertThat(screen.lines(refunded.values().get("OrderId")))
                .containsExactly("SALE CAPTURED 1000", "REFUND CAPTURED 400");
    }

    @Test
    void aLostCancelIsSeenAtItsOriginal() {
        Message sale = shop.approved(shop.sale("10.00").with("Pan", "4355080000020201"));

        assertThatThrownBy(() -> shop.exchange(shop.cancel(sale))).isInstanceOf(IOException.class);

        assertThat(shop.find(sale).get("IsCanceled")).isEqualTo("true");
    }

    @Test
    void aFollowUpThatWasNotBookedChangesNothing() {
        Message sale = shop.approved(shop.sale("10.00").with("Pan", "4355080000020300"));
        Message cancel = shop.cancel(sale);

        assertThatThrownBy(() -> shop.exchange(cancel)).isInstanceOf(IOException.class);

        assertThat(shop.find(cancel).get("TotalItemCount")).isEqualTo("0");
        assertThat(shop.find(sale).get("IsCanceled")).isEqualTo("false");
    }

    @Test
    void lateBooksAreNotFoundAtFirst() {
        Message sale = shop.sale("10.00").with("Pan", LATE_BOOKS_CARD);
        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(shop.find(sale).get("TotalItemCount")).isEqualTo("0");
        clock.advance(Duration.ofSeconds(5));
        assertThat(shop.find(sale).get("TotalItemCount")).isEqualTo("1");
    }
}
