package org.sanalpos.hub.payment;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.problem.ProblemException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What no bank has said in time, and what people say of it. */
@Component
public class LeftToPeople {
    private final Ledger ledger;
    private final PaymentTable payments;
    private final OperationTable operations;
    private final Recoveries recoveries;
    private final OutboxTable outbox;
    private final FinalStates finalStates;
    private final PaymentAudit audit;
    private final Writer writer;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LeftToPeople(
            Ledger ledger,
            PaymentTable payments,
            OperationTable operations,
            Recoveries recoveries,
            OutboxTable outbox,
            FinalStates finalStates,
            PaymentAudit audit,
            Writer writer,
            TransactionTemplate transaction,
            Clock clock) {
        this.ledger = ledger;
        this.payments = payments;
        this.operations = operations;
        this.recoveries = recoveries;
        this.outbox = outbox;
        this.finalStates = finalStates;
        this.audit = audit;
        this.writer = writer;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Leaves a payment to people whose outcome no bank has said, once.
     *
     * @param why what they are to know
     * @return whether the bank was still to be asked until now
     */
    public boolean giveUp(String paymentId, Result why) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Payment before = payments.lock(paymentId);
            if (before.status() != PaymentStatus.UNKNOWN && before.status() != PaymentStatus.EXPIRED) {
                return false;
            }
            Instant now = clock.instant();
            recoveries.giveUp(paymentId, now);
            Operation doubtful = before.operations().stream()
                    .filter(Operation::doubtful)
                    .reduce((first, second) -> second)
                    .orElseThrow(() -> new IllegalStateException("payment " + paymentId + " has nothing in doubt"))
                    .ended(Outcome.UNKNOWN, why, now);
            Payment left = before.with(doubtful)
                    .moved(
                            new Transitions.Standing(
                                    PaymentStatus.REVIEW, before.capturedMinor(), before.refundedMinor()),
                            doubtful,
                            now);
            List<Write> writes = new ArrayList<>(List.of(operations.complete(doubtful), payments.move(left)));
            writes.addAll(outbox.tell(left, now, doubtful));
            writer.make(writes);
            finalStates.reached(left, doubtful, now);
            return true;
        }));
    }

    /**
     * Writes a person's word on an operation in doubt of a payment in review.
     *
     * @param decided the operation with the end that the person tells
     * @throws ProblemException 409 if the payment is not in review any more
     */
    public Payment decide(Actor by, Operation decided) {
        return transaction.execute(status -> {
            Payment before = payments.lock(decided.paymentId());
            if (before.status() != PaymentStatus.REVIEW) {
                throw ProblemException.conflict("Payment " + before.id() + " is not left to people: it is "
                        + before.status().code());
            }
            Payment after =
                    ledger.close(decided, Settlement.of(Transitions.after(before, decided, decided.outcome())), null);
            audit.decided(by, before, decided, after);
            return after;
        });
    }

    /**
     * Writes a person's word that a charge, which was to be given back and could not be, stands.
     *
     * @throws ProblemException 409 if the charge is not left to people
     */
    public Payment letStand(Actor by, String paymentId, String reason) {
        return transaction.execute(status -> {
            Payment payment = payments.lock(paymentId);
            if (!recoveries.letStand(paymentId)) {
                throw ProblemException.conflict(
                        "Payment " + paymentId + " has no charge that could not be given back and is left to people");
            }
            audit.stands(by, payment, reason);
            return payment;
        });
    }
}
