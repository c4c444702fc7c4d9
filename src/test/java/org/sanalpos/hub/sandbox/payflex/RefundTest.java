package org.sanalpos.hub.sandbox.payflex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class RefundTest {

    private final Shop shop;
    private final BankScreen screen;

    RefundTest(Sandbox sandbox) {
        shop = Shop.demo(sandbox);
        screen = sandbox.screen(Shop.BANK);
    }

    @Test
    void refundsGiveBackUntilNothingIsLeft() {
        Message sale = shop.approved(shop.sale("10.00"));

        assertThat(shop.code(shop.refund(sale, "10.01"))).isEqualTo("1046");
        assertThat(shop.code(shop.refund(sale, "4.00"))).isEqualTo("0000");
        assertThat(shop.code(shop.refund(sale, "6.01"))).isEqualTo("1046");
        assertThat(shop.code(shop.refund(sale, "6.00").without("CurrencyCode"))).isEqualTo("0000");
        Answer last = shop.send(shop.refund(sale, "0.01"));
        assertThat(last.code()).isEqualTo("1059");
        assertThat(last.get("ResultDetail")).isEqualTo("İşlemin tamamı iade edilmiş.");
        assertThat(screen.lines(sale.values().get("OrderId")))
                .containsExactly("SALE CAPTURED 1000", "REFUND CAPTURED 400", "REFUND CAPTURED 600");
    }

    @Test
    void aRefundIsAnsweredWithItsOwnNumbers() {
        Message sale = shop.sale("10.00").with("CurrencyCode", "978");
        Answer paid = shop.send(sale);
        Message refund = shop.refund(sale, "4.00").without("CurrencyCode");

        Answer answer = shop.send(refund);

        assertThat(answer.get("TransactionId")).isEqualTo(refund.id());
        assertThat(answer.get("ReferenceTransactionId")).isEqualTo(sale.id());
        assertThat(answer.get("CurrencyAmount")).isEqualTo("4.00");
        assertThat(answer.get("CurrencyCode")).isEqualTo("978");
        assertThat(answer.get("TLAmount")).isEqualTo("180.00");
        assertThat(answer.get("Rrn")).isNotEqualTo(paid.get("Rrn"));
        assertThat(answer.get("AuthCode")).isNotEqualTo(paid.get("AuthCode"));
        assertThat(answer.get("OrderId")).isNull();
    }

    @Test
    void theRefundOfACapturedAuthNamesTheCapture() {
        Message auth = shop.approved(shop.auth("10.00"));

        assertThat(shop.code(shop.refund(auth, "1.00"))).isEqualTo("1089");
        Message capture = shop.approved(shop.capture(auth, "8.00"));
        assertThat(shop.code(shop.refund(auth, "1.00"))).isEqualTo("1089");
        assertThat(shop.code(shop.refund(capture, "8.01"))).isEqualTo("1046");
        assertThat(shop.code(shop.refund(capture, "8.00"))).isEqualTo("0000");
    }

    @Test
    void whatDidNotTakeMoneyIsNotRefunded() {
        Message declined = shop.sale("70000.51");
        shop.send(declined);
        Message cancelled = shop.approved(shop.sale("10.00"));
        Message cancel = shop.approved(shop.cancel(cancelled));
        Message reversed = shop.approved(shop.sale("10.00"));
        shop.approved(shop.reversal(reversed));
        Message refund = shop.approved(shop.refund(shop.approved(shop.sale("10.00")), "5.00"));

        assertThat(shop.code(shop.refund(shop.sale("10.00"), "1.00"))).isEqualTo("1007");
        assertThat(shop.code(shop.refund(declined, "1.00"))).isEqualTo("1089");
        assertThat(shop.code(shop.refund(cancelled, "1.00"))).isEqualTo("1124");
        assertThat(shop.code(shop.refund(cancel, "1.00"))).isEqualTo("1089");
        assertThat(shop.code(shop.refund(reversed, "1.00"))).isEqualTo("1101");
        assertThat(shop.code(shop.refund(refund, "1.00"))).isEqualTo("1089");
    }

    @ParameterizedTest
    @CsvSource({
        "CurrencyAmount, 5, 1049",
        "CurrencyAmount, '', 1049",
        "CurrencyCode, 840, 1077",
        "CurrencyCode, '', 1077",
        "ClientIp, '', 1096",
        "Pan, 4938460158754205, 6019",
        "Amount, 5.00, 6019"
    })
    void aMalformedRefundIsRefused(String element, String value, String code) {
        Message sale = shop.approved(shop.sale("10.00"));

        assertThat(shop.code(shop.refund(sale, "5.00").with(element, value))).isEqualTo(code);
        assertThat(shop.code(shop.refund(sale, "5.00").without("CurrencyAmount")))
                .isEqualTo("1049");
    }

    @Test
    void anAmountWaitsForTheEndOfDay() {
        Message sale = shop.approved(shop.sale("72000.00"));

        assertThat(shop.code(shop.refund(sale, "5.00"))).isEqualTo("0542");
        screen.settle();
        assertThat(shop.code(shop.refund(sale, "5.00"))).isEqualTo("0000");
    }

    @Test
    void anIssuerMayDeclineARefund() {
        Message sale = shop.approved(shop.sale("100000.00"));

        assertThat(shop.code(shop.refund(sale, "70000.57"))).isEqualTo("0057");
        assertThat(screen.refunded(sale.values().get("OrderId"))).isZero();
    }

    @Test
    void refundsAtOnceNeverGiveBackTooMuch() {
        Message sale = shop.approved(shop.sale("10.00"));

        List<String> codes =
                IntStream.range(0, 8).mapToObj(i -> shop.sendAsync(shop.refund(sale, "3.00"))).toList().stream()
                        .map(answer -> answer.join().code())
                        .toList();

        assertThat(codes).allMatch(code -> code.matches("0000|1074|1046"));
        long approved = codes.stream().filter("0000"::equals).count();
        assertThat(approved).isBetween(1L, 3L);
        assertThat(screen.refunded(sale.values().get("OrderId"))).isEqualTo(300 * approved);
    }
}
