package org.sanalpos.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.sanalpos.hub.audit.TestAudit;
import org.sanalpos.hub.database.Durability;
import org.sanalpos.hub.settings.HubNode;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A ledger on a database, with a new sale that is not written yet. Its clock stands still. */
final class TestLedger {
    static final Clock CLOCK = Clock.fixed(Sample.NOW, ZoneOffset.UTC);
    static final Instant LATER = CLOCK.instant().plusSeconds(20);
    private static final HubSettings SETTINGS =
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("sanalpos", HubSettings.class);

    final JdbcClient jdbc;
    final Ids ids;
    final HubNode node = new HubNode();
    final RequestKeys keys;
    final Recoveries recoveries;
    final Ledger ledger;
    final LeftToPeople people;
    final Payment payment;
    final Operation sale;

    /** The final states that were told, as {@code captured by sale}. */
    final List<String> told = new ArrayList<>();

    TestLedger(DataSource source) {
        this(source, CLOCK, new Ids(Clock.systemUTC()));
    }

    /** The ledger of one of several nodes, with a clock of its own. */
    TestLedger(DataSource source, Clock clock) {
        this(source, clock, new Ids(clock));
    }

    private TestLedger(DataSource source, Clock clock, Ids ids) {
        this.ids = ids;
        jdbc = JdbcClient.create(source);
        OperationTable operations = new OperationTable(jdbc, node);
        PaymentTable payments = new PaymentTable(jdbc, operations);
        Writer writer = new Writer(new JdbcTemplate(source));
        OutboxTable outbox = new OutboxTable(jdbc, writer, ids);
        TransactionTemplate transaction = TestAudit.transaction(source);
        PaymentAudit audit = new PaymentAudit(TestAudit.on(source), transaction);
        FinalStates finalStates = (reached, operation, now) ->
                told.add(reached.status().code() + " by " + operation.type().code());
        keys = new RequestKeys(jdbc, new Durability(source));
        recoveries = new Recoveries(jdbc, SETTINGS);
        ledger = new Ledger(
                payments,
                operations,
                new ThreeDSessions(jdbc),
                keys,
                outbox,
                recoveries,
                audit,
                finalStates,
                writer,
                transaction,
                clock);
        people = new LeftToPeople(
                ledger, payments, operations, recoveries, outbox, finalStates, audit, writer, transaction, clock);
        payment = Sample.payment(ids.next(), PaymentStatus.PROCESSING, null, 0, 0);
        sale = operation(OperationType.SALE, 100);
    }

    /** A new operation of the payment, not written yet. */
    Operation operation(OperationType type, long amount) {
        return Sample.operation(ids.next(), payment, type, amount);
    }

    /** Another sale, that has begun. */
    Operation begin() {
        Payment other = Sample.payment(ids.next(), PaymentStatus.PROCESSING, null, 0, 0);
        Operation begun = Sample.operation(ids.next(), other, OperationType.SALE, 100);
        ledger.begin(other, begun, null);
        return begun;
    }

    Payment captured() {
        ledger.begin(payment, sale, null);
        return close(sale, Outcome.APPROVED);
    }

    /** A refund that has begun. */
    Operation refund(Payment captured, long amount) {
        Operation refund = operation(OperationType.REFUND, amount);
        ledger.beginFollowUp(captured, refund, null);
        return refund;
    }

    /** Ends an operation; what the ledger says of the payment then is what stands in the database. */
    Payment close(Operation operation, Outcome outcome) {
        Payment before = ledger.find(operation.paymentId()).orElseThrow();
        Operation ended = ended(operation, outcome);
        return close(ended, Settlement.of(Transitions.after(before, ended, outcome)));
    }

    Payment close(Operation ended, Settlement settlement) {
        Payment after = ledger.close(ended, settlement, null);
        assertThat(after).isEqualTo(ledger.find(after.id()).orElseThrow());
        return after;
    }

    static Operation ended(Operation operation, Outcome outcome) {
        return new Operation(
                operation.id(),
                operation.paymentId(),
                operation.type(),
                operation.amount(),
                operation.source(),
                outcome,
                Sample.approved(),
                "P00001",
                "R1",
                "T1",
                null,
                Map.of("batch", "7"),
                operation.startedAt(),
                Sample.NOW,
                5L);
    }

    /** Where the payment's events are to go. */
    List<String> outbox() {
        return jdbc.sql("select destination from outbox where payment_id = ?")
                .param(payment.id())
                .query(String.class)
                .list();
    }

    /** How many of eight attempts at the same moment succeed. */
    static int together(Callable<Boolean> attempt) throws Exception {
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Callable<Boolean> waiting = () -> {
                start.await();
                return attempt.call();
            };
            int succeeded = 0;
            for (Future<Boolean> end : pool.invokeAll(Collections.nCopies(threads, waiting))) {
                succeeded += end.get() ? 1 : 0;
            }
            return succeeded;
        } finally {
            pool.shutdownNow();
        }
    }
}
