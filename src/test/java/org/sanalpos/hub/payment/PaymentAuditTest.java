package org.sanalpos.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.audit.TestAudit;
import org.sanalpos.hub.settings.HubNode;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the audit hears of payments, as the ledger writes them. */
class PaymentAuditTest {
    private static final Actor CLERK = Actor.key("key_1", "ACME", "192.0.2.7");
    private static final Actor OPERATOR = Actor.key("operator-setting", null, "192.0.2.8");

    private static final HubSettings SETTINGS =
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("sanalpos", HubSettings.class);

    private JdbcClient jdbc;
    private Ledger ledger;
    private Ids ids;
    private Payment payment;
    private Operation sale;

    @BeforeEach
    void start() {
        DataSource source = TestDatabase.H2.shared();
        jdbc = JdbcClient.create(source);
        ids = new Ids(Clock.systemUTC());
        OperationTable operations = new OperationTable(jdbc, new HubNode());
        TransactionTemplate transaction = TestAudit.transaction(source);
        ledger = new Ledger(
                new PaymentTable(jdbc, operations),
                operations,
                new ThreeDSessions(jdbc),
                new RequestKeys(jdbc),
                new OutboxTable(new JdbcTemplate(source), ids),
                new Recoveries(jdbc, SETTINGS),
                new PaymentAudit(TestAudit.on(source), transaction),
                (reached, operation, now) -> {},
                transaction,
                Clock.fixed(Sample.NOW, ZoneOffset.UTC));
        payment = Sample.payment(ids.next(), PaymentStatus.PROCESSING, null, 0, 0);
        sale = Sample.operation(ids.next(), payment, OperationType.SALE, 100);
    }

    @Test
    void aFollowUpThatAKeyAskedForIsToldWhenItBeginsAndWhenItEnds() {
        Payment captured = captured();
        Operation refund = Sample.operation(ids.next(), payment, OperationType.REFUND, 40);
        ledger.beginFollowUp(captured, refund, null, CLERK);
        assertThat(entries()).containsExactly("refund begun key_1 captured>processing 0.00>0.00");

        close(refund, Outcome.DECLINED);

        assertThat(entries())
                .containsExactly(
                        "refund begun key_1 captured>processing 0.00>0.00",
                        "refund declined key_1 processing>captured 0.00>0.00");
    }

    @Test
    void whatWasLostAndIsFoundLaterByTheHubIsToldOfWhoAskedForIt() {
        Payment captured = captured();
        Operation refund = Sample.operation(ids.next(), payment, OperationType.REFUND, 40);
        ledger.beginFollowUp(captured, refund, null, CLERK);
        Payment unknown = close(refund, Outcome.UNKNOWN);
        Operation inquiry = Sample.operation(ids.next(), payment, OperationType.INQUIRY, 100);
        ledger.beginFollowUp(unknown, inquiry, null);

        ledger.close(
                inquiry.ended(Outcome.APPROVED, Sample.approved(), Sample.NOW),
                new Settlement(
                        new Transitions.Standing(PaymentStatus.PARTIALLY_REFUNDED, 100, 40),
                        Optional.of(refund.ended(Outcome.APPROVED, Sample.approved(), Sample.NOW)),
                        false),
                null);
        // An end that is certain is written once, and so is its entry.
        ledger.close(refund.ended(Outcome.APPROVED, Sample.approved(), Sample.NOW), Settlement.none(), null);

        assertThat(entries())
                .containsExactly(
                        "refund begun key_1 captured>processing 0.00>0.00",
                        "refund unknown key_1 processing>unknown 0.00>0.00",
                        "refund approved key_1 unknown>partially_refunded 0.00>0.40");
    }

    @Test
    void aVoidThatBecomesARefundIsToldAsBoth() {
        Payment captured = captured();
        Operation tooLate = Sample.operation(ids.next(), payment, OperationType.VOID, 100);
        Operation refund = Sample.operation(ids.next(), payment, OperationType.REFUND, 100);
        ledger.beginFollowUp(captured, tooLate, null, CLERK);
        ledger.turn(tooLate.ended(Outcome.DECLINED, Sample.approved(), Sample.NOW), null, refund);
        close(refund, Outcome.APPROVED);

        assertThat(entries())
                .containsExactly(
                        "void begun key_1 captured>processing 0.00>0.00",
                        "void declined key_1 processing>processing 0.00>0.00",
                        "refund begun key_1 processing>processing 0.00>0.00",
                        "refund approved key_1 processing>refunded 0.00>1.00");
    }

    @Test
    void whatFilesQueuesAndTheHubAskForIsNotTold() {
        Payment captured = captured();
        Operation refund = Sample.operation(ids.next(), payment, OperationType.REFUND, 40);
        ledger.beginFollowUp(captured, refund, null);
        close(refund, Outcome.APPROVED);

        assertThat(entries()).isEmpty();
    }

    @Test
    void aNewPaymentIsToldOfAnOperatorAlone() {
        ledger.begin(payment, sale, null, null, CLERK);
        assertThat(entries()).isEmpty();

        Payment other = Sample.payment(ids.next(), PaymentStatus.PROCESSING, null, 0, 0);
        payment = other;
        ledger.begin(other, Sample.operation(ids.next(), other, OperationType.SALE, 100), null, null, OPERATOR);

        assertThat(entries()).containsExactly("sale begun operator-setting null>processing null>0.00");
    }

    private Payment captured() {
        ledger.begin(payment, sale, null);
        return close(sale, Outcome.APPROVED);
    }

    private Payment close(Operation operation, Outcome outcome) {
        Payment before = ledger.find(operation.paymentId()).orElseThrow();
        Operation ended = operation.ended(outcome, Sample.approved(), Sample.NOW);
        return ledger.close(ended, Settlement.of(Transitions.after(before, ended, outcome)), null);
    }

    /** Action, outcome, key, and status and refunded amount before and after. */
    private List<String> entries() {
        var json = tools.jackson.databind.json.JsonMapper.shared();
        return jdbc.sql("select * from audit_entry where kind = 'payment' and code = ? order by at, id")
                .param(payment.id())
                .query((row, number) -> {
                    var before =
                            row.getString("before_state") == null ? null : json.readTree(row.getString("before_state"));
                    var after = json.readTree(row.getString("after_state"));
                    return row.getString("action") + " " + row.getString("outcome") + " " + row.getString("by_key")
                            + " "
                            + (before == null ? null : before.path("status").asString()) + ">"
                            + after.path("status").asString() + " "
                            + (before == null
                                    ? null
                                    : before.path("refundedAmount").asString()) + ">"
                            + after.path("refundedAmount").asString();
                })
                .list();
    }
}
