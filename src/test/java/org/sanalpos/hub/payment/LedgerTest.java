package org.sanalpos.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
import org.sanalpos.hub.problem.ProblemException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the ledger promises, on each database that the hub runs on. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LedgerTest {
    private static final Clock CLOCK = Clock.fixed(Sample.NOW, ZoneOffset.UTC);

    @Parameter
    TestDatabase kind;

    JdbcClient jdbc;
    RequestKeys keys;
    Ledger ledger;
    Ids ids;
    Payment payment;
    Operation sale;

    @BeforeEach
    void start() {
        DataSource source = kind.shared();
        jdbc = JdbcClient.create(source);
        ids = new Ids(Clock.systemUTC());
        OperationTable operations = new OperationTable(jdbc);
        keys = new RequestKeys(jdbc);
        ledger = new Ledger(
                new PaymentTable(jdbc, operations),
                operations,
                new ThreeDSessions(jdbc),
                keys,
                new OutboxTable(new JdbcTemplate(source), ids),
                new TransactionTemplate(new DataSourceTransactionManager(source)),
                CLOCK);
        payment = Sample.payment(ids.next(), PaymentStatus.PROCESSING, null, 0, 0);
        sale = Sample.operation(ids.next(), payment, OperationType.SALE, 100);
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
        ledger.begin(payment, sale, new RequestKeys.Reservation("ACME", payment.id(), "f"));
        BankCall call = new BankCall(
                ids.next(), sale.id(), "payment", "https://bank.example", "<r/>", Sample.NOW, null, null, null, null);
        ledger.sending(call);

        Payment after = close(sale, Outcome.APPROVED);

        assertThat(after.status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(after.capturedMinor()).isEqualTo(100);
        assertThat(after.authCode()).isEqualTo("P00001");
        assertThat(after.completedAt()).isEqualTo(Sample.NOW);
        RequestKeys.Taken taken = keys.find("ACME", payment.id()).orElseThrow();
        assertThat(taken.answer()).isEqualTo(new Answer(201, payment.id(), PaymentJson.text(after), true));
        assertThat(outbox()).containsExactlyInAnyOrder("log", "erp", "results");
    }

    @Test
    void anOperationWhoseMessageCouldNotEvenBeWrittenDownEndsAllTheSame() {
        ledger.begin(payment, sale, null);
        BankCall begun = new BankCall(
                ids.next(), sale.id(), "payment", "https://bank.example", "<r/>", Sample.NOW, null, null, null, null);
        Operation ended = sale.ended(Outcome.NOT_SENT, Sample.approved(), Sample.NOW);

        Payment after =
                ledger.close(ended, Settlement.of(Transitions.after(payment, ended, Outcome.NOT_SENT)), begun);

        assertThat(after.status()).isEqualTo(PaymentStatus.FAILED);
    }

    @Test
    void aRefusedVoidGivesItsPlaceAndItsRequestsKeyToARefund() {
        ledger.begin(payment, sale, null);
        Payment captured = close(sale, Outcome.APPROVED);
        Operation tooLate = Sample.operation(ids.next(), payment, OperationType.VOID, 100);
        Operation refund = Sample.operation(ids.next(), payment, OperationType.REFUND, 100);
        ledger.beginFollowUp(captured, tooLate, new RequestKeys.Reservation("ACME", tooLate.id(), "f"));

        Payment between = ledger.turn(tooLate.ended(Outcome.DECLINED, Sample.approved(), Sample.NOW), null, refund)
                .orElseThrow();

        assertThat(between.status()).isEqualTo(PaymentStatus.PROCESSING);
        assertThat(between.operations())
                .extracting(Operation::outcome)
                .containsExactly(Outcome.APPROVED, Outcome.DECLINED, null);
        assertThat(keys.find("ACME", tooLate.id()).orElseThrow().answer()).isNull();

        Payment after = close(refund, Outcome.APPROVED);
        assertThat(after.status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(keys.find("ACME", tooLate.id()).orElseThrow().answer().body())
                .isEqualTo(PaymentJson.text(after));
        assertThat(outbox()).hasSize(9);
    }

    @Test
    void anOperationThatHasItsEndGivesItsPlaceToNoOther() {
        ledger.begin(payment, sale, null);
        Payment captured = close(sale, Outcome.APPROVED);
        Operation refused = Sample.operation(ids.next(), payment, OperationType.VOID, 100);
        ledger.beginFollowUp(captured, refused, null);
        close(refused, Outcome.DECLINED);

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

        Payment after = close(sale, Outcome.UNKNOWN);

        assertThat(after.status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(after.completedAt()).isNull();
        assertThat(outbox()).containsExactly("log");
    }

    @Test
    void aSecondEndChangesNothing() {
        ledger.begin(payment, sale, null);
        close(sale, Outcome.DECLINED);

        Payment after = close(sale, Outcome.APPROVED);

        assertThat(after.status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(outbox()).hasSize(3);
    }

    @Test
    void theRealEndReplacesAnUnknownOne() {
        ledger.begin(payment, sale, null);
        close(sale, Outcome.UNKNOWN);

        Payment after = close(sale, Outcome.APPROVED);

        assertThat(after.status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(outbox()).containsExactlyInAnyOrder("log", "log", "erp", "results");
    }

    @Test
    void aTakenKeyLetsNothingBeWritten() {
        RequestKeys.Reservation key = new RequestKeys.Reservation("ACME", "key-" + payment.id(), "f");
        ledger.begin(payment, sale, key);
        Payment other = Sample.payment(ids.next(), PaymentStatus.PROCESSING, null, 0, 0);
        Operation second = Sample.operation(ids.next(), other, OperationType.SALE, 100);

        assertThatThrownBy(() -> ledger.begin(other, second, key)).isInstanceOf(DuplicateKeyException.class);

        assertThat(ledger.find(other.id())).isEmpty();
        assertThat(keys.find("ACME", key.key()).orElseThrow().paymentId()).isEqualTo(payment.id());
    }

    @Test
    void aFollowUpClaimsThePaymentAndARefusalLeadsBack() {
        Payment captured = captured();
        Operation refund = Sample.operation(ids.next(), captured, OperationType.REFUND, 40);

        Payment claimed = ledger.beginFollowUp(captured, refund, null);
        assertThat(claimed.status()).isEqualTo(PaymentStatus.PROCESSING);
        assertThat(claimed.resumeStatus()).isEqualTo(PaymentStatus.CAPTURED);

        Payment after = close(refund, Outcome.DECLINED);
        assertThat(after.status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(after.resumeStatus()).isNull();
        assertThat(after.authCode()).isEqualTo("P00001");
    }

    @Test
    void ofManyFollowUpsAtOnceOneBegins() throws Exception {
        Payment captured = captured();

        int begun = together(() -> {
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
        RequestKeys.Reservation key = new RequestKeys.Reservation("ACME", "once-" + payment.id(), "f");

        int begun = together(() -> {
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
        close(sale, Outcome.DECLINED);
        Operation late = Sample.operation(ids.next(), payment, OperationType.INQUIRY, 100);
        Payment declined = ledger.find(payment.id()).orElseThrow();
        ledger.beginFollowUp(declined, late, null);
        Settlement illegal = Settlement.of(new Transitions.Standing(PaymentStatus.CAPTURED, 100, 0));

        assertThatThrownBy(() -> ledger.close(ended(late, Outcome.APPROVED), illegal, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot go from DECLINED to CAPTURED");

        assertThat(ledger.find(payment.id()).orElseThrow().status()).isEqualTo(PaymentStatus.DECLINED);
    }

    @Test
    void anInquirySettlesTheOperationWhoseAnswerWasLost() {
        ledger.begin(payment, sale, null);
        close(sale, Outcome.UNKNOWN);
        Payment unknown = ledger.find(payment.id()).orElseThrow();
        Operation inquiry = Sample.operation(ids.next(), payment, OperationType.INQUIRY, 100);
        ledger.beginFollowUp(unknown, inquiry, null);
        Settlement found = new Settlement(
                new Transitions.Standing(PaymentStatus.CAPTURED, 100, 0), Optional.of(ended(sale, Outcome.APPROVED)));

        Payment after = ledger.close(ended(inquiry, Outcome.APPROVED), found, null);

        assertThat(after.status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(after.operations().get(0).outcome()).isEqualTo(Outcome.APPROVED);
        assertThat(outbox()).containsExactlyInAnyOrder("log", "log", "log", "erp", "results");
    }

    @Test
    void aSecondInquiryThatFoundTheSameComesTooLateForARefundUnderWay() {
        ledger.begin(payment, sale, null);
        Payment unknown = close(sale, Outcome.UNKNOWN);
        Operation first = Sample.operation(ids.next(), payment, OperationType.INQUIRY, 100);
        Operation second = Sample.operation(ids.next(), payment, OperationType.INQUIRY, 100);
        ledger.beginFollowUp(unknown, first, null);
        ledger.beginFollowUp(unknown, second, null);
        Settlement found = new Settlement(
                new Transitions.Standing(PaymentStatus.CAPTURED, 100, 0), Optional.of(ended(sale, Outcome.APPROVED)));
        Payment captured = ledger.close(ended(first, Outcome.APPROVED), found, null);
        ledger.beginFollowUp(captured, Sample.operation(ids.next(), captured, OperationType.REFUND, 40), null);

        Payment after = ledger.close(ended(second, Outcome.APPROVED), found, null);

        assertThat(after.status()).isEqualTo(PaymentStatus.PROCESSING);
        assertThat(outbox()).containsExactlyInAnyOrder("log", "log", "log", "erp", "results", "log");
    }

    @Test
    void operationsWithoutAnEndAreFoundByTheirAge() {
        ledger.begin(payment, sale, null);
        Instant later = Sample.NOW.plusSeconds(1);

        assertThat(ledger.openSince(later, 1000)).contains(sale);
        assertThat(ledger.openSince(Sample.NOW, 1000)).doesNotContain(sale);
        close(sale, Outcome.APPROVED);
        assertThat(ledger.openSince(later, 1000)).doesNotContain(sale);
    }

    /** How many of eight attempts at the same moment succeed. */
    private static int together(Callable<Boolean> attempt) throws Exception {
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

    private Payment captured() {
        ledger.begin(payment, sale, null);
        return close(sale, Outcome.APPROVED);
    }

    private Payment close(Operation operation, Outcome outcome) {
        Payment before = ledger.find(operation.paymentId()).orElseThrow();
        Operation ended = ended(operation, outcome);
        return ledger.close(ended, Settlement.of(Transitions.after(before, ended, outcome)), null);
    }

    private static Operation ended(Operation operation, Outcome outcome) {
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
                java.util.Map.of("batch", "7"),
                operation.startedAt(),
                Sample.NOW,
                5L);
    }

    private List<String> outbox() {
        return jdbc.sql("select destination from outbox where payment_id = ?")
                .param(payment.id())
                .query(String.class)
                .list();
    }
}
