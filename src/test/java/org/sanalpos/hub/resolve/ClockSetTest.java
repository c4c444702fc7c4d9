package org.sanalpos.hub.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;
import static org.sanalpos.hub.conformance.BankUnderTest.expect;
import static org.sanalpos.hub.conformance.BankUnderTest.faultyCard;
import static org.sanalpos.hub.conformance.BankUnderTest.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.TestHome;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.clock.SteadyTime;
import org.sanalpos.hub.payment.Ids;
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

/** Somebody sets the machine's clock while a bank is asked what became of payments: no time has passed by that, and none is lost. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "sanalpos.sandbox=true",
            "sanalpos.recovery.look-ms=100",
            "sanalpos.banks.breaker-minimum-calls=1000",
            "sanalpos.three-d.look-ms=200"
        })
@ContextConfiguration(initializers = TestHome.class)
@DirtiesContext
class ClockSetTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration HOURS = Duration.ofHours(3);

    /** Booked at the bank, and the answer lost. */
    private static final int LOST = 2;

    /** Never booked. */
    private static final int RESET = 3;

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

    private ContractClient demo() {
        return ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
    }

    private JsonNode lostSale(int fault) {
        return expect(
                demo().post("/payments", sale("halkbank", faultyCard(fault), "129.90"))
                        .body(),
                "unknown");
    }

    private JsonNode now(JsonNode payment) {
        return demo().get("/payments/" + payment.path("id").asString()).body();
    }

    private void becomes(JsonNode payment, String status) {
        await().atMost(SOON).untilAsserted(() -> expect(now(payment), status));
    }

    /** The bank has been asked so often, and has said that it does not know of it. */
    private void notFound(JsonNode payment, int times) {
        await().atMost(SOON).untilAsserted(() -> assertThat(operations(now(payment)))
                .filteredOn("inquiry declined"::equals)
                .hasSize(times));
    }

    private void set(Duration by) {
        clock.set(clock.instant().plus(by));
    }

    @Test
    void aClockThatIsSetForwardMakesNoSilenceOlderThanItIs() {
        JsonNode lost = lostSale(RESET);

        set(HOURS);

        notFound(lost, 1);
        expect(now(lost), "unknown");
        clock.advance(Duration.ofMinutes(14));
        notFound(lost, 2);
        expect(now(lost), "unknown");
        clock.advance(Duration.ofMinutes(2));
        becomes(lost, "failed");
    }

    @Test
    void aClockThatIsSetForwardAndBackAgainDelaysNothing() {
        JsonNode lost = lostSale(RESET);
        set(HOURS);
        notFound(lost, 1);

        set(HOURS.negated());

        notFound(lost, 2);
        expect(now(lost), "unknown");
        clock.advance(Duration.ofMinutes(16));
        becomes(lost, "failed");
    }

    @Test
    void nothingIsLeftToPeopleBecauseTheClockWasSetForward() {
        JsonNode lost = lostSale(RESET);

        set(Duration.ofDays(4));

        notFound(lost, 1);
        clock.advance(Duration.ofMinutes(2));
        notFound(lost, 2);
        expect(now(lost), "unknown");
        clock.advance(Duration.ofMinutes(16));
        becomes(lost, "failed");
    }

    @Test
    void anExpiredPaymentIsAskedAboutForItsWholeTime() {
        JsonNode payment = demo().post("/payments", with(sale("halkbank"), "secure", "3d_pay"))
                .body();
        WebPage.get(payment.path("nextAction").path("url").asString()).form().submit();
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        becomes(payment, "expired");
        notFound(payment, 1);

        set(HOURS);

        notFound(payment, 2);
        clock.advance(Duration.ofMinutes(2));
        notFound(payment, 3);
        clock.advance(Duration.ofMinutes(16));
        await().atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from recovery where payment_id = ?")
                                .param(payment.path("id").asString())
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    @Test
    void whatIsDoneNextComesLastThoughAnotherNodesClockWasAhead() {
        JsonNode sold = expect(demo().post("/payments", sale("halkbank")).body(), "captured");
        String ahead = new Ids(Clock.offset(clock, HOURS.multipliedBy(10))).next();
        jdbc.sql(
                        "insert into operation (id, payment_id, type, amount, source, outcome, result_code, retryable, kept, started_at,"
                                + " completed_at, duration_ms) select ?, payment_id, 'inquiry', amount, 'hub', outcome, result_code, retryable,"
                                + " kept, started_at, completed_at, duration_ms from operation where payment_id = ?")
                .params(ahead, sold.path("id").asString())
                .update();

        JsonNode voided = demo().post("/payments/" + sold.path("id").asString() + "/voids", null)
                .body();

        assertThat(operations(expect(voided, "voided")))
                .containsExactly("sale approved", "inquiry approved", "void approved");
    }

    @Test
    void aClockThatIsSetBackDelaysNoQuestion() {
        JsonNode asked = lostSale(RESET);
        clock.advance(Duration.ofSeconds(30));
        notFound(asked, 1);
        JsonNode charged = lostSale(LOST);

        set(HOURS.negated());

        becomes(charged, "captured");
        notFound(asked, 2);
    }

    @Test
    void aClockThatIsSetBackLetsNoCardholderWaitForLongerThanASession() {
        JsonNode payment =
                demo().post("/payments", with(sale("halkbank"), "secure", "3d")).body();
        expect(payment, "requires_action");

        set(HOURS.negated());

        await().atMost(SOON).until(() -> !jdbc.sql("select expires_at from three_d_session where payment_id = ?")
                .param(payment.path("id").asString())
                .query(OffsetDateTime.class)
                .single()
                .toInstant()
                .isAfter(clock.instant().plus(Duration.ofMinutes(15))));
        expect(now(payment), "requires_action");
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        becomes(payment, "expired");
    }
}
