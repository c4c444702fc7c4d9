package org.sanalpos.hub.flow;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.mapping.Account;
import org.sanalpos.hub.mapping.BankReply;
import org.sanalpos.hub.mapping.BankRequest;
import org.sanalpos.hub.mapping.MessageContext;
import org.sanalpos.hub.mapping.Reading;
import org.sanalpos.hub.payment.BankCall;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Payment;

/**
 * One operation on its way to the bank and back, as the routes hand it from step to step.
 *
 * @param payment as the ledger has it since the operation was begun
 * @param card null for follow-ups
 * @param step which of the operation's round trips is next, counted from 0
 * @param steps how many round trips the bank's dialect has for it
 * @param answers what the earlier round trips brought, by message
 * @param request ready to be sent, or null
 * @param call the record of the message that is on its way or was answered last, or null
 * @param reply what the wire brought for {@code request}, or null
 * @param reading what the last answer that was read means, or null before the first
 * @param otherwise what to ask for in place of the operation if the bank says that it would have been right; null for nothing
 * @param begun when the operation was begun
 * @param bankNanos time spent waiting for the bank, nanoseconds
 */
public record BankTask(
        Payment payment,
        Operation operation,
        Account account,
        Card card,
        int step,
        int steps,
        Map<String, Map<String, String>> answers,
        BankRequest request,
        BankCall call,
        BankReply reply,
        Reading reading,
        OperationType otherwise,
        Instant begun,
        long bankNanos) {

    static BankTask begin(Payment payment, Operation operation, Account account, Card card) {
        return new BankTask(
                payment,
                operation,
                account,
                card,
                0,
                0,
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                operation.startedAt(),
                0);
    }

    /** The same task with the number of its round trips. */
    BankTask of(int roundTrips) {
        return new BankTask(
                payment,
                operation,
                account,
                card,
                step,
                roundTrips,
                answers,
                request,
                call,
                reply,
                reading,
                otherwise,
                begun,
                bankNanos);
    }

    /** The same task with another operation in reserve. */
    BankTask otherwise(OperationType other) {
        return new BankTask(
                payment, operation, account, card, step, steps, answers, request, call, reply, reading, other, begun,
                bankNanos);
    }

    /** Whether another message must go to the bank: the first, or the next after an approved one. */
    public boolean isOpen() {
        return reading == null || (reading.outcome() == Outcome.APPROVED && step < steps);
    }

    MessageContext context() {
        List<Operation> earlier = payment.operations().stream()
                .filter(other -> !other.id().equals(operation.id()))
                .filter(other -> other.type().moves() && other.outcome() == Outcome.APPROVED)
                .toList();
        return new MessageContext(account, payment, operation, earlier, card, answers);
    }

    BankTask with(BankRequest ready, BankCall sending) {
        return new BankTask(
                payment, operation, account, card, step, steps, answers, ready, sending, null, reading, otherwise,
                begun, bankNanos);
    }

    BankTask with(BankReply came, BankCall ended, long nanos) {
        return new BankTask(
                payment,
                operation,
                account,
                card,
                step,
                steps,
                answers,
                request,
                ended,
                came,
                reading,
                otherwise,
                begun,
                bankNanos + nanos);
    }

    BankTask with(Reading read, String message) {
        Map<String, Map<String, String>> all = new HashMap<>(answers);
        all.put(message, read.values());
        return new BankTask(
                payment,
                operation,
                account,
                card,
                step + 1,
                steps,
                Map.copyOf(all),
                request,
                call,
                reply,
                read,
                otherwise,
                begun,
                bankNanos);
    }

    /** Never shows the card, the account or a message. */
    @Override
    public String toString() {
        return "BankTask[" + payment.id() + ", " + operation.type() + "]";
    }
}
