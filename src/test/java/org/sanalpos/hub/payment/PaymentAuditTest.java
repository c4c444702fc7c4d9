package org.sanalpos.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.audit.Actor;

/** What the audit hears of payments, as the ledger writes them. */
class PaymentAuditTest {
    private static final Actor CLERK = Actor.key("key_1", "ACME", "192.0.2.7");
    private static final Actor OPERATOR = Actor.key("operator-setting", null, "192.0.2.8");

    private TestLedger books;
    private Ledger ledger;
    private Ids ids;
    private Payment payment;
    private Operation sale;

    @BeforeEach
    void start() {
        books = new TestLedger(TestDatabase.H2.shared());
        ledger = books.ledger;
        ids = books.ids;
        payment = books.payment;
        sale = books.sale;
    }

    @Test
    void aFollowUpThatAKeyAskedForIsToldWhenItBeginsAndWhenItEnds() {
        Payment captured = books.captured();
        Operation refund = Sample.operation(ids.next(), payment, OperationType.REFUND, 40);
        ledger.beginFollowUp(captured, refund, null, CLERK);
        assertThat(entries()).containsExactly("refund begun key_1 captured>processing 0.00>0.00");

        books.close(refund, Outcome.DECLINED);

        assertThat(entries())
                .containsExactly(
                        "refund begun key_1 captured>processing 0.00>0.00",
                        "refund declined key_1 processing>captured 0.00>0.00");
    }

    @Test
    void whatWasLostAndIsFoundLaterByTheHubIsToldOfWhoAskedForIt() {
        Payment captured = books.captured();
        Operation refund = Sample.operation(ids.next(), payment, OperationType.REFUND, 40);
        ledger.beginFollowUp(captured, refund, null, CLERK);
        Payment unknown = books.close(refund, Outcome.UNKNOWN);
        Operation inquiry = Sample.operation(ids.next(), payment, OperationType.INQUIRY, 100);
        ledger.beginFollowUp(unknown, inquiry, null);

        ledger.close(
                inquiry.ended(Outcome.APPROVED, Sample.approved(), Sample.NOW),
                Settlement.of(
                        new Transitions.Standing(PaymentStatus.PARTIALLY_REFUNDED, 100, 40),
                        refund.ended(Outcome.APPROVED, Sample.approved(), Sample.NOW),
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
        Payment captured = books.captured();
        Operation tooLate = Sample.operation(ids.next(), payment, OperationType.VOID, 100);
        Operation refund = Sample.operation(ids.next(), payment, OperationType.REFUND, 100);
        ledger.beginFollowUp(captured, tooLate, null, CLERK);
        ledger.turn(tooLate.ended(Outcome.DECLINED, Sample.approved(), Sample.NOW), null, refund);
        books.close(refund, Outcome.APPROVED);

        assertThat(entries())
                .containsExactly(
                        "void begun key_1 captured>processing 0.00>0.00",
                        "void declined key_1 processing>processing 0.00>0.00",
                        "refund begun key_1 processing>processing 0.00>0.00",
                        "refund approved key_1 processing>refunded 0.00>1.00");
    }

    @Test
    void whatFilesQueuesAndTheHubAskForIsNotTold() {
        Payment captured = books.captured();
        Operation refund = Sample.operation(ids.next(), payment, OperationType.REFUND, 40);
        ledger.beginFollowUp(captured, refund, null);
        books.close(refund, Outcome.APPROVED);

        assertThat(entries()).isEmpty();
    }

    @Test
    void aNewPaymentIsToldOfAnOperatorAlone() {
        ledger.begin(payment, sale, null, null, null, CLERK);
        assertThat(entries()).isEmpty();

        Payment other = Sample.payment(ids.next(), PaymentStatus.PROCESSING, null, 0, 0);
        payment = other;
        ledger.begin(other, Sample.operation(ids.next(), other, OperationType.SALE, 100), null, null, null, OPERATOR);

        assertThat(entries()).containsExactly("sale begun operator-setting null>processing null>0.00");
    }

    /** Action, outcome, key, and status and refunded amount before and after. */
    private List<String> entries() {
        var json = tools.jackson.databind.json.JsonMapper.shared();
        return books.jdbc
                .sql("select * from audit_entry where kind = 'payment' and code = ? order by at, id")
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
