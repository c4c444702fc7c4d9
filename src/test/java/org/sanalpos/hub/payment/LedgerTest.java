package org.sanalpos.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.problem.ProblemException;
import org.springframework.dao.DuplicateKeyException;

/** What the ledger promises, on each database that the hub runs on. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LedgerTest {
    @Parameter
    TestDatabase kind;

    private TestLedger books;
    private Ids ids;
    private RequestKeys keys;
    private Ledger ledger;
    private Payment payment;
    private Operation sale;

    @BeforeEach
    void start() {
        books = new TestLedger(kind.shared());
        ids = books.ids;
        keys = books.keys;
        ledger = books.ledger;
        payment = books.payment;
        sale = books.sale;
    }

    @Test
    void aPaymentIsReadAsItWasWritten() {
        ledger.begin(payment, sale, null);

        Payment read = ledger.find(payment.id()).orElseThrow();

        assertThat(read).usingRecursiveComparison().ignoringFields("operations").isEqualTo(payment);
        assertThat(read.operations()).containsExactly(sale);
        assertThat(ledger.findByTransactionCode("ACME", payment.transactionCode()))
                .contains(read);
        assertThat(ledger.findByTransactionCode("OTHER", payment.transactionCode()))
                .isEmpty();
    }

    @Test
    void theEndOfAnOperationTheAnswerAndTheOutboxAreWrittenTogether() {
        ledger.begin(payment, sale, new RequestKeys.Reservation("ACME", payment.id(), "f", null));
        BankCall call = new BankCall(
                ids.next(), sale.id(), "payment", "https://bank.example", "<r/>", Sample.NOW, null, null, null, null);
        ledger.sending(call);

        Payment after = books.close(sale, Outcome.APPROVED);

        assertThat(after.status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(after.capturedMinor()).isEqualTo(100);
        assertThat(after.authCode()).isEqualTo("P00001");
        assertThat(after.completedAt()).isEqualTo(Sample.NOW);
        RequestKeys.Taken taken = keys.find("ACME", payment.id()).orElseThrow();
        assertThat(taken.answer()).isEqualTo(new Answer(201, payment.id(), PaymentJson.text(after), true));
        assertThat(books.outbox()).containsExactlyInAnyOrder("log", "erp", "results");
    }

    @Test
    void anOperationWhoseMessageCouldNotEvenBeWrittenDownEndsAllTheSame() {
        ledger.begin(payment, sale, null);
        BankCall begun = new BankCall(
                ids.next(), sale.id(), "payment", "https://bank.example", "<r/>", Sample.NOW, null, null, null, null);
        Operation ended = sale.ended(Outcome.NOT_SENT, Sample.approved(), Sample.NOW);

        Payment after = ledger.close(ended, Settlement.of(Transitions.after(payment, ended, Outcome.NOT_SENT)), begun);

        assertThat(after.status()).isEqualTo(PaymentStatus.FAILED);
    }

    @Test
    void aRefusedVoidGivesItsPlaceAndItsRequestsKeyToARefund() {
        ledger.begin(payment, sale, null);
        Payment captured = books.close(sale, Outcome.APPROVED);
        Operation tooLate = Sample.operation(ids.next(), payment, OperationType.VOID, 100);
        Operation refund = Sample.operation(ids.next(), payment, OperationType.REFUND, 100);
        ledger.beginFollowUp(captured, tooLate, new RequestKeys.Reservation("ACME", tooLate.id(), "f", null));

        Payment between = ledger.turn(tooLate.ended(Outcome.DECLINED, Sample.approved(), Sample.NOW), null, refund)
                .orElseThrow();

        assertThat(between.status()).isEqualTo(PaymentStatus.PROCESSING);
        assertThat(between.operations())
                .extracting(Operation::outcome)
                .containsExactly(Outcome.APPROVED, Outcome.DECLINED, null);
        assertThat(keys.find("ACME", tooLate.id()).orElseThrow().answer()).isNull();

        Payment after = books.close(refund, Outcome.APPROVED);
        assertThat(after.status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(keys.find("ACME", tooLate.id()).orElseThrow().answer().body())
                .isEqualTo(PaymentJson.text(after));
        assertThat(books.outbox()).hasSize(9);
    }

    @Test
    void anOperationThatHasItsEndGivesItsPlaceToNoOther() {
        ledger.begin(payment, sale, null);
        Payment captured = books.close(sale, Outcome.APPROVED);
        Operation refused = Sample.operation(ids.next(), payment, OperationType.VOID, 100);
        ledger.beginFollowUp(captured, refused, null);
        books.close(refused, Outcome.DECLINED);

        assertThat(ledger.turn(
                        refused.ended(Outcome.DECLINED, Sample.approved(), Sample.NOW),
                        null,
                        Sample.operation(ids.next(), payment, OperationType.REFUND, 100)))
                .isEmpty();
        assertThat(ledger.find(payment.id()).orElseThrow().operations()).hasSize(2);
    }

    @Test
    void whatIsNotKnownIsLoggedButNotToldToTheErp() {
        ledger.begin(payment, sale, null);

        Payment after = books.close(sale, Outcome.UNKNOWN);

        assertThat(after.status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(after.completedAt()).isNull();
        assertThat(books.outbox()).containsExactly("log");
    }

    @Test
    void aSecondEndChangesNothing() {
        ledger.begin(payment, sale, null);
        books.close(sale, Outcome.DECLINED);

        Payment after = books.close(sale, Outcome.APPROVED);

        assertThat(after.status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(books.outbox()).hasSize(3);
    }

    @Test
    void theRealEndReplacesAnUnknownOne() {
        ledger.begin(payment, sale, null);
        books.close(sale, Outcome.UNKNOWN);

        Payment after = books.close(sale, Outcome.APPROVED);

        assertThat(after.status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(books.outbox()).containsExactlyInAnyOrder("log", "log", "erp", "results");
    }

    @Test
    void aTakenKeyLetsNothingBeWritten() {
        RequestKeys.Reservation key = new RequestKeys.Reservation("ACME", "key-" + payment.id(), "f", null);
        ledger.begin(payment, sale, key);
        Payment other = Sample.payment(ids.next(), PaymentStatus.PROCESSING, null, 0, 0);
        Operation second = Sample.operation(ids.next(), other, OperationType.SALE, 100);

        assertThatThrownBy(() -> ledger.begin(other, second, key)).isInstanceOf(DuplicateKeyException.class);

        assertThat(ledger.find(other.id())).isEmpty();
        assertThat(keys.find("ACME", key.key()).orElseThrow().paymentId()).isEqualTo(payment.id());
    }

    @Test
    void aFollowUpClaimsThePaymentAndARefusalLeadsBack() {
        Payment captured = books.captured();
        Operation refund = Sample.operation(ids.next(), captured, OperationType.REFUND, 40);

        Payment claimed = ledger.beginFollowUp(captured, refund, null);
        assertThat(claimed.status()).isEqualTo(PaymentStatus.PROCESSING);
        assertThat(claimed.resumeStatus()).isEqualTo(PaymentStatus.CAPTURED);

        Payment after = books.close(refund, Outcome.DECLINED);
        assertThat(after.status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(after.resumeStatus()).isNull();
        assertThat(after.authCode()).isEqualTo("P00001");
    }

    @Test
    void ofManyFollowUpsAtOnceOneBegins() throws Exception {
        Payment captured = books.captured();

        int begun = TestLedger.together(() -> {
            Operation refund = Sample.operation(ids.next(), captured, OperationType.REFUND, 40);
            try {
                ledger.beginFollowUp(captured, refund, null);
                return true;
            } catch (ProblemException refused) {
                return false;
            }
        });

        assertThat(begun).isEqualTo(1);
        assertThat(ledger.find(captured.id()).orElseThrow().operations()).hasSize(2);
    }

    @Test
    void ofManyRequestsWithOneKeyAtOnceOneBegins() throws Exception {
        RequestKeys.Reservation key = new RequestKeys.Reservation("ACME", "once-" + payment.id(), "f", null);

        int begun = TestLedger.together(() -> {
            Payment own = Sample.payment(ids.next(), PaymentStatus.PROCESSING, null, 0, 0);
            try {
                ledger.begin(own, Sample.operation(ids.next(), own, OperationType.SALE, 100), key);
                return true;
            } catch (DuplicateKeyException taken) {
                return false;
            }
        });

        assertThat(begun).isEqualTo(1);
    }

    @Test
    void noIllegalMoveIsWritten() {
        ledger.begin(payment, sale, null);
        books.close(sale, Outcome.DECLINED);
        Operation late = Sample.operation(ids.next(), payment, OperationType.INQUIRY, 100);
        Payment declined = ledger.find(payment.id()).orElseThrow();
        ledger.beginFollowUp(declined, late, null);
        Settlement illegal = Settlement.of(new Transitions.Standing(PaymentStatus.CAPTURED, 100, 0));

        assertThatThrownBy(() -> books.close(TestLedger.ended(late, Outcome.APPROVED), illegal))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot go from DECLINED to CAPTURED");

        assertThat(ledger.find(payment.id()).orElseThrow().status()).isEqualTo(PaymentStatus.DECLINED);
    }

    @Test
    void anInquirySettlesTheOperationWhoseAnswerWasLost() {
        ledger.begin(payment, sale, null);
        books.close(sale, Outcome.UNKNOWN);
        Payment unknown = ledger.find(payment.id()).orElseThrow();
        Operation inquiry = Sample.operation(ids.next(), payment, OperationType.INQUIRY, 100);
        ledger.beginFollowUp(unknown, inquiry, null);
        Settlement found = Settlement.of(
                new Transitions.Standing(PaymentStatus.CAPTURED, 100, 0),
                TestLedger.ended(sale, Outcome.APPROVED),
                false);

        Payment after = books.close(TestLedger.ended(inquiry, Outcome.APPROVED), found);

        assertThat(after.status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(after.operations().get(0).outcome()).isEqualTo(Outcome.APPROVED);
        assertThat(books.outbox()).containsExactlyInAnyOrder("log", "log", "log", "erp", "results");
    }

    @Test
    void aSecondInquiryThatFoundTheSameComesTooLateForARefundUnderWay() {
        ledger.begin(payment, sale, null);
        Payment unknown = books.close(sale, Outcome.UNKNOWN);
        Operation first = Sample.operation(ids.next(), payment, OperationType.INQUIRY, 100);
        Operation second = Sample.operation(ids.next(), payment, OperationType.INQUIRY, 100);
        ledger.beginFollowUp(unknown, first, null);
        ledger.beginFollowUp(unknown, second, null);
        Settlement found = Settlement.of(
                new Transitions.Standing(PaymentStatus.CAPTURED, 100, 0),
                TestLedger.ended(sale, Outcome.APPROVED),
                false);
        Payment captured = books.close(TestLedger.ended(first, Outcome.APPROVED), found);
        ledger.beginFollowUp(captured, Sample.operation(ids.next(), captured, OperationType.REFUND, 40), null);

        Payment after = books.close(TestLedger.ended(second, Outcome.APPROVED), found);

        assertThat(after.status()).isEqualTo(PaymentStatus.PROCESSING);
        assertThat(books.outbox()).containsExactlyInAnyOrder("log", "log", "log", "erp", "results", "log");
    }

    @Test
    void operationsWithoutAnEndAreFoundByTheirAge() {
        ledger.begin(payment, sale, null);
        Instant later = Sample.NOW.plusSeconds(1);

        assertThat(ledger.openSince(later, Set.of(), 1000)).contains(sale);
        assertThat(ledger.openSince(Sample.NOW, Set.of(), 1000)).doesNotContain(sale);
        books.close(sale, Outcome.APPROVED);
        assertThat(ledger.openSince(later, Set.of(), 1000)).doesNotContain(sale);
    }

    @Test
    void operationsOfANodeThatDiedAreFoundAtOnce() {
        ledger.begin(payment, sale, null);

        assertThat(ledger.openSince(Sample.NOW, Set.of(books.node.id()), 1000)).doesNotContain(sale);
        assertThat(ledger.openSince(Sample.NOW, Set.of("another"), 1000)).contains(sale);
    }
}
