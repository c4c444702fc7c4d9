package org.sanalpos.hub.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.conformance.BankUnderTest.expect;
import static org.sanalpos.hub.conformance.BankUnderTest.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Captures, voids, refunds and inquiries at every bank, before and after its end of day. */
@HubTest
class FollowUpsAtEveryBankTest {
    @LocalServerPort
    int port;

    static List<String> banks() {
        return BankUnderTest.CODES;
    }

    private BankUnderTest at(String bank) {
        return BankUnderTest.of(port, bank);
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aPreauthorizationIsCapturedForLessThenRefundedInPartsUpToTheTotal(String code) {
        BankUnderTest bank = at(code);
        JsonNode payment = bank.captured("100.00", "80.00");
        assertThat(payment.path("capturedAmount").asString()).isEqualTo("80.00");
        assertThat(bank.order(payment).path("captured").asLong()).isEqualTo(8000);
        bank.books().settle();

        JsonNode part = bank.follow(payment, "refunds", Map.of("amount", "30.00"));
        expect(part, "partially_refunded");
        assertThat(bank.post(payment, "voids", null).status()).isEqualTo(409);
        JsonNode second = expect(bank.follow(payment, "refunds", Map.of("amount", "0.01")), "partially_refunded");
        assertThat(second.path("refundedAmount").asString()).isEqualTo("30.01");

        var tooMuch = bank.post(payment, "refunds", Map.of("amount", "50.00"));
        assertThat(tooMuch.status()).isEqualTo(422);
        assertThat(tooMuch.error("amount")).isEqualTo("at most 49.99 can be refunded");

        JsonNode rest = expect(bank.follow(payment, "refunds", null), "refunded");
        assertThat(rest.path("refundedAmount").asString()).isEqualTo("80.00");
        assertThat(bank.order(payment).path("refunded").asLong()).isEqualTo(8000);
        assertThat(bank.post(payment, "refunds", Map.of("amount", "0.01")).status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aVoidedSaleTakesNothingAndCannotBeVoidedTwice(String code) {
        BankUnderTest bank = at(code);
        JsonNode sold = bank.sold();

        expect(bank.follow(sold, "voids", null), "voided");

        JsonNode order = bank.order(sold);
        assertThat(order.path("captured").asLong()).isZero();
        assertThat(order.path("transactions").path(0).path("state").asString()).isEqualTo("VOIDED");
        var twice = bank.post(sold, "voids", null);
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body().path("detail").asString()).contains("is voided");
        assertThat(bank.post(sold, "refunds", null).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @MethodSource("banks")
    void theVoidOfACaptureFreesTheCardsLimitToo(String code) {
        BankUnderTest bank = at(code);
        if (!bank.can("preauth")) {
            bank.refusesOperation("preauth");
            return;
        }
        JsonNode payment = bank.captured("60.00", "60.00");

        expect(bank.follow(payment, "voids", null), "voided");

        assertThat(bank.order(payment).path("transactions"))
                .allSatisfy(transaction ->
                        assertThat(transaction.path("state").asString()).isEqualTo("VOIDED"));
    }

    @ParameterizedTest
    @MethodSource("banks")
    void anOpenPreauthorizationIsReleasedByAVoid(String code) {
        BankUnderTest bank = at(code);
        if (!bank.can("preauth")) {
            bank.refusesOperation("preauth");
            return;
        }
        JsonNode payment = bank.preauthorized("60.00");

        assertThat(bank.post(payment, "refunds", null).status()).isEqualTo(409);
        expect(bank.follow(payment, "voids", null), "voided");
        assertThat(bank.post(payment, "captures", null).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aVoidAfterTheEndOfDayIsRefusedWithTheReason(String code) {
        BankUnderTest bank = at(code);
        JsonNode sold = bank.sold();
        bank.books().settle();

        JsonNode refused = expect(bank.follow(sold, "voids", null), "captured");

        assertThat(operations(refused)).containsExactly("sale approved", "void declined");
        assertThat(refused.path("result").path("message").path("tr").asString()).contains("iade");
        assertThat(bank.order(sold).path("captured").asLong()).isEqualTo(12990);
    }

    @ParameterizedTest
    @MethodSource("banks")
    void withAutoMoneyIsGivenBackByAVoidTodayAndByARefundLater(String code) {
        BankUnderTest bank = at(code);
        JsonNode today = bank.sold();
        JsonNode voided = expect(bank.follow(today, "refunds", Map.of("auto", true)), "voided");
        assertThat(operations(voided)).containsExactly("sale approved", "void approved");

        JsonNode later = bank.sold();
        bank.books().settle();
        Map<String, Object> request = Map.of("auto", true, "amount", "129.90", "requestId", Requests.id());
        var first = bank.post(later, "refunds", request);
        JsonNode refunded = expect(first.body(), "refunded");
        assertThat(operations(refunded)).containsExactly("sale approved", "void declined", "refund approved");
        assertThat(bank.post(later, "refunds", request).text()).isEqualTo(first.text());
        assertThat(bank.order(later).path("refunded").asLong()).isEqualTo(12990);
    }

    @ParameterizedTest
    @MethodSource("banks")
    void withAutoAVoidAfterTheEndOfDayIsDoneAsARefund(String code) {
        BankUnderTest bank = at(code);
        JsonNode sold = bank.sold();
        bank.books().settle();

        JsonNode refunded = expect(bank.follow(sold, "voids", Map.of("auto", true)), "refunded");

        assertThat(operations(refunded)).containsExactly("sale approved", "void declined", "refund approved");
        assertThat(bank.order(sold).path("refunded").asLong()).isEqualTo(12990);
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aRefundThatComesTooEarlyIsExplainedAndDoneAsAVoidWithAuto(String code) {
        BankUnderTest bank = at(code);
        // An amount that is refundable only after the end of day, at every bank of the sandbox that has such a rule.
        JsonNode sold = expect(bank.pay(sale(code, Requests.VISA, earlyAmount(bank))), "captured");
        JsonNode tried = bank.follow(sold, "refunds", null);
        if (tried.path("status").asString().equals("refunded")) {
            // The bank has no such rule.
            return;
        }
        expect(tried, "captured");
        assertThat(tried.path("result").path("message").path("tr").asString()).contains("iptal");
        assertThat(tried.path("result").path("message").path("en").asString()).contains("void");

        expect(bank.follow(sold, "refunds", Map.of("auto", true)), "voided");
    }

    private static String earlyAmount(BankUnderTest bank) {
        return bank.carries("72000.00") ? "72000.00" : "129.90";
    }

    @ParameterizedTest
    @MethodSource("banks")
    void anInquiryIsAnsweredInEveryStateAndMovesNothing(String code) {
        BankUnderTest bank = at(code);
        JsonNode captured = bank.sold();
        JsonNode voided = bank.sold();
        bank.follow(voided, "voids", null);
        JsonNode declined = bank.pay(sale(code, BankUnderTest.declinedCard(51), "129.90"));
        JsonNode refunded = bank.sold();
        JsonNode partly = bank.sold();
        bank.books().settle();
        bank.follow(refunded, "refunds", null);
        bank.follow(partly, "refunds", Map.of("amount", "29.90"));
        Map<JsonNode, String> states = new LinkedHashMap<>();
        if (bank.can("preauth")) {
            states.put(bank.preauthorized("75.00"), "authorized");
            states.put(bank.captured("75.00", "70.00"), "captured");
        }
        states.put(captured, "captured");
        states.put(voided, "voided");
        states.put(declined, "declined");
        states.put(refunded, "refunded");
        states.put(partly, "partially_refunded");

        states.forEach((payment, status) -> {
            JsonNode synced = expect(bank.follow(payment, "sync", null), status);
            JsonNode inquiry =
                    synced.path("operations").path(synced.path("operations").size() - 1);
            assertThat(inquiry.path("type").asString()).isEqualTo("inquiry");
            assertThat(inquiry.path("outcome").asString())
                    .as(status + " " + synced)
                    .isEqualTo("approved");
        });
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aPaymentThatIsNotThereHasNoFollowUps(String code) {
        BankUnderTest bank = at(code);

        assertThat(bank.demo()
                        .post("/payments/01J0000000000000000000000Z/refunds", null)
                        .status())
                .isEqualTo(404);
        assertThat(bank.demo()
                        .post("/payments/01J0000000000000000000000Z/sync", null)
                        .status())
                .isEqualTo(404);
    }
}
