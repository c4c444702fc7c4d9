package org.sanalpos.hub.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sanalpos.hub.clock.ElapsedTime;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.mapping.Reading;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.payment.Ids;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentStatus;
import org.sanalpos.hub.payment.Result;
import org.sanalpos.hub.payment.ResultCode;
import org.sanalpos.hub.payment.Settlement;
import org.sanalpos.hub.payment.Transitions;
import org.sanalpos.hub.virtualpos.Companies;
import org.springframework.stereotype.Component;

/** The steps after the bank: what its answer means for the payment, written down once, and the answer to the caller. */
@Component("closing")
public class Closing {
    private static final Set<PaymentStatus> NOT_KNOWN =
            EnumSet.of(PaymentStatus.UNKNOWN, PaymentStatus.REVIEW, PaymentStatus.EXPIRED);

    private final Ledger ledger;
    private final BankMappings mappings;
    private final BankCatalogue catalogue;
    private final Companies companies;
    private final Moving moving;
    private final MeterRegistry meters;
    private final Ids ids;
    private final Clock clock;
    private final ElapsedTime elapsed;

    public Closing(
            Ledger ledger,
            BankMappings mappings,
            BankCatalogue catalogue,
            Companies companies,
            Moving moving,
            MeterRegistry meters,
            Ids ids,
            Clock clock,
            ElapsedTime elapsed) {
        this.ledger = ledger;
        this.mappings = mappings;
        this.catalogue = catalogue;
        this.companies = companies;
        this.moving = moving;
        this.meters = meters;
        this.ids = ids;
        this.clock = clock;
        this.elapsed = elapsed;
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
                ids.after(ended.id()),
                ended.paymentId(),
                task.otherwise(),
                ended.amount(),
                ended.source(),
                clock.instant());
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

    private Settlement settlement(Payment payment, Operation ended, Reading reading) {
        return ended.type().moves()
                ? Settlement.of(Transitions.after(payment, ended, ended.outcome()))
                : inquired(payment, ended, reading);
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
                .filter(operation -> operation.doubtful() || waiting && operation.outcome() == null)
                .filter(operation -> operation.type().moves())
                .toList();
        if (uncertain.size() != 1) {
            return Settlement.none();
        }
        Operation lost = uncertain.get(0);
        Bank bank = catalogue.find(payment.bank()).orElseThrow();
        Optional<Outcome> outcome = Decisions.done(payment, lost, reading);
        if (waiting && !outcome.equals(Optional.of(Outcome.APPROVED))) {
            return Settlement.none();
        }
        if (outcome.isEmpty() && Decisions.walkedAway(payment, lost, reading, bank)) {
            // The cardholder may still be at the bank when the hub's page has expired.
            boolean over = elapsed.between(lost.completedAt(), inquiry.startedAt())
                            .compareTo(bank.recovery().grace())
                    >= 0;
            return Settlement.expired(over);
        }
        boolean patient = elapsed.between(lost.startedAt(), inquiry.startedAt())
                        .compareTo(bank.recovery().grace())
                >= 0;
        if (outcome.isEmpty() && patient && Decisions.notDone(payment, lost, reading)) {
            return settled(payment, lost.ended(Outcome.NOT_SENT, notDone(reading), inquiry.completedAt()), false);
        }
        return outcome.map(end ->
                        settled(payment, told(lost, end, reading, inquiry), !waiting && isUnwanted(payment, lost, end)))
                .orElse(Settlement.none());
    }

    private static Settlement settled(Payment payment, Operation settled, boolean reverse) {
        return Settlement.of(Transitions.after(payment, settled, settled.outcome()), settled, reverse);
    }

    private Result notDone(Reading reading) {
        String words = reading.result().bankMessage();
        return mappings.result(
                ResultCode.BANK_SYSTEM_ERROR,
                "The bank has no record that it was done" + (words == null ? "" : " (" + words + ")"));
    }

    private static Operation told(Operation lost, Outcome outcome, Reading reading, Operation inquiry) {
        return new Operation(
                lost.id(),
                lost.paymentId(),
                lost.type(),
                lost.amount(),
                lost.source(),
                outcome,
                reading.result(),
                reading.authCode(),
                reading.hostReference(),
                reading.bankTransactionId(),
                lost.authentication(),
                reading.kept().isEmpty() ? lost.kept() : reading.kept(),
                lost.startedAt(),
                inquiry.completedAt(),
                lost.durationMs());
    }

    /** Whether a charge was found too late, of which its company said that it is to be given back then. */
    private boolean isUnwanted(Payment payment, Operation lost, Outcome outcome) {
        return lost.type().first()
                && outcome == Outcome.APPROVED
                && companies
                        .find(payment.company())
                        .filter(company -> company.settings().reverseUnconfirmed())
                        .isPresent();
    }

    private void measure(Payment payment, Operation ended, long bankNanos) {
        Duration told = elapsed.between(ended.startedAt(), ended.completedAt());
        Duration all = told.isNegative() ? Duration.ZERO : told;
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
                .record(all.minusNanos(Math.min(bankNanos, all.toNanos())));
    }
}
