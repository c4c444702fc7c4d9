package org.sanalpos.hub.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboxTest {
    private final TestClock clock = new TestClock();
    private final Map<HubDatabase, DataSource> databases = new EnumMap<>(HubDatabase.class);
    private JdbcClient jdbc;
    private Outbox outbox;

    private void on(HubDatabase kind) {
        DataSource source = databases.computeIfAbsent(kind, HubDatabase::migrated);
        jdbc = JdbcClient.create(source);
        jdbc.sql("delete from outbox").update();
        outbox = new Outbox(new JdbcTemplate(source), new JdbcTransactionManager(source), new Outages(clock), clock);
    }

    @ParameterizedTest
    @EnumSource
    void rowsComeOldestFirstAndAreGoneWhenDelivered(HubDatabase kind) {
        on(kind);
        row("02", "erp", "pay-b");
        clock.pass(Duration.ofMillis(5));
        row("01", "erp", "pay-a");
        row("03", "log", "pay-a");

        List<OutboxRow> claimed = outbox.claim("erp", 10);
        assertThat(claimed).extracting(OutboxRow::id).containsExactly("02", "01");
        assertThat(claimed.get(0).payload()).isEqualTo("{\"n\":\"02\"}");

        outbox.delivered(claimed.get(0));
        assertThat(ids()).containsExactly("01", "03");
    }

    @ParameterizedTest
    @EnumSource
    void aLaterRowOfAPaymentNeverOvertakesAnEarlierOne(HubDatabase kind) {
        on(kind);
        row("01", "erp", "pay-a");
        row("02", "erp", "pay-a");
        row("03", "erp", "pay-b");

        List<OutboxRow> first = outbox.claim("erp", 10);
        assertThat(first).extracting(OutboxRow::id).containsExactly("01", "03");
        outbox.failed(first.get(0), first, new SQLException("value too long"));

        List<OutboxRow> meanwhile = outbox.claim("erp", 10);
        assertThat(meanwhile).extracting(OutboxRow::id).containsExactly("03");
        outbox.delivered(meanwhile);

        clock.pass(Duration.ofSeconds(1));
        List<OutboxRow> again = outbox.claim("erp", 10);
        assertThat(again).extracting(OutboxRow::id).containsExactly("01");
        outbox.delivered(again.get(0));
        assertThat(outbox.claim("erp", 10)).extracting(OutboxRow::id).containsExactly("02");
    }

    @ParameterizedTest
    @EnumSource
    void manyLaterRowsOfAPaymentHoldNoOtherPaymentUp(HubDatabase kind) {
        on(kind);
        for (int id = 10; id < 20; id++) {
            row("" + id, "erp", "pay-a");
        }
        row("20", "erp", "pay-b");

        List<OutboxRow> claimed = new ArrayList<>();
        for (int look = 0; look < 4; look++) {
            claimed.addAll(outbox.claim("erp", 3));
        }
        assertThat(claimed).extracting(OutboxRow::id).containsExactly("10", "20");

        outbox.delivered(claimed.get(0));
        assertThat(outbox.claim("erp", 3)).extracting(OutboxRow::id).containsExactly("11");
    }

    /** PostgreSQL chooses its way by statistics, and those of a table that fills quickly are from when it was empty. */
    @Test
    void aClaimReadsFewRowsHoweverManyWait() {
        on(HubDatabase.POSTGRESQL);
        DataSource source = databases.get(HubDatabase.POSTGRESQL);
        jdbc.sql("analyze outbox").update();
        // The first look is for what a clock that was set back left waiting.
        assertThat(outbox.claim("erp", 100)).isEmpty();
        jdbc.sql(
                        "insert into outbox (id, destination, company, payment_id, operation_id, payload, created_at, due_at, attempts)"
                                + " select 'row-' || lpad(n::text, 6, '0'), 'erp', 'ACME', 'pay-' || n, 'op', repeat('x', 500), :now, :now, 0"
                                + " from generate_series(1, 20000) n")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();

        long read = new TransactionTemplate(new JdbcTransactionManager(source)).execute(status -> {
            assertThat(outbox.claim("erp", 100)).hasSize(100);
            return jdbc.sql(
                            "select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables where relname = 'outbox'")
                    .query(Long.class)
                    .single();
        });

        assertThat(read).isLessThan(2_000);
    }

    @ParameterizedTest
    @EnumSource
    void rowsBeforeARefusedOneHaveReachedTheirDestinationAndThoseAfterItComeAgain(HubDatabase kind) {
        on(kind);
        row("01", "erp", "pay-a");
        row("02", "erp", "pay-b");
        row("03", "erp", "pay-c");

        List<OutboxRow> claimed = outbox.claim("erp", 10);
        outbox.failed(claimed.get(1), claimed, new SQLException("value too long"));

        assertThat(ids()).containsExactly("02", "03");
        assertThat(outbox.claim("erp", 10)).extracting(OutboxRow::id).containsExactly("03");
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedRowWaitsLongerEachTimeAndKeepsItsError(HubDatabase kind) {
        on(kind);
        row("01", "erp", "pay-a");
        for (int seconds : new int[] {1, 2, 5, 10, 30, 60, 120, 300, 300}) {
            List<OutboxRow> claimed = outbox.claim("erp", 10);
            assertThat(claimed).hasSize(1);
            outbox.failed(claimed.get(0), claimed, new SQLException("value too long"));
            clock.pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(outbox.claim("erp", 10)).isEmpty();
            clock.pass(Duration.ofMillis(1));
        }
        assertThat(jdbc.sql("select attempts, last_error from outbox").query().singleRow())
                .containsEntry("attempts", 9)
                .containsEntry("last_error", "value too long");
    }

    @ParameterizedTest
    @EnumSource
    void anAwayDestinationPausesAsAWholeAndTheOthersGoOn(HubDatabase kind) {
        on(kind);
        row("01", "erp", "pay-a");
        row("02", "erp", "pay-b");
        row("03", "log", "pay-a");

        List<OutboxRow> claimed = outbox.claim("erp", 10);
        outbox.failed(claimed.get(0), claimed, new SQLTransientConnectionException("connection refused"));

        assertThat(outbox.claim("erp", 10)).isEmpty();
        assertThat(outbox.claim("log", 10)).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(outbox.claim("erp", 10)).extracting(OutboxRow::id).containsExactlyInAnyOrder("01", "02");
    }

    @ParameterizedTest
    @EnumSource
    void aCompanyWhoseLogIsAwayPausesAloneAndWithoutEnd(HubDatabase kind) {
        on(kind);
        row("01", "log", "pay-a");
        row("02", "log", "pay-b");
        for (int attempt = 0; attempt < 30; attempt++) {
            List<OutboxRow> claimed = outbox.claim("log", 2);
            assertThat(claimed).extracting(OutboxRow::company).containsOnly("ACME");
            outbox.failed(claimed.get(0), claimed, new IOException("No space left on device"));

            row("03", "log", "pay-c");
            jdbc.sql("update outbox set company = 'BETA' where id = '03'").update();
            List<OutboxRow> meanwhile = outbox.claim("log", 10);
            assertThat(meanwhile).extracting(OutboxRow::id).containsExactly("03");
            outbox.delivered(meanwhile);
            clock.pass(Duration.ofSeconds(15));
        }
        assertThat(outbox.claim("log", 10)).extracting(OutboxRow::id).contains("01", "02");
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatWasClaimedBeforeMayHaveReachedItsDestinationHoweverItCameBack(HubDatabase kind) {
        on(kind);
        row("01", "log", "pay-a");
        row("02", "log", "pay-b");
        List<OutboxRow> claimed = outbox.claim("log", 10);
        assertThat(claimed).hasSize(2).noneMatch(OutboxRow::maybeDelivered);
        // As when the database is away when the rows are to be forgotten.
        outbox.failed(claimed.get(0), claimed, new IllegalStateException("forgotten they are not"));

        List<OutboxRow> givenBack = outbox.claim("log", 10);
        assertThat(givenBack).extracting(OutboxRow::id).containsExactly("02");
        assertThat(givenBack).allMatch(OutboxRow::maybeDelivered);

        clock.pass(Outbox.CLAIM);
        row("03", "log", "pay-c");
        assertThat(outbox.claim("log", 10))
                .hasSize(3)
                .filteredOn(OutboxRow::maybeDelivered)
                .extracting(OutboxRow::id)
                .containsExactlyInAnyOrder("01", "02");
    }

    @ParameterizedTest
    @EnumSource
    void nothingWaitsForTheTimeByWhichTheClockWasSetBack(HubDatabase kind) {
        on(kind);
        row("01", "erp", "pay-a");
        row("02", "log", "pay-a");
        List<OutboxRow> claimed = outbox.claim("erp", 10);
        outbox.failed(claimed.get(0), claimed, new SQLTransientConnectionException("connection refused"));
        outbox.claim("log", 10);

        clock.pass(Duration.ofHours(-2));

        assertThat(outbox.claim("erp", 10)).extracting(OutboxRow::id).containsExactly("01");
        assertThat(outbox.claim("log", 10)).extracting(OutboxRow::id).containsExactly("02");
    }

    @ParameterizedTest
    @EnumSource
    void theLaterRowsOfAPaymentDoNotWaitForThatTimeEither(HubDatabase kind) {
        on(kind);
        row("01", "erp", "pay-a");
        row("02", "erp", "pay-a");
        row("03", "erp", "pay-b");
        outbox.claim("erp", 10);

        clock.pass(Duration.ofHours(-2));

        List<OutboxRow> claimed = outbox.claim("erp", 10);
        assertThat(claimed).extracting(OutboxRow::id).containsExactly("01", "03");
        // A node that saw both at once has put the later one off.
        jdbc.sql("update outbox set due_at = ? where id = '02'")
                .param(clock.instant().plusSeconds(5).atOffset(ZoneOffset.UTC))
                .update();
        outbox.delivered(claimed.get(0));
        outbox.failed(claimed.get(1), null, new SQLException("value too long"));
        assertThat(outbox.claim("erp", 10)).extracting(OutboxRow::id).containsExactly("02");

        row("04", "erp", "pay-d");
        row("05", "erp", "pay-e");
        clock.pass(Duration.ofHours(-2));
        claimed = outbox.claim("erp", 10);
        assertThat(claimed).extracting(OutboxRow::id).contains("04", "05");
        outbox.failed(claimed.get(0), claimed, new SQLException("value too long"));
        assertThat(outbox.claim("erp", 10)).hasSize(claimed.size() - 1);
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatBeginsTakesNothingFromOneWhoseClockIsALittleAhead(HubDatabase kind) {
        on(kind);
        row("01", "erp", "pay-a");
        assertThat(outbox.claim("erp", 10)).hasSize(1);
        clock.pass(Duration.ofSeconds(-20));

        Outbox other = new Outbox(
                new JdbcTemplate(databases.get(kind)),
                new JdbcTransactionManager(databases.get(kind)),
                new Outages(clock),
                clock);

        assertThat(other.claim("erp", 10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noCompanysEventsWaitForThatTime(HubDatabase kind) {
        on(kind);
        row("01", "webhooks", "pay-a");
        row("02", "webhooks", "pay-b");
        outbox.failed(outbox.claim("webhooks", "ACME", 1).get(0), null, new IllegalStateException("HTTP 500"));
        row("03", "webhooks", "pay-c");
        jdbc.sql("update outbox set attempts = 14, due_at = ? where id = '03'")
                .param(clock.instant().plus(Duration.ofHours(2)).atOffset(ZoneOffset.UTC))
                .update();
        assertThat(outbox.companies("webhooks")).containsExactly("ACME");

        clock.pass(Duration.ofHours(-3));

        assertThat(outbox.companies("webhooks")).containsExactly("ACME");
        assertThat(outbox.claim("webhooks", "ACME", 10))
                .as("the third waits for six hours at most, and goes on waiting")
                .extracting(OutboxRow::id)
                .containsExactlyInAnyOrder("01", "02");
    }

    @ParameterizedTest
    @EnumSource
    void norIsItForgottenWhileTheDatabaseIsAway(HubDatabase kind) {
        on(kind);
        row("01", "erp", "pay-a");
        assertThat(outbox.claim("erp", 10)).hasSize(1);

        clock.pass(Duration.ofHours(-2));
        jdbc.sql("alter table outbox rename to away").update();
        assertThat(outbox.claim("erp", 10)).isEmpty();
        jdbc.sql("alter table away rename to outbox").update();

        clock.pass(Duration.ofSeconds(1));
        assertThat(outbox.claim("erp", 10)).extracting(OutboxRow::id).containsExactly("01");
    }

    @ParameterizedTest
    @EnumSource
    void theRowsOfANodeThatVanishedComeBack(HubDatabase kind) {
        on(kind);
        row("01", "erp", "pay-a");
        assertThat(outbox.claim("erp", 10)).hasSize(1);
        clock.pass(Outbox.CLAIM.minusMillis(1));
        assertThat(outbox.claim("erp", 10)).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(outbox.claim("erp", 10)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void twoNodesNeverGetTheSameRow(HubDatabase kind) throws Exception {
        on(kind);
        int rows = 200;
        for (int i = 0; i < rows; i++) {
            row("%03d".formatted(i), "erp", "pay-" + i);
        }
        int nodes = 4;
        CyclicBarrier together = new CyclicBarrier(nodes);
        Callable<List<String>> node = () -> {
            List<String> mine = new ArrayList<>();
            together.await(10, TimeUnit.SECONDS);
            while (remaining() > 0) {
                List<OutboxRow> claimed = outbox.claim("erp", 7);
                claimed.forEach(row -> mine.add(row.id()));
                outbox.delivered(claimed);
            }
            return mine;
        };
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            List<String> all = new ArrayList<>();
            for (Future<List<String>> result : threads.invokeAll(Collections.nCopies(nodes, node))) {
                all.addAll(result.get(60, TimeUnit.SECONDS));
            }
            assertThat(all).hasSize(rows).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWebhookIsTriedForADayAndThenGivenUpAndTheNextOfItsPaymentGoesOn(HubDatabase kind) {
        on(kind);
        row("01", "webhooks", "pay-a");
        row("02", "webhooks", "pay-a");
        List<Duration> pauses = new ArrayList<>();
        pauses.add(Duration.ofMinutes(1));
        pauses.addAll(Collections.nCopies(2, Duration.ofMinutes(5)));
        pauses.addAll(Collections.nCopies(5, Duration.ofMinutes(10)));
        pauses.addAll(Collections.nCopies(5, Duration.ofHours(1)));
        pauses.addAll(Collections.nCopies(3, Duration.ofHours(6)));
        for (Duration pause : pauses) {
            List<OutboxRow> claimed = outbox.claim("webhooks", "ACME", 10);
            assertThat(claimed).extracting(OutboxRow::id).containsExactly("01");
            outbox.failed(claimed.get(0), null, new IllegalStateException("HTTP 500"));
            clock.pass(pause.minusMillis(1));
            assertThat(outbox.claim("webhooks", "ACME", 10)).isEmpty();
            clock.pass(Duration.ofMillis(1));
        }

        outbox.failed(outbox.claim("webhooks", "ACME", 10).get(0), null, new IllegalStateException("HTTP 500"));

        assertThat(outbox.claim("webhooks", "ACME", 10))
                .extracting(OutboxRow::id)
                .containsExactly("02");
    }

    @ParameterizedTest
    @EnumSource
    void aWebhookReceiverThatIsAwayPausesNobodyElse(HubDatabase kind) {
        on(kind);
        row("01", "webhooks", "pay-a");
        row("02", "webhooks", "pay-b");
        row("03", "webhooks", "pay-c");
        jdbc.sql("update outbox set company = 'BETA' where id = '03'").update();
        assertThat(outbox.companies("webhooks")).containsExactlyInAnyOrder("ACME", "BETA");

        List<OutboxRow> claimed = outbox.claim("webhooks", "ACME", 1);
        outbox.failed(claimed.get(0), null, new SQLTransientConnectionException("connection refused"));

        assertThat(outbox.claim("webhooks", "ACME", 10))
                .extracting(OutboxRow::id)
                .containsExactly("02");
        assertThat(outbox.claim("webhooks", "BETA", 10))
                .extracting(OutboxRow::id)
                .containsExactly("03");
        assertThat(outbox.companies("webhooks")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anOlderRowThatIsSentAgainGoesBeforeTheLaterOnesOfItsPayment(HubDatabase kind) {
        on(kind);
        row("02", "webhooks", "pay-a");
        clock.pass(Duration.ofHours(1));
        row("01", "webhooks", "pay-a");
        List<OutboxRow> claimed = outbox.claim("webhooks", "ACME", 10);
        assertThat(claimed).extracting(OutboxRow::id).containsExactly("01");
        outbox.failed(claimed.get(0), null, new IllegalStateException("HTTP 500"));
        assertThat(outbox.claim("webhooks", "ACME", 10)).isEmpty();

        assertThat(outbox.hurry("01")).isTrue();
        assertThat(outbox.hurry("99")).isFalse();

        outbox.delivered(outbox.claim("webhooks", "ACME", 10));
        assertThat(ids()).containsExactly("02");
    }

    private long remaining() {
        return jdbc.sql("select count(*) from outbox").query(Long.class).single();
    }

    private List<String> ids() {
        return jdbc.sql("select id from outbox order by id").query(String.class).list();
    }

    private void row(String id, String destination, String payment) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("insert into outbox (id, destination, company, payment_id, operation_id, payload, created_at, due_at,"
                        + " attempts) values (?, ?, 'ACME', ?, 'op', ?, ?, ?, 0)")
                .params(id, destination, payment, "{\"n\":\"" + id + "\"}", now, now)
                .update();
    }
}
