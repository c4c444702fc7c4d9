package org.sanalpos.hub.flow;

import java.time.Instant;
import java.util.Optional;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.payment.FollowUpRequest;
import org.sanalpos.hub.payment.Money;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentStatus;

/** Whether money goes back by a void or by a refund, where the caller leaves it to the hub. */
final class GivingBack {
    private GivingBack() {}

    /**
     * @param operation what to ask the bank for first
     * @param otherwise what to ask for if the bank's code says that this would have been right; null for nothing
     */
    record Way(OperationType operation, OperationType otherwise) {}

    /** A void takes back the whole payment only; within the bank's day it comes first, later the refund does. */
    static Way choose(Payment payment, FollowUpRequest request, Bank bank, Instant now) {
        if (!request.auto() || !isWhole(payment, request.amount())) {
            return new Way(request.operation(), null);
        }
        if (payment.status() == PaymentStatus.AUTHORIZED) {
            return new Way(OperationType.VOID, null);
        }
        boolean both = bank.operations().contains(OperationType.VOID)
                && bank.operations().contains(OperationType.REFUND);
        if (!both) {
            return new Way(
                    bank.operations().contains(OperationType.VOID) ? OperationType.VOID : OperationType.REFUND, null);
        }
        boolean sameDay =
                charged(payment).filter(at -> bank.reversal().sameDay(at, now)).isPresent();
        return sameDay
                ? new Way(OperationType.VOID, OperationType.REFUND)
                : new Way(OperationType.REFUND, OperationType.VOID);
    }

    /** Whether nothing was given back yet and all of it is to be. */
    private static boolean isWhole(Payment payment, String amount) {
        if (payment.refundedMinor() > 0) {
            return false;
        }
        if (amount == null) {
            return true;
        }
        Money all = payment.status() == PaymentStatus.AUTHORIZED ? payment.amount() : payment.captured();
        try {
            return Money.parse(amount, all.currency()).minor() == all.minor();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<Instant> charged(Payment payment) {
        return payment.operations().stream()
                .filter(operation ->
                        operation.type() == OperationType.SALE || operation.type() == OperationType.CAPTURE)
                .filter(operation -> operation.outcome() == Outcome.APPROVED)
                .map(Operation::completedAt)
                .reduce((first, second) -> second);
    }
}
