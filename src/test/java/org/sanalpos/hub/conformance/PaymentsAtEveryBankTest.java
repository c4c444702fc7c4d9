package org.sanalpos.hub.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.card;
import static org.sanalpos.hub.Requests.preauth;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;
import static org.sanalpos.hub.conformance.BankUnderTest.expect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Sales and pre-authorisations at every bank of the catalogue, through the API and over real HTTP, with the bank's own books looked at. */
@HubTest
class PaymentsAtEveryBankTest {
    /** What issuers say most, by their ISO 8583 code. */
    private static final Map<Integer, String> DECLINES = new TreeMap<>(Map.ofEntries(
            Map.entry(5, "do_not_honor"),
            Map.entry(14, "invalid_card"),
            Map.entry(41, "lost_or_stolen"),
            Map.entry(51, "insufficient_funds"),
            Map.entry(54, "expired_card"),
            Map.entry(57, "not_permitted"),
            Map.entry(59, "fraud_suspected"),
            Map.entry(61, "limit_exceeded"),
            Map.entry(62, "restricted_card"),
            Map.entry(82, "invalid_cvv"),
            Map.entry(91, "issuer_unavailable"),
            Map.entry(96, "bank_system_error")));

    @LocalServerPort
    int port;

    static List<String> banks() {
        return BankUnderTest.CODES;
    }

    private BankUnderTest at(String bank) {
        return BankUnderTest.of(port, bank);
    }

    @Test
    void theCatalogueHasTheBanksOfTheseTestsAndNoOther() {
        JsonNode banks = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY)
                .get("/banks")
                .body()
                .path("banks");

        assertThat(StreamSupport.stream(banks.spliterator(), false)
                        .map(bank -> bank.path("code").asString()))
                .containsExactlyInAnyOrderElementsOf(BankUnderTest.CODES);
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aSaleIsCapturedAndStandsInTheBanksBooksUnderTheSameCode(String code) {
        BankUnderTest bank = at(code);

        JsonNode payment = bank.pay(with(sale(code), "orderNo", "SO-1"));

        expect(payment, "captured");
        assertThat(payment.path("capturedAmount").asString()).isEqualTo("129.90");
        assertThat(payment.path("result").path("code").asString()).isEqualTo("approved");
        assertThat(payment.path("card").path("masked").asString()).isEqualTo("435508******4358");
        assertThat(payment.path("bankTransactionId").asString()
                        + payment.path("hostReference").asString())
                .isNotBlank();
        JsonNode order = bank.order(payment);
        assertThat(order.path("requests").asInt()).isEqualTo(1);
        assertThat(order.path("captured").asLong()).isEqualTo(12990);
        JsonNode atBank = order.path("transactions").path(0);
        assertThat(payment.path("authCode").asString())
                .isEqualTo(atBank.path("authCode").asString());
        assertThat(List.of(atBank.path("rrn").asString(), atBank.path("transId").asString()))
                .contains(payment.path("hostReference")
                        .asString(payment.path("bankTransactionId").asString()));
        assertThat(bank.read(payment)).isEqualTo(payment);
    }

    @ParameterizedTest
    @MethodSource("banks")
    void installmentsReachTheBank(String code) {
        BankUnderTest bank = at(code);

        JsonNode payment = expect(bank.pay(with(sale(code), "installments", 3)), "captured");

        assertThat(bank.order(payment)
                        .path("transactions")
                        .path(0)
                        .path("installments")
                        .asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aMailOrderNeedsNoCvv(String code) {
        BankUnderTest bank = at(code);
        Map<String, Object> card = with(card(Requests.VISA), "cvv", null);
        for (String operation : List.of("sale", "preauth")) {
            Map<String, Object> body =
                    with(with(with(sale(code), "operation", operation), "channel", "moto"), "card", card);
            if (!bank.can(operation)) {
                bank.refusesOperation(operation);
            } else if (bank.takesByPhone(operation)) {
                expect(bank.pay(body), operation.equals("sale") ? "captured" : "authorized");
            } else {
                bank.refuses(body, "channel", "has no " + operation + " by mail or telephone");
            }
        }
    }

    static Stream<Arguments> declines() {
        return banks().stream().flatMap(bank -> DECLINES.entrySet().stream()
                .map(entry -> Arguments.arguments(bank, entry.getKey(), entry.getValue())));
    }

    @ParameterizedTest
    @MethodSource("declines")
    void aDeclineTellsTheBanksReasonInBothLanguages(String code, int isoCode, String category) {
        BankUnderTest bank = at(code);

        JsonNode payment = bank.pay(sale(code, BankUnderTest.declinedCard(isoCode), "129.90"));

        expect(payment, "declined");
        JsonNode result = payment.path("result");
        assertThat(result.path("code").asString()).as(result.toString()).isEqualTo(category);
        assertThat(result.path("bankCode").asString()).isNotBlank();
        assertThat(result.path("bankMessage").asString()).isNotBlank();
        assertThat(result.path("message").path("tr").asString()).isNotBlank();
        assertThat(result.path("message").path("en").asString()).isNotBlank();
        if (isoCode == 51) {
            assertThat(result.path("message").path("tr").asString()).contains("Yetersiz bakiye");
        }
        if (isoCode == 41) {
            assertThat(result.path("message").path("tr").asString()).contains("Kayıp kart");
        }
        assertThat(payment.path("capturedAmount").asString()).isEqualTo("0.00");
        assertThat(bank.order(payment).path("captured").asLong()).isZero();
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aCardholdersTurkishNameDoesNoHarm(String code) {
        BankUnderTest bank = at(code);
        Map<String, Object> card = with(card(Requests.VISA), "holder", "ŞÜKRÜ ÇAĞLAYAN-İĞDIR & Oğlu <ı>");
        Map<String, Object> customer = Map.of(
                "ip", "2001:db8::7", "email", "sukru@example.com", "name", "Şükrü Çağlayan", "phone", "+905551112233");

        expect(bank.pay(with(with(sale(code), "card", card), "customer", customer)), "captured");
    }

    @ParameterizedTest
    @MethodSource("banks")
    void theSmallestAndTheLargestAmountAreChargedToTheKurus(String code) {
        BankUnderTest bank = at(code);
        for (String amount : List.of("0.01", "999999.99")) {
            Map<String, Object> body = sale(code, Requests.VISA, amount);
            if (bank.carries(amount)) {
                JsonNode payment = expect(bank.pay(body), "captured");
                assertThat(payment.path("capturedAmount").asString()).isEqualTo(amount);
                assertThat(bank.order(payment).path("captured").asLong())
                        .isEqualTo(Long.parseLong(amount.replace(".", "")));
            } else {
                bank.refuses(body, "amount", bank.catalogue().path("name").asString() + " takes at most ");
                String most = bank.catalogue().path("limits").path("maxAmount").asString();
                expect(bank.pay(sale(code, Requests.VISA, most)), "captured");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("banks")
    void foreignCurrenciesAreChargedWhereTheBankTakesThem(String code) {
        BankUnderTest bank = at(code);
        for (String currency : List.of("USD", "EUR", "GBP")) {
            Map<String, Object> body = with(sale(code, Requests.VISA, "10.50"), "currency", currency);
            if (!bank.takes(currency)) {
                bank.refuses(body, "currency", "not " + currency);
                continue;
            }
            JsonNode payment = expect(bank.pay(body), "captured");
            assertThat(bank.order(payment)
                            .path("transactions")
                            .path(0)
                            .path("currency")
                            .asString())
                    .isEqualTo(currency);
            if (!bank.takesInstallmentsIn(currency)) {
                bank.refuses(
                        with(with(body, "installments", 3), "requestId", Requests.id()),
                        "installments",
                        "not in " + currency);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("banks")
    void cardsOfEverySchemePay(String code) {
        BankUnderTest bank = at(code);
        List<String> brands = new ArrayList<>();
        for (String number : List.of(Requests.VISA, BankUnderTest.MASTERCARD, BankUnderTest.TROY, BankUnderTest.AMEX)) {
            JsonNode payment = expect(bank.pay(sale(code, number, "20.00")), "captured");
            brands.add(bank.order(payment)
                    .path("transactions")
                    .path(0)
                    .path("brand")
                    .asString());
        }
        assertThat(brands).containsExactly("VISA", "MASTERCARD", "TROY", "AMEX");
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aRepeatedRequestChargesOnceAndARepeatedOrderTwice(String code) {
        BankUnderTest bank = at(code);
        Map<String, Object> body = with(sale(code), "orderNo", "SO-7");

        var first = bank.demo().post("/payments", body);
        var again = bank.demo().post("/payments", body);
        var other = bank.demo().post("/payments", with(body, "requestId", Requests.id()));

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(bank.order(first.body()).path("requests").asInt()).isEqualTo(1);
        assertThat(other.body().path("transactionCode"))
                .isNotEqualTo(first.body().path("transactionCode"));
        expect(other.body(), "captured");
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aPreauthorizationTakesNoMoney(String code) {
        BankUnderTest bank = at(code);
        if (!bank.can("preauth")) {
            bank.refusesOperation("preauth");
            return;
        }

        JsonNode payment = expect(bank.pay(with(preauth(code, "250.00"), "installments", 2)), "authorized");

        assertThat(payment.path("capturedAmount").asString()).isEqualTo("0.00");
        JsonNode order = bank.order(payment);
        assertThat(order.path("captured").asLong()).isZero();
        assertThat(order.path("transactions").path(0).path("state").asString()).isEqualTo("AUTHORIZED");
    }
}
