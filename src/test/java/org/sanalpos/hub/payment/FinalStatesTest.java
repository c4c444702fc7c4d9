package org.sanalpos.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanalpos.hub.TestDatabase;

/** Which final states the ledger tells of, on each database that the hub runs on. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FinalStatesTest {
    @Parameter
    TestDatabase kind;

    private TestLedger books;
    private Ids ids;
    private Ledger ledger;
    private Payment payment;
    private Operation sale;

    @BeforeEach
    void start() {
        books = new TestLedger(kind.shared());
        ids = books.ids;
        ledger = books.ledger;
        payment = books.payment;
        sale = books.sale;
    }

    @Test
    void everyFinalStateIsToldOnceAndNothingBetween() {
        ledger.begin(payment, sale, null);
        Payment captured = books.close(sale, Outcome.APPROVED);
        books.close(sale, Outcome.APPROVED);
        assertThat(books.told).containsExactly("captured by sale");

        Payment partly = books.close(books.refund(captured, 40), Outcome.APPROVED);
        books.close(books.refund(partly, 40), Outcome.APPROVED);
        assertThat(books.told).hasSize(3).endsWith("partially_refunded by refund", "partially_refunded by refund");
    }

    @Test
    void aFollowUpThatIsRefusedTellsNothingUnlessItWasUnknownMeanwhile() {
        Payment captured = books.captured();
        books.told.clear();
        Payment same = books.close(books.refund(captured, 40), Outcome.DECLINED);
        assertThat(books.told).isEmpty();

        Operation lost = books.refund(same, 40);
        books.close(lost, Outcome.UNKNOWN);
        assertThat(books.told).isEmpty();
        books.close(lost, Outcome.DECLINED);
        assertThat(books.told).containsExactly("captured by refund");
    }

    @Test
    void whatAnInquiryFindsIsToldWithTheOperationThatItSettles() {
        ledger.begin(payment, sale, null);
        Payment unknown = books.close(sale, Outcome.UNKNOWN);
        assertThat(books.told).isEmpty();
        Operation inquiry = Sample.operation(ids.next(), payment, OperationType.INQUIRY, 100);
        ledger.beginFollowUp(unknown, inquiry, null);
        Settlement found = Settlement.of(
                new Transitions.Standing(PaymentStatus.CAPTURED, 100, 0),
                TestLedger.ended(sale, Outcome.APPROVED),
                false);

        books.close(TestLedger.ended(inquiry, Outcome.APPROVED), found);

        assertThat(books.told).containsExactly("captured by sale");
    }
}
