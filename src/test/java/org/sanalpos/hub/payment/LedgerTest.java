package org.sanalpos.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.sanalpos.hub.audit.TestAudit;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.settings.HubNode;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the ledger promises, on each database that the hub runs on. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LedgerTest {
    private static final Clock CLOCK = Clock.fixed(Sample.NOW, ZoneOffset.UTC);
    private static final Instant LATER = CLOCK.instant().plusSeconds(20);
    private static final HubSettings SETTINGS =
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("sanalpos", HubSettings.class);

    @Parameter
    TestDatabase kind;

    JdbcClient jdbc;
    RequestKeys keys;
    Ledger ledger;
    Recoveries recoveries;
    final HubNode node = new HubNode();
    final List<String> told = new ArrayList<>();
    Ids ids;
    Payment payment;
    Operation sale;

    @BeforeEach
    void start() {
        DataSource source = kind.shared();
        jdbc = JdbcClient.create(source);
        ids = new Ids(Clock.systemUTC());
        OperationTable operations = new OperationTable(jdbc, node);
        keys = new RequestKeys(jdbc);
        recoveries = new Recoveries(jdbc, SETTINGS);
        TransactionTemplate transaction = TestAudit.transaction(source);
        ledger = new Ledger(
                new PaymentTable(jdbc, operations),
                operations,
                new ThreeDSessions(jdbc),
                keys,
                new OutboxTable(new JdbcTemplate(source), ids),
                recoveries,
                new PaymentAudit(TestAudit.on(source), transaction),
                (reached, operation, now) -> told.add(
                        reached.status().code() + " by " + operation.type().code()),
                transaction,
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
        ledger.begin(payment, sale, new RequestKeys.Reservation("ACME", payment.id(), "f", null));
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

        Payment after = ledger.close(ended, Settlement.of(Transitions.after(payment, ended, Outcome.NOT_SENT)), begun);

        assertThat(after.status()).isEqualTo(PaymentStatus.FAILED);
    }

    @Test
    void aRefusedVoidGivesItsPlaceAndItsRequestsKeyToARefund() {
        ledger.begin(payment, sale, null);
        Payment captured = close(sale, Outcome.APPROVED);
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
        RequestKeys.Reservation key = new RequestKeys.Reservation("ACME", "once-" + payment.id(), "f", null);

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
                new Transitions.Standing(PaymentStatus.CAPTURED, 100, 0),
                Optional.of(ended(sale, Outcome.APPROVED)),
                false);

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
                new Transitions.Standing(PaymentStatus.CAPTURED, 100, 0),
                Optional.of(ended(sale, Outcome.APPROVED)),
                false);
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

        assertThat(ledger.openSince(later, Set.of(), 1000)).contains(sale);
        assertThat(ledger.openSince(Sample.NOW, Set.of(), 1000)).doesNotContain(sale);
        close(sale, Outcome.APPROVED);
        assertThat(ledger.openSince(later, Set.of(), 1000)).doesNotContain(sale);
    }

    @Test
    void operationsOfANodeThatDiedAreFoundAtOnce() {
        ledger.begin(payment, sale, null);

        assertThat(ledger.openSince(Sample.NOW, Set.of(node.id()), 1000)).doesNotContain(sale);
        assertThat(ledger.openSince(Sample.NOW, Set.of("another"), 1000)).contains(sale);
    }

    @Test
    void anUnknownPaymentIsToBeAskedAboutUntilItsOutcomeIsKnown() {
        ledger.begin(payment, sale, null);
        Payment unknown = close(sale, Outcome.UNKNOWN);

        assertThat(due()).contains(payment.id());
        assertThat(recoveries.due(payment.bank(), CLOCK.instant().plusMillis(19_999), 1000))
                .extracting(Recovery::paymentId)
                .doesNotContain(payment.id());
        assertThat(unknown.status()).isEqualTo(PaymentStatus.UNKNOWN);

        close(sale, Outcome.APPROVED);
        assertThat(due()).doesNotContain(payment.id());
    }

    @Test
    void oneAttemptIsTakenByOneNodeOfEight() throws Exception {
        ledger.begin(payment, sale, null);
        close(sale, Outcome.UNKNOWN);
        Recovery recovery = recoveries.due(payment.bank(), LATER, 1000).stream()
                .filter(due -> due.paymentId().equals(payment.id()))
                .findFirst()
                .orElseThrow();

        assertThat(together(() -> recoveries.claim(recovery, LATER.plusSeconds(60))))
                .isEqualTo(1);
        assertThat(due()).doesNotContain(payment.id());
    }

    @Test
    void aChargeThatIsToBeGivenBackLetsNothingElseBegin() {
        ledger.begin(payment, sale, null);
        Payment unknown = close(sale, Outcome.UNKNOWN);
        Operation inquiry = Sample.operation(ids.next(), payment, OperationType.INQUIRY, 100);
        ledger.beginFollowUp(unknown, inquiry, null);
        Settlement unwanted = new Settlement(
                new Transitions.Standing(PaymentStatus.CAPTURED, 100, 0),
                Optional.of(ended(sale, Outcome.APPROVED)),
                true);
        Payment captured = ledger.close(ended(inquiry, Outcome.APPROVED), unwanted, null);

        assertThatThrownBy(() -> ledger.beginFollowUp(
                        captured, Sample.operation(ids.next(), captured, OperationType.REFUND, 40), null))
                .hasMessageContaining("is being given back");
        Operation giveBack =
                Operation.begun(ids.next(), captured.id(), OperationType.VOID, captured.captured(), "hub", Sample.NOW);
        ledger.beginFollowUp(captured, giveBack, null);
        assertThat(close(giveBack, Outcome.APPROVED).status()).isEqualTo(PaymentStatus.VOIDED);
        assertThat(due()).doesNotContain(payment.id());
    }

    @Test
    void whatNoBankCouldSayIsLeftToPeopleOnce() {
        ledger.begin(payment, sale, null);
        close(sale, Outcome.UNKNOWN);

        assertThat(ledger.giveUp(payment.id(), ended(sale, Outcome.UNKNOWN).result()))
                .isTrue();
        assertThat(ledger.giveUp(payment.id(), ended(sale, Outcome.UNKNOWN).result()))
                .isFalse();

        assertThat(ledger.find(payment.id()).orElseThrow().status()).isEqualTo(PaymentStatus.REVIEW);
        assertThat(due()).doesNotContain(payment.id());
        assertThat(recoveries.list(payment.company(), true, 0, 1000).items())
                .filteredOn(left -> left.paymentId().equals(payment.id()))
                .singleElement()
                .matches(left -> left.givenUpAt() != null);
        assertThat(outbox()).containsExactlyInAnyOrder("log", "log", "results");
    }

    @Test
    void anUnknownPaymentOfAnOlderProgramIsTakenUp() {
        ledger.begin(payment, sale, null);
        close(sale, Outcome.UNKNOWN);
        recoveries.drop(payment.id());

        recoveries.adopt(CLOCK.instant());
        recoveries.adopt(CLOCK.instant());

        assertThat(due()).contains(payment.id());
    }

    private List<String> due() {
        return recoveries.due(payment.bank(), LATER, 1000).stream()
                .map(Recovery::paymentId)
                .toList();
    }

    @Test
    void everyFinalStateIsToldOnceAndNothingBetween() {
        ledger.begin(payment, sale, null);
        Payment captured = close(sale, Outcome.APPROVED);
        close(sale, Outcome.APPROVED);
        assertThat(told).containsExactly("captured by sale");

        Payment partly = close(refund(captured, 40), Outcome.APPROVED);
        close(refund(partly, 40), Outcome.APPROVED);
        assertThat(told).hasSize(3).endsWith("partially_refunded by refund", "partially_refunded by refund");
    }

    @Test
    void aFollowUpThatIsRefusedTellsNothingUnlessItWasUnknownMeanwhile() {
        Payment captured = captured();
        told.clear();
        Payment same = close(refund(captured, 40), Outcome.DECLINED);
        assertThat(told).isEmpty();

        Operation lost = refund(same, 40);
        close(lost, Outcome.UNKNOWN);
        assertThat(told).isEmpty();
        close(lost, Outcome.DECLINED);
        assertThat(told).containsExactly("captured by refund");
    }

    @Test
    void whatAnInquiryFindsIsToldWithTheOperationThatItSettles() {
        ledger.begin(payment, sale, null);
        Payment unknown = close(sale, Outcome.UNKNOWN);
        assertThat(told).isEmpty();
        Operation inquiry = Sample.operation(ids.next(), payment, OperationType.INQUIRY, 100);
        ledger.beginFollowUp(unknown, inquiry, null);
        Settlement found = new Settlement(
                new Transitions.Standing(PaymentStatus.CAPTURED, 100, 0),
                Optional.of(ended(sale, Outcome.APPROVED)),
                false);

        ledger.close(ended(inquiry, Outcome.APPROVED), found, null);

        assertThat(told).containsExactly("captured by sale");
    }

    private Operation refund(Payment payment, long amount) {
        Operation refund = Sample.operation(ids.next(), payment, OperationType.REFUND, amount);
        ledger.beginFollowUp(payment, refund, null);
        return refund;
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
