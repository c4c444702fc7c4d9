package org.sanalpos.hub.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.mapping.BankReply;
import org.sanalpos.hub.payment.Ids;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.Result;
import org.sanalpos.hub.payment.ThreeDSession;
import org.sanalpos.hub.routing.ChosenPos;
import org.sanalpos.hub.routing.PosChooser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Moves a payment that was certainly not sent to another virtual POS of its company, where the caller has named none. What may have reached a
 * bank stays there.
 */
@Component
class Moving {
    private static final Logger LOG = LoggerFactory.getLogger(Moving.class);

    /** Virtual POSes that one payment is tried through at most. */
    private static final int MOST = 3;

    /** The caller waits. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final PosChooser chooser;
    private final Ledger ledger;
    private final BankMappings mappings;
    private final MeterRegistry meters;
    private final Ids ids;
    private final Clock clock;

    Moving(PosChooser chooser, Ledger ledger, BankMappings mappings, MeterRegistry meters, Ids ids, Clock clock) {
        this.chooser = chooser;
        this.ledger = ledger;
        this.mappings = mappings;
        this.meters = meters;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param ended the operation with its end, not written yet
     * @return the task of making the payment through another virtual POS; empty, and nothing is written, where it has to end here
     */
    Optional<BankTask> move(BankTask task, Operation ended) {
        if (!mayMove(task, ended)) {
            return Optional.empty();
        }
        return chooser.another(task.chosen()).flatMap(next -> moved(task, ended, next));
    }

    private boolean mayMove(BankTask task, Operation ended) {
        return task.chosen() != null
                && ended.outcome() == Outcome.NOT_SENT
                && task.untouched()
                && task.reply() instanceof BankReply.NotSent notSent
                && notSent.obstacle().avoidable()
                && task.chosen().tried().size() + 1 < MOST
                && clock.instant().isBefore(task.payment().createdAt().plus(LONGEST));
    }

    private Optional<BankTask> moved(BankTask task, Operation ended, ChosenPos next) {
        Payment payment = task.payment();
        String bank = next.pos().bank();
        Operation unsent = ended.ended(Outcome.NOT_SENT, explained(ended.result(), payment, next), ended.completedAt());
        Operation other = Operation.begun(
                ids.next(), payment.id(), ended.type(), ended.amount(), ended.source(), clock.instant());
        return ledger.move(unsent, task.call(), next.pos().code(), bank, transactionCode(payment, bank), other)
                .map(moved -> {
                    LOG.info(
                            "Payment {} was not sent through {} and goes through {}",
                            payment.id(),
                            payment.virtualPos(),
                            next.pos().code());
                    count(payment.bank());
                    return task(task, moved, other, next);
                });
    }

    /** Banks want codes of different lengths; where the length is the same, the code stays. */
    private String transactionCode(Payment payment, String bank) {
        int length = mappings.transactionCodeLength(bank);
        return payment.transactionCode().length() == length ? payment.transactionCode() : ids.transactionCode(length);
    }

    private static Result explained(Result result, Payment payment, ChosenPos next) {
        return new Result(
                result.code(),
                result.retryable(),
                result.bankCode(),
                "Through " + payment.virtualPos() + ", then through "
                        + next.pos().code() + ": " + result.bankMessage(),
                result.messageTr(),
                result.messageEn());
    }

    private BankTask task(BankTask before, Payment moved, Operation other, ChosenPos next) {
        ThreeDSession session =
                before.session() == null ? null : before.session().passed(other.id());
        BankTask task = BankTask.begin(moved, other, next.pos().account(), before.card(), before.stage(), session);
        return task.chosen(next).of(mappings.steps(task.context()));
    }

    private void count(String from) {
        Counter.builder("sanalpos.payments.moved")
                .description("Payments that were not sent at this bank and went through another virtual POS")
                .tag("bank", from)
                .register(meters)
                .increment();
    }
}
