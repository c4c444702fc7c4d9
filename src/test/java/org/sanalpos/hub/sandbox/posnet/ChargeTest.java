package org.sanalpos.hub.sandbox.posnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class ChargeTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final BankScreen screen;

    ChargeTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        screen = sandbox.screen(Shop.BANK);
    }

    @ParameterizedTest
    @CsvSource({"sale, SALE CAPTURED 1234", "auth, PREAUTH AUTHORIZED 0"})
    void aPaymentIsAnsweredByItsKeysAndBooked(String operation, String line) throws IOException {
        String orderId = Shop.newOrderId();

        HttpResponse<byte[]> response =
                shop.exchange(shop.charge(operation, orderId, "1234").with("installment", "03"));

        Answer answer = Answer.of(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow().replace(" ", ""))
                .isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(answer.text())
                .matches("<\\?xml version='1.0' encoding='iso-8859-9'\\?><posnetResponse><approved>1</approved>"
                        + "<hostlogkey>[0-9]{18}</hostlogkey><authCode>[0-9]{6}</authCode>"
                        + "<tranDate>260504120000</tranDate>"
                        + "<instInfo><inst1>03</inst1><amnt1>000000000411</amnt1></instInfo>"
                        + "<pointInfo><point>00000000</point><pointAmount>000000000000</pointAmount>"
                        + "<totalPoint>00000000</totalPoint><totalPointAmount>000000000000</totalPointAmount>"
                        + "</pointInfo></posnetResponse>");
        assertThat(screen.lines(orderId)).containsExactly(line);
        var row = screen.transaction(orderId, 0);
        assertThat(row.path("merchant").asString()).isEqualTo("6700000101");
        assertThat(row.path("installments").asInt()).isEqualTo(3);
        assertThat(row.path("rrn").asString()).isEqualTo(answer.key());
        assertThat(row.path("authCode").asString()).isEqualTo(answer.get("authCode"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "01", ""})
    void aSinglePaymentHasNoInstallmentInItsAnswer(String installment) {
        Message sale = shop.sale(Shop.newOrderId(), "1234");

        Answer answer = shop.approved(sale.with("installment", installment.isEmpty() ? null : installment));

        assertThat(answer.get("inst1")).isEqualTo("00");
        assertThat(answer.get("amnt1")).isEqualTo("000000000000");
    }

    @ParameterizedTest
    @CsvSource(
            value = {"0", "-"},
            nullValues = "-")
    void theTimeIsToldOnlyWhenAskedFor(String required) {
        Answer answer = shop.approved(shop.sale(Shop.newOrderId(), "100").head("tranDateRequired", required));

        assertThat(answer.get("tranDate")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"TL, TRY", "YT, TRY", "US, USD", "EU, EUR"})
    void theCurrenciesOfTheStorePay(String letters, String currency) {
        String orderId = Shop.newOrderId();

        shop.approved(shop.sale(orderId, "100").with("currencyCode", letters));

        assertThat(screen.transaction(orderId, 0).path("currency").asString()).isEqualTo(currency);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"''", "-", "123"},
            nullValues = "-")
    void aMailOrderNeedsNoSecurityCode(String cvc) {
        Message sale = shop.sale(Shop.newOrderId(), "100").with("cvc", cvc).with("mailorderflag", "Y");

        assertThat(shop.outcome(sale)).isEqualTo("1");
    }

    @Test
    void aWalletsMarkerIsTaken() {
        Message sale = shop.sale(Shop.newOrderId(), "100")
                .followedBy("<ngp><txnType>3</txnType><txnSrcApp>3</txnSrcApp></ngp>");

        assertThat(shop.outcome(sale)).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sale", "auth"})
    void aRepeatedOrderIdIsAnsweredWithTheKeysOfItsApprovedPayment(String repetition) {
        String orderId = Shop.newOrderId();
        Answer first = shop.approved(shop.sale(orderId, "1200").with("installment", "02"));
        shop.approved(shop.refund(first.key(), "100"));

        Answer again = shop.send(shop.charge(repetition, orderId, "9900"));

        assertThat(again.outcome()).isEqualTo("2 0127 ORDERID DAHA ONCE KULLANILMIS");
        assertThat(again.text().replaceFirst("<respCode>.*</respText>", "").replace(">2</approved>", ">1</approved>"))
                .isEqualTo(first.text());
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1200", "REFUND CAPTURED 100");
        assertThat(screen.requests(orderId)).isEqualTo(3);
    }

    @Test
    void theOrderIdOfADeclinedPaymentIsUsedUpToo() {
        String orderId = Shop.newOrderId();
        shop.send(shop.sale(orderId, "7000051"));

        Answer again = shop.send(shop.sale(orderId, "100"));

        assertThat(again.outcome()).isEqualTo("0 0127 ORDERID DAHA ONCE KULLANILMIS");
        assertThat(again.key()).isNull();
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0");
    }

    @Test
    void twoStoresMayUseTheSameOrderId() {
        String orderId = Shop.newOrderId();
        shop.approved(shop.sale(orderId, "100"));

        shop.approved(Shop.restricted(sandbox).sale(orderId, "200"));

        assertThat(screen.lines(orderId)).containsExactlyInAnyOrder("SALE CAPTURED 100", "SALE CAPTURED 200");
    }

    @Test
    void ofManyPaymentsOfOneOrderOneIsApproved() {
        String orderId = Shop.newOrderId();

        List<CompletableFuture<Answer>> answers = IntStream.range(0, 8)
                .mapToObj(i -> shop.sendAsync(shop.sale(orderId, "100")))
                .toList();

        List<String> outcomes =
                answers.stream().map(answer -> answer.join().outcome()).toList();
        assertThat(outcomes).containsOnlyOnce("1");
        assertThat(outcomes)
                .allMatch(outcome -> outcome.matches("1|2 0127 .*|0 0125 ORDERID VAR HOSTLOGKEY YOK DB ERR"));
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 100");
    }
}
