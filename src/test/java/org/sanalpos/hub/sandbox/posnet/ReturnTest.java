package org.sanalpos.hub.sandbox.posnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class ReturnTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final BankScreen screen;
    private final String orderId;

    ReturnTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        screen = sandbox.screen(Shop.BANK);
        orderId = Shop.newOrderId();
    }

    @Test
    void aSaleIsGivenBackInParts() {
        String sale = shop.paid(shop.sale(orderId, "1000").with("installment", "02"));

        Answer first = shop.approved(shop.refund(sale, "400"));
        Answer second =
                shop.approved(shop.refund(sale, "600").without("hostLogKey").with("orderID", orderId));

        assertThat(List.of(sale, first.key(), second.key())).doesNotHaveDuplicates();
        assertThat(first.get("tranDate")).isEqualTo("260504120000");
        assertThat(first.get("inst1")).isEqualTo("02");
        assertThat(screen.lines(orderId))
                .containsExactly("SALE CAPTURED 1000", "REFUND CAPTURED 400", "REFUND CAPTURED 600");
        assertThat(shop.outcome(shop.refund(sale, "1"))).isEqualTo("0 0205 GECERSIZ TUTAR");
        assertThat(screen.requests(orderId)).isEqualTo(4);
    }

    @Test
    void aCaptureIsGivenBackByItsOwnKey() {
        String auth = shop.paid(shop.auth(orderId, "1000"));
        assertThat(shop.outcome(shop.refund(auth, "100"))).isEqualTo("0 0200 GECERSIZ ISLEM");
        String capture = shop.paid(shop.capt(auth, "700"));

        assertThat(shop.outcome(shop.refund(auth, "100"))).isEqualTo("0 0200 GECERSIZ ISLEM");
        assertThat(shop.outcome(shop.refund(capture, "700"))).isEqualTo("1");
        assertThat(screen.refunded(orderId)).isEqualTo(700);
    }

    @Test
    void tooMuchIsRefusedWithTheKeysOfTheOriginal() {
        Answer sale = shop.approved(shop.sale(orderId, "1000"));

        Answer refused = shop.send(shop.refund(sale.key(), "1001"));

        assertThat(refused.text())
                .matches(".*<approved>0</approved><respCode>0205</respCode>"
                        + "<respText>GECERSIZ TUTAR                     0205</respText><yourIP>[^<]+</yourIP>"
                        + "<hostlogkey>" + sale.key() + "</hostlogkey><authCode>" + sale.get("authCode")
                        + "</authCode></posnetResponse>");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amount           | 0        | 0205 GECERSIZ TUTAR
            amount           | 0100     | 0205 GECERSIZ TUTAR
            currencyCode     | EU       | 0207 GECERSIZ PARA BIRIMI
            currencyCode     | TRY      | E190 CURRENCYCODE HATALI
            hostLogKey       | x        | 0123 ORJINAL ISLEM BULUNAMADI
            orderDate        | 20260504 | 0150 PAKET HATALI (ORDERDATE)
            isRationalReturn | Y        | 0200 GECERSIZ ISLEM
            """)
    void aRefundThatDoesNotFitIsRefused(String name, String value, String outcome) {
        String sale = shop.paid(shop.sale(orderId, "1000"));

        Answer answer = shop.send(shop.refund(sale, "100").with(name, value));

        assertThat(answer.outcome()).isEqualTo("0 " + outcome);
        assertThat(answer.key()).isNull();
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void onlyAPaymentOfTheStoreThatStandsIsGivenBack() {
        String sale = shop.paid(shop.sale(orderId, "1000"));
        String refund = shop.paid(shop.refund(sale, "100"));
        String voided = shop.paid(shop.sale(Shop.newOrderId(), "1000"));
        shop.approved(shop.reverse("sale", voided));
        String declined = Shop.newOrderId();
        shop.send(shop.sale(declined, "7000051"));

        assertThat(shop.outcome(shop.refund(refund, "100"))).isEqualTo("0 0123 ORJINAL ISLEM BULUNAMADI");
        assertThat(shop.outcome(shop.refund(voided, "100"))).isEqualTo("0 0370 ISLEM IPTALI YAPILMIS");
        assertThat(shop.outcome(Shop.restricted(sandbox).refund(sale, "100")))
                .isEqualTo("0 0123 ORJINAL ISLEM BULUNAMADI");
        assertThat(shop.outcome(shop.refund(sale, "100").without("hostLogKey").with("orderID", declined)))
                .isEqualTo("0 0200 GECERSIZ ISLEM");
    }

    @Test
    void someAmountsAreGivenBackOnlyAfterTheEndOfDay() {
        String sale = shop.paid(shop.sale(orderId, "7200000"));
        assertThat(shop.outcome(shop.refund(sale, "100"))).isEqualTo("0 0411 ISLEM HENUZ FINANSALLASMAMIS");

        screen.settle();

        assertThat(shop.outcome(shop.refund(sale, "100"))).isEqualTo("1");
    }

    @Test
    void refundsOfOneOrderNeverGiveBackMoreThanWasTaken() {
        String sale = shop.paid(shop.sale(orderId, "1000"));

        List<CompletableFuture<Answer>> answers = IntStream.range(0, 8)
                .mapToObj(i -> shop.sendAsync(shop.refund(sale, "300")))
                .toList();

        List<String> outcomes =
                answers.stream().map(answer -> answer.join().outcome()).toList();
        long approved = outcomes.stream().filter("1"::equals).count();
        assertThat(approved).isBetween(1L, 3L);
        assertThat(outcomes)
                .allMatch(outcome -> outcome.matches("1|0 0205 GECERSIZ TUTAR|0 0100 HOST RECEIVE PROBLEM"));
        assertThat(screen.refunded(orderId)).isEqualTo(300 * approved);
    }
}
