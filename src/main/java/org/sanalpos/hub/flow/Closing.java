package org.sanalpos.hub.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.mapping.InquiredState;
import org.sanalpos.hub.mapping.Reading;
import org.sanalpos.hub.mapping.ThreeDModel;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.payment.Ids;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentStatus;
import org.sanalpos.hub.payment.ResultCode;
import org.sanalpos.hub.payment.Settlement;
import org.sanalpos.hub.payment.Transitions;
import org.springframework.stereotype.Component;

/** The steps after the bank: what its answer means for the payment, written down once, and the answer to the caller. */
@Component("closing")
public class Closing {
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final int BATCH = 100;
    private static final Set<PaymentStatus> NOT_KNOWN = EnumSet.of(PaymentStatus.UNKNOWN, PaymentStatus.EXPIRED);
    private static final Set<InquiredState> NOTHING_THERE = EnumSet.of(InquiredState.NOT_FOUND, InquiredState.PENDING);

    private final Ledger ledger;
    private final BankMappings mappings;
    private final BankCatalogue catalogue;
    private final Moving moving;
    private final MeterRegistry meters;
    private final Ids ids;
    private final Clock clock;

    public Closing(
            Ledger ledger,
            BankMappings mappings,
            BankCatalogue catalogue,
            Moving moving,
            MeterRegistry meters,
            Ids ids,
            Clock clock) {
        this.ledger = ledger;
        this.mappings = mappings;
        this.catalogue = catalogue;
        this.moving = moving;
        this.meters = meters;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Closes an operation whose conversation with the bank has ended.
     *
     * @return the answer to the caller or, where the bank says that the other way to give money back is right, the task for that, or, where a
     *     payment was not sent, the task of making it through another virtual POS
     */
    public Object close(BankTask task) {
        Reading reading = task.reading();
        Operation begun = task.operation();
        Operation ended = new Operation(
                begun.id(),
                begun.paymentId(),
                begun.type(),
                begun.amount(),
                begun.source(),
                reading.outcome(),
                reading.result(),
                reading.authCode(),
                reading.hostReference(),
                reading.bankTransactionId(),
                reading.authentication(),
                reading.kept(),
                begun.startedAt(),
                clock.instant(),
                Duration.ofNanos(task.bankNanos()).toMillis());
        Optional<BankTask> other = isWrongWay(task, reading) ? turned(task, ended) : moved(task, ended);
        if (other.isPresent()) {
            return other.get();
        }
        if (reading.maskedCard() != null) {
            ledger.typed(begun.paymentId(), reading.maskedCard());
        }
        Payment after = ledger.close(ended, settlement(task.payment(), ended, reading), task.call());
        measure(after, ended, task.bankNanos());
        return Answer.first(after, ended);
    }

    private boolean isWrongWay(BankTask task, Reading reading) {
        return task.otherwise() != null
                && reading.outcome() == Outcome.DECLINED
                && catalogue
                        .find(task.payment().bank())
                        .filter(bank -> bank.reversal()
                                .isWrongWay(
                                        task.operation().type(),
                                        reading.result().bankCode()))
                        .isPresent();
    }

    private Optional<BankTask> turned(BankTask task, Operation ended) {
        Operation other = Operation.begun(
                ids.next(), ended.paymentId(), task.otherwise(), ended.amount(), ended.source(), clock.instant());
        return ledger.turn(ended, task.call(), other).map(payment -> {
            measure(payment, ended, task.bankNanos());
            BankTask next = BankTask.begin(payment, other, task.account(), null);
            return next.of(mappings.steps(next.context()));
        });
    }

    private Optional<BankTask> moved(BankTask task, Operation ended) {
        return moving.move(task, ended).map(next -> {
            measure(task.payment(), ended, task.bankNanos());
            return next;
        });
    }

    /** Closes operations whose process died, or lost its way, while the bank was being called: their outcome is unknown. */
    public void closeStale() {
        Duration longest = catalogue.banks().stream()
                .map(bank -> bank.timeouts().total())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Instant before = clock.instant().minus(longest).minus(GRACE);
        for (Operation operation : ledger.openSince(before, BATCH)) {
            Operation ended = operation.ended(
                    Outcome.UNKNOWN,
                    mappings.result(ResultCode.UNKNOWN, "The hub stopped before the bank's answer was recorded"),
                    clock.instant());
            Payment payment = ledger.find(operation.paymentId()).orElseThrow();
            ledger.close(ended, settlement(payment, ended, null), null);
        }
    }

    private Settlement settlement(Payment payment, Operation ended, Reading reading) {
        if (ended.type().moves()) {
            return Settlement.of(Transitions.after(payment, ended, ended.outcome()));
        }
        return reading == null ? Settlement.none() : inquired(payment, ended, reading);
    }

    /**
     * An inquiry moves a payment only where its outcome is not known, and only where the bank's word leaves no other reading. While the
     * cardholder may still be on the way through 3-D Secure, only a charge counts.
     */
    private Settlement inquired(Payment payment, Operation inquiry, Reading reading) {
        boolean waiting = payment.status() == PaymentStatus.REQUIRES_ACTION;
        if (!waiting && !NOT_KNOWN.contains(payment.status()) || reading.state() == null) {
            return Settlement.none();
        }
        List<Operation> uncertain = payment.operations().stream()
                .filter(operation -> operation.type().moves())
                .filter(operation -> operation.outcome() == null
                        ? waiting
                        : !operation.outcome().certain())
                .toList();
        if (uncertain.size() != 1) {
            return Settlement.none();
        }
        Operation lost = uncertain.get(0);
        Optional<Outcome> outcome = decided(payment, lost, reading);
        if (outcome.isEmpty() || waiting && outcome.get() != Outcome.APPROVED) {
            return walkedAway(payment, lost, reading)
                    ? Settlement.of(new Transitions.Standing(PaymentStatus.EXPIRED, 0, 0))
                    : Settlement.none();
        }
        Operation settled = new Operation(
                lost.id(),
                lost.paymentId(),
                lost.type(),
                lost.amount(),
                lost.source(),
                outcome.get(),
                reading.result(),
                reading.authCode(),
                reading.hostReference(),
                reading.bankTransactionId(),
                lost.authentication(),
                reading.kept().isEmpty() ? lost.kept() : reading.kept(),
                lost.startedAt(),
                inquiry.completedAt(),
                lost.durationMs());
        return new Settlement(Transitions.after(payment, settled, outcome.get()), Optional.of(settled));
    }

    /** Whether a cardholder never came back from a bank that would have charged, and the bank knows of no charge. */
    private boolean walkedAway(Payment payment, Operation lost, Reading reading) {
        return payment.status() == PaymentStatus.UNKNOWN
                && lost.type().first()
                && lost.authentication() == null
                && NOTHING_THERE.contains(reading.state())
                && catalogue
                        .find(payment.bank())
                        .map(bank -> bank.models().get(payment.secure()))
                        .filter(ThreeDModel::charges)
                        .isPresent();
    }

    private static Optional<Outcome> decided(Payment payment, Operation lost, Reading reading) {
        InquiredState state = reading.state();
        return switch (lost.type()) {
            case SALE ->
                switch (state) {
                    case CAPTURED -> same(lost, reading) ? Optional.of(Outcome.APPROVED) : Optional.empty();
                    case DECLINED -> Optional.of(Outcome.DECLINED);
                    default -> Optional.empty();
                };
            case PREAUTH ->
                switch (state) {
                    case AUTHORIZED -> Optional.of(Outcome.APPROVED);
                    case DECLINED -> Optional.of(Outcome.DECLINED);
                    default -> Optional.empty();
                };
            case CAPTURE ->
                switch (state) {
                    case CAPTURED -> same(lost, reading) ? Optional.of(Outcome.APPROVED) : Optional.empty();
                    default -> Optional.empty();
                };
            // The void of a capture may leave the hold on the card, which lapses by itself.
            case VOID ->
                state == InquiredState.VOIDED || state == InquiredState.AUTHORIZED && payment.capturedMinor() > 0
                        ? Optional.of(Outcome.APPROVED)
                        : Optional.empty();
            case REFUND ->
                reading.refundedMinor() != null
                                && reading.refundedMinor()
                                        == payment.refundedMinor()
                                                + lost.amount().minor()
                        ? Optional.of(Outcome.APPROVED)
                        : Optional.empty();
            case INQUIRY -> Optional.empty();
        };
    }

    private static boolean same(Operation lost, Reading reading) {
        return reading.capturedMinor() == null
                || reading.capturedMinor() == lost.amount().minor();
    }

    private void measure(Payment payment, Operation ended, long bankNanos) {
        Duration all = Duration.between(ended.startedAt(), ended.completedAt());
        String bank = catalogue.find(payment.bank()).map(Bank::code).orElse("none");
        Timer.builder("sanalpos.payments")
                .description("Operations by bank, operation and outcome, with their whole time")
                .tag("bank", bank)
                .tag("operation", ended.type().code())
                .tag("outcome", ended.outcome().code())
                .register(meters)
                .record(all);
        Timer.builder("sanalpos.hub.time")
                .description("What the hub itself adds to the time at the bank")
                .tag("bank", bank)
                .publishPercentileHistogram()
                .register(meters)
                .record(all.isNegative() ? Duration.ZERO : all.minusNanos(Math.min(bankNanos, all.toNanos())));
    }
}
