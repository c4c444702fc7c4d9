package org.sanalpos.hub.sandbox.payfor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        screen = sandbox.screen("qnb");
    }

    @ParameterizedTest
    @CsvSource({"4355080000010202, 10.00", "4355080000010509, 10.00", "4546711234567894, 71000.02"})
    void aLostOrHalfAnswerLeavesAPaymentThatWasCharged(String pan, String amount) {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, amount).with("Pan", pan);

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(shop.inquiry(orderId).fields("ProcReturnCode TxnType PurchAmount"))
                .isEqualTo("00 Auth " + amount);
        assertThat(shop.send(sale).code()).isEqualTo("V029");
    }

    @Test
    void garbageComesAfterTheCharge() throws IOException {
        String orderId = Shop.newOrderId();

        HttpResponse<byte[]> answer = shop.exchange(shop.sale(orderId, "10.00").with("Pan", "4355080000010608"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> Answer.of(answer)).isInstanceOf(AssertionError.class);
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void aMaintenancePageChargesNothingAndLeavesTheOrderIdFree() throws IOException {
        String orderId = Shop.newOrderId();

        HttpResponse<byte[]> answer = shop.exchange(shop.sale(orderId, "10.00").with("Pan", "4355080000010707"));

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(shop.inquiry(orderId).code()).isEqualTo("V013");
        assertThat(shop.send(shop.sale(orderId, "10.00")).code()).isEqualTo("00");
    }

    @Test
    void theAnswerOfAnotherOrderComesAfterTheCharge() {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, "10.00").with("Pan", "4355080000010905"));

        assertThat(answer.code()).isEqualTo("00");
        assertThat(answer.get("TransId")).matches("ORDER-[0-9]{16}");
        assertThat(answer.get("HostRefNum"))
                .matches("[0-9]{12}")
                .isNotEqualTo(shop.inquiry(orderId).get("F37"));
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void lateBooksHideAChargeFromInquiryAndHistory() {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, "10.00").with("Pan", "4355080000011002");

        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);

        assertThat(shop.inquiry(orderId).code()).isEqualTo("V013");
        assertThat(shop.history(orderId).rows().get(0).code()).isEqualTo("V013");
        clock.advance(Duration.ofSeconds(5));
        assertThat(shop.inquiry(orderId).code()).isEqualTo("00");
        assertThat(shop.history(orderId).rows().get(0).code()).isEqualTo("00");
    }

    @Test
    void theAnswersOfAllThatFollowAreLostAfterTheBooks() {
        String pan = "4355080000020201";
        String refunded = shop.paidBy(pan, "Auth", "10.00");
        screen.settle();
        String voided = shop.paidBy(pan, "Auth", "10.00");
        String captured = shop.paidBy(pan, "PreAuth", "10.00");

        assertThatThrownBy(() -> shop.exchange(shop.refund(refunded, "4.00"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shop.exchange(shop.voidOf(voided))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shop.exchange(shop.capture(captured, "6.00"))).isInstanceOf(IOException.class);

        assertThat(shop.inquiry(refunded).get("RefundedAmount")).isEqualTo("4.00");
        assertThat(shop.inquiry(voided).get("IsVoided")).isEqualTo("true");
        assertThat(shop.history(voided).rows()).hasSize(2);
        assertThat(shop.inquiry(captured).fields("TxnType PurchAmount")).isEqualTo("PostAuth 6.00");
    }

    @Test
    void aVoidThatIsNotBookedIsInNoHistory() throws IOException {
        String orderId = shop.paidBy("4355080000020706", "Auth", "10.00");

        shop.exchange(shop.voidOf(orderId));

        assertThat(shop.history(orderId).rows()).hasSize(1);
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }
}
