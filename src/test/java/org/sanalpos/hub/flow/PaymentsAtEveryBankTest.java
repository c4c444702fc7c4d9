package org.sanalpos.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.preauth;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.sandbox.BankScreen;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Every operation at every bank, with the bank's own books looked at. */
@HubTest
class PaymentsAtEveryBankTest {
    static final java.util.List<String> BANKS = Requests.BANKS;

    @LocalServerPort
    int port;

    ContractClient demo;

    @BeforeEach
    void client() {
        demo = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
    }

    @ParameterizedTest
    @FieldSource("BANKS")
    void aSaleIsCapturedAndStandsInTheBanksBooksUnderTheSameCode(String bank) {
        var reply = demo.post("/payments", with(sale(bank), "orderNo", "SO-1"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location"))
                .isEqualTo("/api/v1/payments/" + reply.body().path("id").asString());
        JsonNode payment = reply.body();
        assertThat(payment.path("status").asString()).isEqualTo("captured");
        assertThat(payment.path("bank").asString()).isEqualTo(bank);
        assertThat(payment.path("capturedAmount").asString()).isEqualTo("129.90");
        assertThat(payment.path("result").path("code").asString()).isEqualTo("approved");
        assertThat(payment.path("card").path("masked").asString()).isEqualTo("435508******4358");
        JsonNode order = books(bank, payment);
        assertThat(order.path("requests").asInt()).isEqualTo(1);
        assertThat(order.path("captured").asLong()).isEqualTo(12990);
        JsonNode atBank = order.path("transactions").path(0);
        assertThat(atBank.path("authCode").asString())
                .isEqualTo(payment.path("authCode").asString());
        assertThat(atBank.path("rrn").asString())
                .isEqualTo(payment.path("hostReference").asString());
        assertThat(atBank.path("transId").asString())
                .isEqualTo(payment.path("bankTransactionId").asString());
        JsonNode read = demo.get("/payments/" + payment.path("id").asString()).body();
        assertThat(read).isEqualTo(payment);
    }

    @ParameterizedTest
    @FieldSource("BANKS")
    void aPreauthorizationIsCapturedForLessThenRefundedInParts(String bank) {
        JsonNode authorized = demo.post("/payments", preauth(bank, "100.00")).body();
        assertThat(authorized.path("status").asString()).isEqualTo("authorized");
        String payment = "/payments/" + authorized.path("id").asString();

        var captured = demo.post(payment + "/captures", Map.of("amount", "80.00"));
        assertThat(captured.status()).isEqualTo(201);
        assertThat(captured.body().path("status").asString()).isEqualTo("captured");
        assertThat(captured.body().path("capturedAmount").asString()).isEqualTo("80.00");

        var part = demo.post(payment + "/refunds", Map.of("amount", "30.00"));
        assertThat(part.body().path("status").asString()).isEqualTo("partially_refunded");
        assertThat(part.body().path("refundedAmount").asString()).isEqualTo("30.00");

        var tooMuch = demo.post(payment + "/refunds", Map.of("amount", "50.01"));
        assertThat(tooMuch.status()).isEqualTo(422);
        assertThat(tooMuch.error("amount")).isEqualTo("at most 50.00 can be refunded");

        var rest = demo.post(payment + "/refunds", null);
        assertThat(rest.body().path("status").asString()).isEqualTo("refunded");
        assertThat(rest.body().path("refundedAmount").asString()).isEqualTo("80.00");
        assertThat(rest.body().path("operations").size()).isEqualTo(4);
        assertThat(books(bank, authorized).path("refunded").asLong()).isEqualTo(8000);

        var again = demo.post(payment + "/refunds", Map.of("amount", "0.01"));
        assertThat(again.status()).isEqualTo(409);
    }

    @ParameterizedTest
    @FieldSource("BANKS")
    void aVoidedSaleTakesNothingAndCannotBeVoidedTwice(String bank) {
        JsonNode sold = demo.post("/payments", sale(bank)).body();
        String payment = "/payments/" + sold.path("id").asString();

        var voided = demo.post(payment + "/voids", null);
        assertThat(voided.status()).isEqualTo(201);
        assertThat(voided.body().path("status").asString()).isEqualTo("voided");
        assertThat(books(bank, sold).path("captured").asLong()).isZero();

        var twice = demo.post(payment + "/voids", null);
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body().path("detail").asString()).contains("is voided");
    }

    @ParameterizedTest
    @FieldSource("BANKS")
    void installmentsAndMailOrderWithoutCvvReachTheBank(String bank) {
        Map<String, Object> card = with(Requests.card(Requests.VISA), "cvv", null);
        Map<String, Object> body = with(with(with(sale(bank), "installments", 3), "channel", "moto"), "card", card);

        JsonNode payment = demo.post("/payments", body).body();

        assertThat(payment.path("status").asString()).isEqualTo("captured");
        assertThat(books(bank, payment)
                        .path("transactions")
                        .path(0)
                        .path("installments")
                        .asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"USD,1.00", "EUR,999999.99", "GBP,0.01"})
    void foreignCurrenciesAreCharged(String currency, String amount) {
        JsonNode payment = demo.post("/payments", with(sale("teb", Requests.VISA, amount), "currency", currency))
                .body();

        assertThat(payment.path("status").asString()).isEqualTo("captured");
        assertThat(payment.path("capturedAmount").asString()).isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "4355080000005103,51,insufficient_funds,Yetersiz bakiye",
        "4355080000004106,41,lost_or_stolen,Kayıp kart",
        "4355080000005400,54,expired_card,",
        "4355080000008206,82,invalid_cvv,",
        "4355080000009105,91,issuer_unavailable,"
    })
    void aDeclineTellsTheBanksReasonInBothLanguages(String card, String bankCode, String code, String turkish) {
        var reply = demo.post("/payments", sale("isbank", card, "129.90"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body().path("status").asString()).isEqualTo("declined");
        JsonNode result = reply.body().path("result");
        assertThat(result.path("code").asString()).isEqualTo(code);
        assertThat(result.path("bankCode").asString()).isEqualTo(bankCode);
        assertThat(result.path("bankMessage").asString()).isNotBlank();
        assertThat(result.path("message").path("en").asString()).isNotBlank();
        if (turkish != null) {
            assertThat(result.path("message").path("tr").asString()).contains(turkish);
        }
        assertThat(reply.body().path("capturedAmount").asString()).isEqualTo("0.00");
    }

    private JsonNode books(String bank, JsonNode payment) {
        return new BankScreen(port, bank).order(payment.path("transactionCode").asString());
    }
}
