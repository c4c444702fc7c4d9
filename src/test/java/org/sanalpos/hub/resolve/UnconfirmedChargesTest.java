package org.sanalpos.hub.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;
import static org.sanalpos.hub.conformance.BankUnderTest.expect;
import static org.sanalpos.hub.conformance.BankUnderTest.followUpFaultCard;
import static org.sanalpos.hub.conformance.BankUnderTest.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
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

/** A company has charges given back that were not confirmed in time, and what stands in the way; cardholders whose time is over. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "sanalpos.sandbox=true",
            "sanalpos.operator-key=" + HubTest.OPERATOR_KEY,
            "sanalpos.recovery.look-ms=100",
            "sanalpos.banks.breaker-minimum-calls=1000",
            "sanalpos.three-d.look-ms=200"
        })
@ContextConfiguration(initializers = TestHome.class)
@DirtiesContext
class UnconfirmedChargesTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String BANK = "halkbank";

    /** Booked at the bank, and the answer lost. */
    private static final int LOST = 2;

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

    @BeforeEach
    void reverse() {
        unconfirmedCharges("reverse");
    }

    @AfterEach
    void keep() {
        unconfirmedCharges("keep");
    }

    @Test
    void aChargeThatIsFoundWhileTheCardholderIsStillOnTheWayIsNotGivenBack() {
        JsonNode payment =
                demo().post("/payments", with(sale(BANK), "secure", "3d_pay")).body();
        WebPage back = bankPage(payment).form().with("outcome", "success").submit();

        follow(payment, "sync");

        expect(now(payment), "captured");
        assertThat(work(payment)).isNull();
        back.form().submit();
        clock.advance(Duration.ofMinutes(2));
        assertThat(operations(expect(now(payment), "captured"))).containsExactly("sale approved", "inquiry approved");
        assertThat(new BankScreen(port, BANK)
                        .order(payment.path("transactionCode").asString())
                        .path("captured")
                        .asLong())
                .isEqualTo(12990);
    }

    @Test
    void aReversalWhoseAnswerIsLostIsFoundOut() {
        JsonNode sold = expect(
                demo().post("/payments", sale(BANK, followUpFaultCard(LOST), "129.90"))
                        .body(),
                "captured");
        toBeGivenBack(sold);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(operations(now(sold))).contains("void unknown"));
        clock.advance(Duration.ofSeconds(30));

        JsonNode voided = becomes(sold, "voided");
        assertThat(operations(voided)).containsExactly("sale approved", "void approved", "inquiry approved");
        assertThat(work(sold)).isNull();
    }

    @Test
    void aChargeThatCannotBeGivenBackIsTriedAgainAndThenLeftToAPersonWhoMayLetItStand() {
        JsonNode sold = expect(demo().post("/payments", sale(BANK)).body(), "captured");
        unreachable(sold);
        toBeGivenBack(sold);

        forDays(3, sold);

        await().atMost(SOON).until(() -> state(sold).equals("given_up"));
        assertThat(work(sold).path("goal").asString()).isEqualTo("reverse");
        expect(now(sold), "captured");
        assertThat(WebPage.get("http://127.0.0.1:" + port + "/actuator/health/recovery")
                        .text())
                .contains("DEGRADED");
        assertThat(demo().post(
                                "/recoveries/" + sold.path("id").asString() + "/decision",
                                Map.of("outcome", "stands", "reason", "the goods were sent"))
                        .status())
                .isEqualTo(200);
        assertThat(work(sold)).isNull();
        expect(now(sold), "captured");
    }

    @Test
    void anExpiredPaymentOfWhichTheBankDoesNotSpeakIsLeftToPeople() {
        JsonNode payment = expired();
        unreachable(payment);
        int before = attempts(payment);
        clock.advance(Duration.ofMinutes(20));
        await().atMost(SOON).until(() -> attempts(payment) > before);

        forDays(3, payment);

        becomes(payment, "review");
        assertThat(work(payment).path("state").asString()).isEqualTo("given_up");
    }

    @Test
    void anExpiredPaymentIsFoundWhenItsBankAnswersAgainLongAfterTheGraceTime() {
        JsonNode payment =
                demo().post("/payments", with(sale(BANK), "secure", "3d_pay")).body();
        WebPage issuer = bankPage(payment);
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        becomes(payment, "expired");
        // The cardholder pays after all, the browser never comes back, and the bank cannot be asked for hours.
        issuer.form().with("outcome", "success").submit();
        String pos = unreachable(payment);
        int before = attempts(payment);
        clock.advance(Duration.ofHours(5));
        await().atMost(SOON).until(() -> attempts(payment) > before);
        reachable(payment, pos);
        unconfirmedCharges("keep");
        clock.advance(Duration.ofHours(5));

        becomes(payment, "captured");

        assertThat(work(payment)).isNull();
    }

    private JsonNode expired() {
        JsonNode payment =
                demo().post("/payments", with(sale(BANK), "secure", "3d_pay")).body();
        bankPage(payment);
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        return becomes(payment, "expired");
    }

    private static WebPage bankPage(JsonNode payment) {
        return WebPage.get(payment.path("nextAction").path("url").asString())
                .form()
                .submit()
                .form()
                .submit();
    }

    /** What an inquiry writes that finds a charge too late. */
    private void toBeGivenBack(JsonNode payment) {
        jdbc.sql("insert into recovery (payment_id, company, bank, goal, since, due_at, attempts) "
                        + "values (?, 'DEMO', ?, 'reverse', ?, ?, 0)")
                .params(
                        payment.path("id").asString(),
                        BANK,
                        java.sql.Timestamp.from(clock.instant()),
                        java.sql.Timestamp.from(clock.instant()))
                .update();
    }

    /** Its virtual POS is not there any more. */
    private String unreachable(JsonNode payment) {
        String gone = "AWAY-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        String pos = payment.path("virtualPos").asString();
        reachable(payment, gone);
        return pos;
    }

    private void reachable(JsonNode payment, String pos) {
        jdbc.sql("update payment set virtual_pos = ? where id = ?")
                .params(pos, payment.path("id").asString())
                .update();
    }

    /** The days pass, with one attempt after the other. */
    private void forDays(int days, JsonNode payment) {
        for (int hours = 0; hours < days * 24 + 8; hours += 4) {
            int before = attempts(payment);
            clock.advance(Duration.ofHours(4));
            await().atMost(SOON)
                    .until(() -> attempts(payment) > before || state(payment).equals("given_up"));
        }
    }

    private void unconfirmedCharges(String wish) {
        ContractClient operator = as(HubTest.OPERATOR_KEY);
        Map<String, Object> changed = new LinkedHashMap<>();
        operator.get("/companies/DEMO")
                .body()
                .properties()
                .forEach(field -> changed.put(field.getKey(), field.getValue()));
        changed.put("unconfirmedCharges", wish);
        assertThat(operator.put("/companies/DEMO", changed).status()).isEqualTo(200);
    }

    private int attempts(JsonNode payment) {
        return work(payment).path("attempts").asInt();
    }

    private String state(JsonNode payment) {
        return work(payment).path("state").asString();
    }

    private JsonNode work(JsonNode payment) {
        return StreamSupport.stream(
                        demo().get("/recoveries?size=200").body().path("items").spliterator(), false)
                .filter(item -> item.path("paymentId").equals(payment.path("id")))
                .findFirst()
                .orElse(null);
    }

    private JsonNode becomes(JsonNode payment, String status) {
        await().atMost(SOON).untilAsserted(() -> expect(now(payment), status));
        return now(payment);
    }

    private JsonNode now(JsonNode payment) {
        return demo().get("/payments/" + payment.path("id").asString()).body();
    }

    private void follow(JsonNode payment, String action) {
        demo().post("/payments/" + payment.path("id").asString() + "/" + action, null);
    }

    private ContractClient as(String key) {
        return ContractClient.of("http://127.0.0.1:" + port, key);
    }

    private ContractClient demo() {
        return as(HubTest.DEMO_KEY);
    }
}
