package org.sanalpos.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.problem.ProblemException;

/** Which payments are asked about, given back or left to people, on each database that the hub runs on. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RecoveriesTest {
    private static final Actor CLERK = Actor.key("key_1", "ACME", "192.0.2.7");

    @Parameter
    TestDatabase kind;

    private TestLedger books;
    private Ids ids;
    private Recoveries recoveries;
    private Ledger ledger;
    private LeftToPeople people;
    private Payment payment;
    private Operation sale;

    @BeforeEach
    void start() {
        books = new TestLedger(kind.shared());
        ids = books.ids;
        recoveries = books.recoveries;
        ledger = books.ledger;
        people = books.people;
        payment = books.payment;
        sale = books.sale;
    }

    @Test
    void anUnknownPaymentIsToBeAskedAboutUntilItsOutcomeIsKnown() {
        ledger.begin(payment, sale, null);
        Payment unknown = books.close(sale, Outcome.UNKNOWN);

        assertThat(due()).contains(payment.id());
        assertThat(recoveries.due(payment.bank(), TestLedger.CLOCK.instant().plusMillis(19_999), 1000))
                .extracting(Recovery::paymentId)
                .doesNotContain(payment.id());
        assertThat(unknown.status()).isEqualTo(PaymentStatus.UNKNOWN);

        books.close(sale, Outcome.APPROVED);
        assertThat(due()).doesNotContain(payment.id());
    }

    @Test
    void oneAttemptIsTakenByOneNodeOfEight() throws Exception {
        ledger.begin(payment, sale, null);
        books.close(sale, Outcome.UNKNOWN);
        Recovery recovery = recoveries.due(payment.bank(), TestLedger.LATER, 1000).stream()
                .filter(due -> due.paymentId().equals(payment.id()))
                .findFirst()
                .orElseThrow();

        assertThat(TestLedger.together(() -> recoveries.claim(recovery, TestLedger.LATER.plusSeconds(60))))
                .isEqualTo(1);
        assertThat(due()).doesNotContain(payment.id());
    }

    @Test
    void aChargeThatIsToBeGivenBackLetsNothingElseBegin() {
        ledger.begin(payment, sale, null);
        books.close(sale, Outcome.UNKNOWN);
        Payment captured = chargeFound();

        assertThatThrownBy(() -> ledger.beginFollowUp(
                        captured, Sample.operation(ids.next(), captured, OperationType.REFUND, 40), null))
                .hasMessageContaining("is being given back");
        Operation giveBack =
                Operation.begun(ids.next(), captured.id(), OperationType.VOID, captured.captured(), "hub", Sample.NOW);
        ledger.beginFollowUp(captured, giveBack, null);
        assertThat(books.close(giveBack, Outcome.APPROVED).status()).isEqualTo(PaymentStatus.VOIDED);
        assertThat(due()).doesNotContain(payment.id());
    }

    @Test
    void thatAnOutcomeIsNotKnownIsWrittenOnce() {
        ledger.begin(payment, sale, null);

        Payment first = books.close(sale, Outcome.UNKNOWN);
        Payment second = books.close(sale, Outcome.UNKNOWN);

        assertThat(second).isEqualTo(first);
        assertThat(books.outbox()).containsExactly("log");
        assertThat(books.close(sale, Outcome.APPROVED).status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void whatNoBankCouldSayIsLeftToPeopleOnce() {
        ledger.begin(payment, sale, null);
        books.close(sale, Outcome.UNKNOWN);

        assertThat(people.giveUp(
                        payment.id(), TestLedger.ended(sale, Outcome.UNKNOWN).result()))
                .isTrue();
        assertThat(people.giveUp(
                        payment.id(), TestLedger.ended(sale, Outcome.UNKNOWN).result()))
                .isFalse();

        assertThat(ledger.find(payment.id()).orElseThrow().status()).isEqualTo(PaymentStatus.REVIEW);
        assertThat(due()).doesNotContain(payment.id());
        assertThat(recoveries.list(payment.company(), true, 0, 1000).items())
                .filteredOn(left -> left.paymentId().equals(payment.id()))
                .singleElement()
                .matches(left -> left.givenUpAt() != null);
        assertThat(books.outbox()).containsExactlyInAnyOrder("log", "log", "results");
    }

    @Test
    void aChargeThatCouldNotBeGivenBackLeavesTheListWhenAPersonLetsItStand() {
        givenBackWithoutSuccess();

        people.letStand(CLERK, payment.id(), "the goods were sent");

        assertThat(left()).isEmpty();
        assertThat(ledger.find(payment.id()).orElseThrow().status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThatThrownBy(() -> people.letStand(CLERK, payment.id(), "again")).isInstanceOf(ProblemException.class);
        assertThat(books.jdbc
                        .sql("select outcome || ' ' || details from audit_entry where code = ? and action = 'decide'")
                        .param(payment.id())
                        .query(String.class)
                        .single())
                .startsWith("stands ")
                .contains("the goods were sent");
    }

    @Test
    void aChargeThatIsToBeGivenBackIsNotLeftToPeopleByAQuestionThatCameTooLate() {
        ledger.begin(payment, sale, null);
        books.close(sale, Outcome.UNKNOWN);
        chargeFound();

        assertThat(people.giveUp(
                        payment.id(), TestLedger.ended(sale, Outcome.UNKNOWN).result()))
                .isFalse();

        assertThat(left()).isEmpty();
        assertThat(due()).contains(payment.id());
    }

    private void givenBackWithoutSuccess() {
        ledger.begin(payment, sale, null);
        books.close(sale, Outcome.UNKNOWN);
        chargeFound();
        assertThatThrownBy(() -> people.letStand(CLERK, payment.id(), "too early"))
                .isInstanceOf(ProblemException.class);
        recoveries.giveUp(payment.id(), TestLedger.LATER);
        assertThat(left()).isNotEmpty();
    }

    /** An inquiry finds a charge that nobody wants any more. */
    private Payment chargeFound() {
        Operation inquiry = books.operation(OperationType.INQUIRY, 100);
        ledger.beginFollowUp(ledger.find(payment.id()).orElseThrow(), inquiry, null);
        Settlement found = Settlement.of(
                new Transitions.Standing(PaymentStatus.CAPTURED, 100, 0),
                TestLedger.ended(sale, Outcome.APPROVED),
                true);
        return books.close(TestLedger.ended(inquiry, Outcome.APPROVED), found);
    }

    private List<Recovery> left() {
        return recoveries.list(payment.company(), true, 0, 1000).items().stream()
                .filter(left -> left.paymentId().equals(payment.id()))
                .toList();
    }

    @Test
    void anUnknownPaymentOfAnOlderProgramIsTakenUp() {
        ledger.begin(payment, sale, null);
        books.close(sale, Outcome.UNKNOWN);
        recoveries.drop(payment.id());

        recoveries.adopt(TestLedger.CLOCK.instant());
        recoveries.adopt(TestLedger.CLOCK.instant());

        assertThat(due()).contains(payment.id());
    }

    private List<String> due() {
        return recoveries.due(payment.bank(), TestLedger.LATER, 1000).stream()
                .map(Recovery::paymentId)
                .toList();
    }
}
