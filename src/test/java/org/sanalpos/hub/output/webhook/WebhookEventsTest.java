package org.sanalpos.hub.output.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.audit.TestAudit;
import org.sanalpos.hub.output.Outages;
import org.sanalpos.hub.output.Outbox;
import org.sanalpos.hub.output.OutboxGauges;
import org.sanalpos.hub.output.OutboxRow;
import org.sanalpos.hub.payment.Ids;
import org.sanalpos.hub.payment.OutboxTable;
import org.sanalpos.hub.payment.Writer;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.virtualpos.Companies;
import org.sanalpos.hub.virtualpos.Company;
import org.sanalpos.hub.virtualpos.CompanySettings;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Events and their attempts, on each database that the hub runs on. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class WebhookEventsTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Attempt TAKEN = Attempt.answered(CLOCK.instant(), 200, Duration.ofMillis(3));
    private static final Attempt FAILED =
            Attempt.failed(CLOCK.instant(), Attempt.Failure.TIMEOUT, null, Duration.ofSeconds(10));

    private static final Actor CLERK = Actor.key("key_1", null, "192.0.2.7");

    @Parameter
    TestDatabase kind;

    Ids ids = new Ids(CLOCK);
    JdbcClient jdbc;
    Outbox outbox;
    OutboxTable rows;
    WebhookTable table;
    WebhookEvents events;
    WebhookLanes lanes;
    String company;

    @BeforeEach
    void start() {
        DataSource source = kind.shared();
        jdbc = JdbcClient.create(source);
        jdbc.sql("delete from outbox where destination = 'webhooks'").update();
        JdbcTransactionManager transactions = new JdbcTransactionManager(source);
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        outbox = new Outbox(new JdbcTemplate(source), transactions, new Outages(CLOCK), CLOCK);
        rows = new OutboxTable(jdbc, new Writer(new JdbcTemplate(source)), ids);
        table = new WebhookTable(jdbc, transaction, ids);
        lanes = new WebhookLanes(outbox);
        Companies companies = companies();
        events = new WebhookEvents(
                table, rows, outbox, companies, transaction, TestAudit.on(source), CLOCK, new WebhookSettings(10, 30));
        company = company(companies);
    }

    private String company(Companies companies) {
        String code = "C" + ids.next();
        companies.create(
                new Company(
                        code,
                        code,
                        new CompanySettings(
                                null, false, List.of(), false, false, "https://hooks.example/", null, null)),
                Actor.HUB);
        return code;
    }

    private Companies companies() {
        DataSource source = kind.shared();
        return new Companies(jdbc, TestAudit.transaction(source), TestAudit.on(source), CLOCK, new JsonMapper());
    }

    private String event(String payment, boolean waiting) {
        String id = ids.next();
        Instant now = CLOCK.instant().truncatedTo(ChronoUnit.MICROS);
        table.insert(
                new WebhookTable.Event(id, company, payment, "op", "payment.captured", "{\"id\":\"" + id + "\"}", now));
        if (waiting) {
            rows.put(new OutboxTable.Row(id, WebhookEvents.DESTINATION, company, payment, "op", "{}"), now);
        }
        return id;
    }

    private List<String> listed(Delivery.Status status) {
        WebhookTable.Filter filter = new WebhookTable.Filter(company, status, null, null, null);
        List<Delivery> page = table.page(filter, 0, 100);
        assertThat(table.count(filter)).isEqualTo(page.size());
        return page.stream().map(Delivery::id).toList();
    }

    @Test
    void anEventWaitsThenIsDeliveredOrGivenUpAndListedSo() {
        String waiting = event("pay-1", true);
        String delivered = event("pay-2", false);
        String givenUp = event("pay-3", false);
        table.attempted(waiting, FAILED);
        table.attempted(delivered, FAILED);
        table.attempted(delivered, TAKEN);
        table.attempted(givenUp, Attempt.failed(CLOCK.instant(), Attempt.Failure.TLS, "no such name", Duration.ZERO));

        assertThat(listed(Delivery.Status.WAITING)).containsExactly(waiting);
        assertThat(listed(Delivery.Status.DELIVERED)).containsExactly(delivered);
        assertThat(listed(Delivery.Status.GIVEN_UP)).containsExactly(givenUp);
        assertThat(listed(null)).containsExactly(givenUp, delivered, waiting);
        Delivery read = table.find(delivered).orElseThrow();
        assertThat(read.attempts()).extracting(Attempt::toString).containsExactly("timeout", "HTTP 200");
        assertThat(read.deliveredAt()).isNotNull();
        assertThat(table.find(givenUp).orElseThrow().attempts())
                .extracting(Attempt::toString)
                .containsExactly("tls, no such name");
        assertThat(table.page(new WebhookTable.Filter(company, null, "pay-2", Instant.EPOCH, CLOCK.instant()), 0, 10))
                .extracting(Delivery::id)
                .containsExactly(delivered);
        assertThat(table.page(new WebhookTable.Filter(company, null, null, null, null), 1, 1))
                .extracting(Delivery::id)
                .containsExactly(delivered);
    }

    @Test
    void manyDemandsAtOnceSendAnEventOnce() throws Exception {
        String id = event("pay-1", false);
        table.attempted(id, TAKEN);
        int clerks = 8;
        CyclicBarrier together = new CyclicBarrier(clerks);
        Callable<Delivery> clerk = () -> {
            together.await();
            return events.resend(id, company, CLERK);
        };
        ExecutorService pool = Executors.newFixedThreadPool(clerks);
        try {
            for (Future<Delivery> each : pool.invokeAll(java.util.Collections.nCopies(clerks, clerk))) {
                assertThat(each.get().status()).isEqualTo(Delivery.Status.WAITING);
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(lanes.claim()).singleElement().satisfies(row -> assertThat(row.payload())
                .isEqualTo("{\"id\":\"" + id + "\"}"));
        assertThatThrownBy(() -> events.resend(id, "ANOTHER", CLERK)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aDemandWhileAnEventIsBeingSentSendsItOnceMore() {
        String id = event("pay-1", true);
        OutboxRow claimed = lanes.claim().get(0);
        table.attempted(id, TAKEN);

        assertThat(events.resend(id, company, CLERK).status()).isEqualTo(Delivery.Status.WAITING);
        outbox.delivered(claimed);
        lanes.left(company);

        assertThat(table.find(id).orElseThrow().status()).isEqualTo(Delivery.Status.WAITING);
        OutboxRow again = lanes.claim().get(0);
        assertThat(again.id()).isEqualTo(id);
        outbox.delivered(again);
        assertThat(table.find(id).orElseThrow().status()).isEqualTo(Delivery.Status.DELIVERED);
    }

    @Test
    void aDemandWhileTheLastAttemptFailsSendsTheEventOnceMore() {
        String id = event("pay-1", true);
        jdbc.sql("update outbox set attempts = 16 where id = ?").param(id).update();
        OutboxRow claimed = lanes.claim().get(0);
        table.attempted(id, FAILED);

        events.resend(id, company, CLERK);
        outbox.failed(claimed, null, new IllegalStateException("timeout"));
        lanes.left(company);

        OutboxRow again = lanes.claim().get(0);
        assertThat(again.id()).isEqualTo(id);
        outbox.failed(again, null, new IllegalStateException("timeout"));
        assertThat(table.find(id).orElseThrow().status()).isEqualTo(Delivery.Status.GIVEN_UP);
    }

    @Test
    void aDemandWhileAnAttemptFailsDoesNotWaitForTheNextOne() {
        String id = event("pay-1", true);
        OutboxRow claimed = lanes.claim().get(0);

        events.resend(id, company, CLERK);
        outbox.failed(claimed, null, new IllegalStateException("timeout"));
        lanes.left(company);

        assertThat(lanes.claim()).extracting(OutboxRow::id).containsExactly(id);
    }

    @Test
    void onlyWhatWasDeliveredLongAgoIsDeleted() {
        Instant longAgo = CLOCK.instant().minus(Duration.ofDays(31));
        String old = event("pay-1", false);
        table.attempted(old, Attempt.answered(longAgo, 200, Duration.ZERO));
        String again = event("pay-2", true);
        table.attempted(again, Attempt.answered(longAgo, 200, Duration.ZERO));
        String fresh = event("pay-3", false);
        table.attempted(fresh, TAKEN);
        String givenUp = event("pay-4", false);
        table.attempted(givenUp, Attempt.answered(longAgo, 500, Duration.ZERO));

        events.deleteOld();

        assertThat(listed(null)).containsExactly(givenUp, fresh, again);
    }

    @Test
    void aCompanyGetsItsShareAndOneAtATimeWhileItsReceiverFails() {
        for (int i = 0; i < 10; i++) {
            event("pay-" + i, true);
        }
        List<OutboxRow> share = lanes.claim();
        assertThat(share).hasSize(4);
        assertThat(lanes.claim()).isEmpty();

        for (OutboxRow row : share) {
            lanes.attempted(company, FAILED);
            outbox.failed(row, null, new IllegalStateException("timeout"));
            lanes.left(company);
        }

        List<OutboxRow> one = lanes.claim();
        assertThat(one).hasSize(1);
        assertThat(lanes.claim()).isEmpty();
        lanes.attempted(company, TAKEN);
        outbox.delivered(one.get(0));
        lanes.left(company);
        assertThat(lanes.claim()).hasSize(4);
    }

    @Test
    void everyCompanyHasItsTurnThoughMoreWaitThanCanBeSentAtOnce() {
        List<String> all = new ArrayList<>();
        Companies companies = companies();
        for (int i = 0; i < 12; i++) {
            company = company(companies);
            all.add(company);
            for (int payment = 0; payment < 6; payment++) {
                event("pay-" + i + "-" + payment, true);
            }
        }

        List<OutboxRow> first = lanes.claim();
        assertThat(first).hasSize(32);
        first.forEach(row -> lanes.left(row.company()));
        List<OutboxRow> second = lanes.claim();

        List<String> served = new ArrayList<>();
        first.forEach(row -> served.add(row.company()));
        second.forEach(row -> served.add(row.company()));
        assertThat(served).containsAll(all);
    }

    @Test
    void healthIsDegradedWhileEventsWaitAndNoReceiverTakesAny() {
        WebhookHealthIndicator health =
                new WebhookHealthIndicator(new OutboxGauges(jdbc, CLOCK), lanes, new WebhookGauges(table, CLOCK));
        event("pay-1", true);
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
        lanes.claim();

        lanes.attempted(company, FAILED);

        assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(health.health().getDetails())
                .containsEntry("waitingRows", 1L)
                .containsEntry("failingReceivers", 1)
                .containsKey("givenUp");
        lanes.attempted(company, TAKEN);
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
    }
}
