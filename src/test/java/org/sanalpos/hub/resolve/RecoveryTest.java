package org.sanalpos.hub.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;
import static org.sanalpos.hub.conformance.BankUnderTest.expect;
import static org.sanalpos.hub.conformance.BankUnderTest.faultyCard;
import static org.sanalpos.hub.conformance.BankUnderTest.followUpFaultCard;
import static org.sanalpos.hub.conformance.BankUnderTest.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.ReliabilityTable;
import org.sanalpos.hub.TestHome;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.clock.SteadyTime;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.MutableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/** Lost answers are found out by asking the bank, by its schedule, on a hub whose clock the tests move. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "sanalpos.sandbox=true",
            "sanalpos.operator-key=" + HubTest.OPERATOR_KEY,
            "sanalpos.recovery.look-ms=100",
            "sanalpos.banks.breaker-minimum-calls=1000",
            "sanalpos.three-d.look-ms=200",
            "sanalpos.sandbox-faults.hang-limit=2s"
        })
@ContextConfiguration(initializers = TestHome.class)
@DirtiesContext
class RecoveryTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    /** Booked at the bank, and the answer lost. */
    private static final int LOST = 2;

    /** Never booked. */
    private static final int RESET = 3;

    private static final Map<Integer, String> FAULTS = new TreeMap<>(Map.of(
            LOST,
            "the bank closes the connection with no answer",
            RESET,
            "the bank closes the connection before it has done anything",
            4,
            "the bank hangs",
            5,
            "the bank's answer breaks off in its middle",
            6,
            "the bank answers garbage",
            7,
            "the bank answers a page of maintenance, and has done nothing",
            8,
            "the bank answers HTTP 500",
            9,
            "the bank answers what belongs to another order",
            11,
            "the bank's answer drips"));

    private static final Set<String> FOUND_OUT = Set.of("captured", "failed");

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        MutableClock movable() {
            return new MutableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        }

        @Bean
        @Primary
        SteadyTime passing(MutableClock clock) {
            return new SteadyTime(clock::nanos);
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    private ContractClient as(String key) {
        return ContractClient.of("http://127.0.0.1:" + port, key);
    }

    private ContractClient demo() {
        return as(HubTest.DEMO_KEY);
    }

    private JsonNode lostSale(String bank, int fault) {
        return expect(
                demo().post("/payments", sale(bank, faultyCard(fault), "129.90"))
                        .body(),
                "unknown");
    }

    private JsonNode now(JsonNode payment) {
        return demo().get("/payments/" + payment.path("id").asString()).body();
    }

    private JsonNode follow(JsonNode payment, String action, Object body) {
        return demo().post("/payments/" + payment.path("id").asString() + "/" + action, body)
                .body();
    }

    private JsonNode becomes(JsonNode payment, String status) {
        await().atMost(SOON).untilAsserted(() -> expect(now(payment), status));
        return now(payment);
    }

    private void asked(JsonNode payment, int times) {
        await().atMost(SOON).untilAsserted(() -> assertThat(operations(now(payment)))
                .filteredOn(operation -> operation.startsWith("inquiry"))
                .hasSize(times));
    }

    private JsonNode books(JsonNode payment, String bank) {
        return new BankScreen(port, bank).order(payment.path("transactionCode").asString());
    }

    private List<String> erpRows(JsonNode payment) {
        return jdbc.sql("select operation || ' ' || outcome from card_collection where payment_id = ? order by 1")
                .param(payment.path("id").asString())
                .query(String.class)
                .list();
    }

    private JsonNode work(JsonNode payment) {
        return StreamSupport.stream(
                        demo().get("/recoveries?size=200").body().path("items").spliterator(), false)
                .filter(item -> item.path("paymentId").equals(payment.path("id")))
                .findFirst()
                .orElse(null);
    }

    @ParameterizedTest
    @FieldSource("org.sanalpos.hub.conformance.BankUnderTest#CODES")
    void aChargeWhoseAnswerWasLostIsFoundWithinHalfAMinuteAtEveryBank(String bank) {
        JsonNode lost = lostSale(bank, LOST);
        clock.advance(Duration.ofSeconds(30));

        JsonNode found = becomes(lost, "captured");

        assertThat(operations(found)).containsExactly("sale approved", "inquiry approved");
        assertThat(work(lost)).isNull();
        await().atMost(SOON).untilAsserted(() -> assertThat(erpRows(lost)).containsExactly("sale approved"));
        assertThat(books(lost, bank).path("captured").asLong()).isEqualTo(12990);
    }

    @ParameterizedTest
    @ValueSource(strings = {"akbank", "denizbank", "garanti", "halkbank", "qnb", "vakifbank", "yapikredi"})
    void whatTheBankDoesNotKnowHasFailedOnlyWhenNothingCanBeOnItsWayAnyMore(String bank) {
        JsonNode lost = lostSale(bank, RESET);
        clock.advance(Duration.ofSeconds(30));
        asked(lost, 1);
        expect(now(lost), "unknown");
        clock.advance(Duration.ofMinutes(16));

        JsonNode failed = becomes(lost, "failed");

        assertThat(operations(failed)).contains("sale not_sent");
        assertThat(failed.path("result").path("bankMessage").asString()).startsWith("The bank has no record");
        assertThat(books(lost, bank).path("captured").asLong()).isZero();
        await().atMost(SOON).untilAsserted(() -> assertThat(erpRows(lost)).containsExactly("sale not_sent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"halkbank", "garanti"})
    void howeverTheBankFailsToAnswerTheFiguresAgreeInTheEnd(String bank) {
        Map<Integer, List<JsonNode>> sent = new LinkedHashMap<>();
        FAULTS.forEach((fault, name) -> sent.put(fault, List.of(lostSale(bank, fault), lostSale(bank, fault))));
        clock.advance(Duration.ofSeconds(30));
        sent.values().forEach(payments -> payments.forEach(payment -> asked(payment, 1)));
        clock.advance(Duration.ofMinutes(16));

        sent.forEach((fault, payments) -> {
            await().atMost(SOON).untilAsserted(() -> assertThat(payments)
                    .allMatch(payment ->
                            FOUND_OUT.contains(now(payment).path("status").asString())));
            await().atMost(SOON).untilAsserted(() -> assertThat(payments)
                    .allMatch(payment -> erpRows(payment).size() == 1));
            ReliabilityTable.row(FAULTS.get(fault) + ", " + bank, "RecoveryTest", figures(payments, bank));
        });
        assertThat(sent.values().stream().flatMap(List::stream).filter(payment -> charged(payment, bank) == 12990))
                .as("charged at the bank: all but those of a reset and of a page")
                .hasSize(2 * (FAULTS.size() - 2));
    }

    private ReliabilityTable.Figures figures(List<JsonNode> sent, String bank) {
        List<JsonNode> now = sent.stream().map(this::now).toList();
        List<String> rows =
                now.stream().flatMap(payment -> erpRows(payment).stream()).toList();
        long captured = now.stream()
                .filter(payment -> payment.path("status").asString().equals("captured"))
                .count();
        assertThat(rows).filteredOn("sale approved"::equals).hasSize((int) captured);
        return new ReliabilityTable.Figures(
                sent.size(),
                now.stream()
                        .map(payment -> payment.path("id").asString())
                        .distinct()
                        .count(),
                sent.stream().filter(payment -> charged(payment, bank) == 12990).count(),
                captured,
                rows.size(),
                sent.size());
    }

    private long charged(JsonNode payment, String bank) {
        BankScreen screen = new BankScreen(port, bank);
        String code = payment.path("transactionCode").asString();
        return screen.orderStatusCode(code) == 404 ? 0 : screen.captured(code);
    }

    @ParameterizedTest
    @CsvSource({
        "akbank,voids,captured",
        "garanti,voids,captured",
        "halkbank,voids,captured",
        "denizbank,voids,captured",
        "qnb,voids,captured",
        "vakifbank,voids,captured",
        "yapikredi,voids,captured",
        "akbank,refunds,captured",
        "garanti,refunds,captured",
        "vakifbank,refunds,captured",
        "qnb,refunds,captured",
        "yapikredi,refunds,captured",
        "denizbank,refunds,captured"
    })
    void aFollowUpThatNeverArrivedLeavesThePaymentAsItWas(String bank, String action, String before) {
        JsonNode sold = expect(
                demo().post("/payments", sale(bank, followUpFaultCard(RESET), "129.90"))
                        .body(),
                "captured");
        if (action.equals("refunds")) {
            new BankScreen(port, bank).settle();
        }
        JsonNode lost = expect(follow(sold, action, null), "unknown");
        clock.advance(Duration.ofSeconds(30));
        asked(lost, 1);
        expect(now(lost), "unknown");
        clock.advance(Duration.ofMinutes(16));

        JsonNode again = becomes(lost, before);

        assertThat(again.path("capturedAmount").asString()).isEqualTo("129.90");
        assertThat(again.path("refundedAmount").asString()).isEqualTo("0.00");
        assertThat(work(lost)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"akbank", "garanti", "halkbank", "qnb", "vakifbank", "yapikredi"})
    void aCaptureThatNeverArrivedLeavesTheHold(String bank) {
        JsonNode held = expect(
                demo().post("/payments", with(sale(bank, followUpFaultCard(RESET), "50.00"), "operation", "preauth"))
                        .body(),
                "authorized");
        JsonNode lost = expect(follow(held, "captures", Map.of("amount", "40.00")), "unknown");
        clock.advance(Duration.ofMinutes(16));

        JsonNode again = becomes(lost, "authorized");

        assertThat(again.path("capturedAmount").asString()).isEqualTo("0.00");
        assertThat(operations(again)).contains("capture not_sent");
    }

    @Test
    void whatNoBankSaysInThreeDaysIsLeftToAPersonWhoDecides() {
        String code = "AWAY-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        JsonNode lost = lostSale("halkbank", RESET);
        jdbc.sql("update payment set virtual_pos = ? where id = ?")
                .params(code, lost.path("id").asString())
                .update();
        for (int hours = 0; hours < 80; hours += 4) {
            int before = attempts(lost);
            clock.advance(Duration.ofHours(4));
            await().atMost(SOON)
                    .until(() -> attempts(lost) > before
                            || now(lost).path("status").asString().equals("review"));
        }

        JsonNode left = becomes(lost, "review");

        assertThat(work(lost).path("state").asString()).isEqualTo("given_up");
        String health = WebPage.get("http://127.0.0.1:" + port + "/actuator/health/recovery")
                .text();
        assertThat(health).contains("DEGRADED").contains("leftToPeople");
        assertThat(WebPage.get("http://127.0.0.1:" + port + "/actuator/prometheus")
                        .text())
                .containsPattern("sanalpos_payments_uncertain\\{.*status=\"review\".*\\} [1-9]");
        String decision = "/recoveries/" + lost.path("id").asString() + "/decision";
        assertThat(demo().invalid()
                        .post(decision, Map.of("outcome", "perhaps", "reason", "x"))
                        .error("outcome"))
                .contains("approved, not_done or stands");
        assertThat(demo().post(
                                decision,
                                Map.of(
                                        "outcome",
                                        "not_done",
                                        "reason",
                                        "not on the bank's screen, card 5555 5555 5555 4444"))
                        .status())
                .isEqualTo(200);
        JsonNode decided = expect(now(left), "failed");
        assertThat(decided.path("result").path("bankMessage").asString())
                .contains("not on the bank's screen, card 555555******4444");
        assertThat(jdbc.sql("select details from audit_entry where action = 'decide' and code = ?")
                        .param(left.path("id").asString())
                        .query(String.class)
                        .single())
                .contains("card 555555******4444");
        assertThat(work(lost)).isNull();
        assertThat(demo().post(decision, Map.of("outcome", "approved", "reason", "again"))
                        .status())
                .isEqualTo(409);
    }

    private int attempts(JsonNode payment) {
        JsonNode work = work(payment);
        return work == null ? 0 : work.path("attempts").asInt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"akbank", "denizbank", "garanti", "halkbank", "qnb", "vakifbank", "yapikredi"})
    void aCompanyThatWantsItGetsChargesGivenBackThatWereNotConfirmedInTime(String bank) {
        unconfirmedCharges("reverse");
        try {
            JsonNode lost = lostSale(bank, LOST);
            clock.advance(Duration.ofSeconds(30));

            JsonNode voided = becomes(lost, "voided");

            assertThat(operations(voided)).containsExactly("sale approved", "inquiry approved", "void approved");
            assertThat(books(lost, bank).path("captured").asLong()).isZero();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(erpRows(lost)).containsExactly("sale approved", "void approved"));
            assertThat(work(lost)).isNull();
        } finally {
            unconfirmedCharges("keep");
        }
    }

    private void unconfirmedCharges(String wish) {
        ContractClient operator = as(HubTest.OPERATOR_KEY);
        JsonNode company = operator.get("/companies/DEMO").body();
        Map<String, Object> changed = new LinkedHashMap<>();
        company.properties().forEach(field -> changed.put(field.getKey(), field.getValue()));
        changed.put("unconfirmedCharges", wish);
        assertThat(operator.put("/companies/DEMO", changed).status()).isEqualTo(200);
    }

    @Test
    void aCardholderWhoPaysAtTheBankAfterTheTimeIsOverIsFoundToo() {
        JsonNode payment = demo().post("/payments", with(sale("halkbank"), "secure", "3d_pay"))
                .body();
        WebPage issuer = WebPage.get(payment.path("nextAction").path("url").asString())
                .form()
                .submit()
                .form()
                .submit();
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        becomes(payment, "expired");
        assertThat(work(payment)).isNotNull();
        // The bank charges, and the browser never comes back.
        issuer.form().with("outcome", "success").submit();
        clock.advance(Duration.ofMinutes(2));

        becomes(payment, "captured");

        assertThat(work(payment)).isNull();
    }

    @Test
    void anExpiredPaymentIsAskedAboutUntilNothingCanComeAnyMore() {
        JsonNode payment = demo().post("/payments", with(sale("halkbank"), "secure", "3d_pay"))
                .body();
        WebPage.get(payment.path("nextAction").path("url").asString()).form().submit();
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        becomes(payment, "expired");

        clock.advance(Duration.ofMinutes(16));

        await().atMost(SOON).untilAsserted(() -> assertThat(work(payment)).isNull());
        expect(now(payment), "expired");
    }
}
