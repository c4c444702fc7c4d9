package org.sanalpos.hub.payment;

import java.time.Clock;
import javax.sql.DataSource;
import org.sanalpos.hub.audit.TestAudit;
import org.sanalpos.hub.settings.HubNode;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger of one node: its clock is its own, the database that of all. */
final class TestLedger {
    final Ids ids;
    final Recoveries recoveries;
    final Ledger ledger;

    TestLedger(DataSource source, Clock clock) {
        JdbcClient jdbc = JdbcClient.create(source);
        HubSettings settings =
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("sanalpos", HubSettings.class);
        TransactionTemplate transaction = TestAudit.transaction(source);
        OperationTable operations = new OperationTable(jdbc, new HubNode());
        ids = new Ids(clock);
        recoveries = new Recoveries(jdbc, settings);
        ledger = new Ledger(
                new PaymentTable(jdbc, operations),
                operations,
                new ThreeDSessions(jdbc),
                new RequestKeys(jdbc),
                new OutboxTable(new JdbcTemplate(source), ids),
                recoveries,
                new PaymentAudit(TestAudit.on(source), transaction),
                (payment, operation, now) -> {},
                transaction,
                clock);
    }

    /** A sale that has begun. */
    Operation begin() {
        Payment payment = Sample.payment(ids.next(), PaymentStatus.PROCESSING, null, 0, 0);
        Operation sale = Sample.operation(ids.next(), payment, OperationType.SALE, 100);
        ledger.begin(payment, sale, null);
        return sale;
    }

    Payment close(Operation operation, Outcome outcome) {
        Operation ended = operation.ended(outcome, Sample.approved(), Sample.NOW);
        Payment before = ledger.find(operation.paymentId()).orElseThrow();
        return ledger.close(ended, Settlement.of(Transitions.after(before, ended, outcome)), null);
    }
}
