package org.sanalpos.hub.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;
import static org.sanalpos.hub.conformance.BankUnderTest.expect;
import static org.sanalpos.hub.conformance.BankUnderTest.operations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanalpos.hub.HubTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** An answer that does not come or cannot be believed, at every bank: the payment is unknown until the bank itself says what became of it. */
@HubTest
class LostAnswersAtEveryBankTest {
    private static final int LOST = 2;
    private static final int RESET = 3;
    private static final int MAINTENANCE = 7;
    private static final int OTHER_ORDER = 9;

    /** The answers of this protocol repeat nothing by which a foreign one could be told; the sale was booked all the same. */
    private static final Set<String> ANSWERS_NAME_NO_ORDER = Set.of("yapikredi");

    private static final Map<Integer, String> FAULTS = Map.of(
            LOST,
            "no answer",
            RESET,
            "reset",
            5,
            "half an answer",
            6,
            "garbage",
            MAINTENANCE,
            "an HTML page",
            8,
            "HTTP 500",
            OTHER_ORDER,
            "another order's answer");

    @LocalServerPort
    int port;

    static List<String> banks() {
        return BankUnderTest.CODES;
    }

    static Stream<Arguments> faults() {
        return banks().stream()
                .flatMap(bank -> FAULTS.keySet().stream().sorted().map(fault -> Arguments.arguments(bank, fault)));
    }

    private BankUnderTest at(String bank) {
        return BankUnderTest.of(port, bank);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void thePaymentIsUnknownAndNeverSentAgain(String code, int fault) {
        BankUnderTest bank = at(code);
        Map<String, Object> body = sale(code, BankUnderTest.faultyCard(fault), "129.90");

        var reply = bank.demo().post("/payments", body);

        if (fault == OTHER_ORDER && ANSWERS_NAME_NO_ORDER.contains(code)) {
            expect(reply.body(), "captured");
            return;
        }
        assertThat(reply.status()).as(FAULTS.get(fault) + " " + reply.text()).isEqualTo(202);
        expect(reply.body(), "unknown");
        assertThat(bank.demo().post("/payments", body).text()).isEqualTo(reply.text());
        JsonNode order = bank.order(reply.body());
        assertThat(order.path("requests").asInt()).isEqualTo(1);
        boolean booked = fault != RESET && fault != MAINTENANCE;
        assertThat(order.path("captured").asLong()).isEqualTo(booked ? 12990 : 0);

        JsonNode synced = bank.follow(reply.body(), "sync", null);
        expect(synced, booked ? "captured" : "unknown");
        if (booked) {
            assertThat(synced.path("capturedAmount").asString()).isEqualTo("129.90");
            assertThat(synced.path("authCode").asString()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aLostDeclineIsFoundOut(String code) {
        BankUnderTest bank = at(code);
        if (!bank.carries("70000.51")) {
            return;
        }

        JsonNode lost = expect(bank.pay(sale(code, BankUnderTest.faultyCard(LOST), "70000.51")), "unknown");
        JsonNode synced = expect(bank.follow(lost, "sync", null), "declined");

        // Not every bank says why when it is asked later.
        assertThat(synced.path("result").path("code").asString()).isNotEqualTo("approved");
        assertThat(synced.path("capturedAmount").asString()).isEqualTo("0.00");
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aLostPreauthorizationIsFoundOutAndCanBeCaptured(String code) {
        BankUnderTest bank = at(code);
        if (!bank.can("preauth")) {
            bank.refusesOperation("preauth");
            return;
        }
        Map<String, Object> body = with(sale(code, BankUnderTest.faultyCard(LOST), "90.00"), "operation", "preauth");

        JsonNode lost = expect(bank.pay(body), "unknown");
        expect(bank.follow(lost, "sync", null), "authorized");
        expect(bank.follow(lost, "captures", Map.of("amount", "85.00")), "captured");

        assertThat(bank.order(lost).path("captured").asLong()).isEqualTo(8500);
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aLostSaleThatWasFoundOutCanBeGivenBack(String code) {
        BankUnderTest bank = at(code);
        JsonNode lost = expect(bank.pay(sale(code, BankUnderTest.faultyCard(LOST), "129.90")), "unknown");
        expect(bank.follow(lost, "sync", null), "captured");
        bank.books().settle();

        expect(bank.follow(lost, "refunds", Map.of("amount", "29.90")), "partially_refunded");
        expect(bank.follow(lost, "refunds", null), "refunded");
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aLostVoidIsFoundOut(String code) {
        BankUnderTest bank = at(code);
        JsonNode sold = expect(bank.pay(sale(code, BankUnderTest.followUpFaultCard(LOST), "129.90")), "captured");

        JsonNode lost = expect(bank.follow(sold, "voids", null), "unknown");
        assertThat(bank.post(sold, "refunds", null).status()).isEqualTo(409);

        expect(bank.follow(lost, "sync", null), "voided");
    }

    @ParameterizedTest
    @MethodSource("banks")
    void withAutoALostVoidIsNotFollowedByARefund(String code) {
        BankUnderTest bank = at(code);
        JsonNode sold = expect(bank.pay(sale(code, BankUnderTest.followUpFaultCard(LOST), "129.90")), "captured");

        JsonNode lost = expect(bank.follow(sold, "refunds", Map.of("auto", true)), "unknown");

        assertThat(operations(lost)).containsExactly("sale approved", "void unknown");
        assertThat(bank.order(sold).path("refunded").asLong()).isZero();
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aLostCaptureIsFoundOut(String code) {
        BankUnderTest bank = at(code);
        if (!bank.can("preauth")) {
            bank.refusesOperation("preauth");
            return;
        }
        JsonNode authorized = expect(
                bank.pay(with(sale(code, BankUnderTest.followUpFaultCard(LOST), "50.00"), "operation", "preauth")),
                "authorized");

        JsonNode lost = expect(bank.follow(authorized, "captures", Map.of("amount", "40.00")), "unknown");
        JsonNode synced = expect(bank.follow(lost, "sync", null), "captured");

        assertThat(synced.path("capturedAmount").asString()).isEqualTo("40.00");
        assertThat(bank.order(lost).path("captured").asLong()).isEqualTo(4000);
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aLostRefundOfAPartIsFoundOutAndSoIsTheNextOne(String code) {
        BankUnderTest bank = at(code);
        JsonNode sold = soldWithFollowUpsThatFail(bank, LOST);

        JsonNode lost = expect(bank.follow(sold, "refunds", Map.of("amount", "29.90")), "unknown");
        JsonNode part = expect(bank.follow(lost, "sync", null), "partially_refunded");
        assertThat(operations(part)).contains("refund approved");
        assertThat(part.path("refundedAmount").asString()).isEqualTo("29.90");

        expect(bank.follow(lost, "refunds", Map.of("amount", "40.00")), "unknown");
        JsonNode more = expect(bank.follow(lost, "sync", null), "partially_refunded");
        assertThat(operations(more)).doesNotContain("refund unknown");
        assertThat(more.path("refundedAmount").asString()).isEqualTo("69.90");

        expect(bank.follow(lost, "refunds", null), "unknown");
        JsonNode all = expect(bank.follow(lost, "sync", null), "refunded");
        assertThat(all.path("refundedAmount").asString()).isEqualTo("129.90");
        assertThat(bank.order(sold).path("refunded").asLong()).isEqualTo(12990);
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aLostRefundOfEverythingIsFoundOut(String code) {
        BankUnderTest bank = at(code);
        JsonNode sold = soldWithFollowUpsThatFail(bank, LOST);

        JsonNode lost = expect(bank.follow(sold, "refunds", null), "unknown");
        JsonNode synced = expect(bank.follow(lost, "sync", null), "refunded");

        assertThat(operations(synced)).contains("refund approved");
        assertThat(synced.path("refundedAmount").asString()).isEqualTo("129.90");
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aLostRefundOfACaptureIsFoundOut(String code) {
        BankUnderTest bank = at(code);
        if (!bank.can("preauth")) {
            bank.refusesOperation("preauth");
            return;
        }
        JsonNode authorized = expect(
                bank.pay(with(sale(code, BankUnderTest.followUpFaultCard(LOST), "50.00"), "operation", "preauth")),
                "authorized");
        expect(bank.follow(authorized, "captures", Map.of("amount", "40.00")), "unknown");
        expect(bank.follow(authorized, "sync", null), "captured");
        bank.books().settle();

        expect(bank.follow(authorized, "refunds", Map.of("amount", "15.00")), "unknown");
        JsonNode synced = expect(bank.follow(authorized, "sync", null), "partially_refunded");

        assertThat(synced.path("refundedAmount").asString()).isEqualTo("15.00");
    }

    @ParameterizedTest
    @MethodSource("banks")
    void aRefundThatNeverReachedTheBankIsNotTakenForOne(String code) {
        BankUnderTest bank = at(code);
        JsonNode sold = soldWithFollowUpsThatFail(bank, RESET);

        JsonNode lost = expect(bank.follow(sold, "refunds", Map.of("amount", "29.90")), "unknown");
        JsonNode synced = expect(bank.follow(lost, "sync", null), "unknown");

        assertThat(operations(synced)).contains("refund unknown");
        assertThat(synced.path("refundedAmount").asString()).isEqualTo("0.00");
        assertThat(bank.order(sold).path("refunded").asLong()).isZero();
    }

    /** A sale of yesterday, so that it can be refunded at every bank. */
    private static JsonNode soldWithFollowUpsThatFail(BankUnderTest bank, int fault) {
        JsonNode sold =
                expect(bank.pay(sale(bank.code(), BankUnderTest.followUpFaultCard(fault), "129.90")), "captured");
        bank.books().settle();
        return sold;
    }
}
