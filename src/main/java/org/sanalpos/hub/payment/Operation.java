package org.sanalpos.hub.payment;

import java.time.Instant;
import java.util.Map;

/**
 * One thing asked of the bank for a payment. Its row is committed before the bank is called and completed after.
 *
 * @param id ULID
 * @param source the channel that asked: {@code rest}, {@code file}, {@code queue} or {@code hub}
 * @param outcome null while the bank is being called
 * @param result null while the bank is being called
 * @param authentication what 3-D Secure said of the cardholder, or null
 * @param kept what else the dialect wants to remember of the bank's answer, for later messages about the payment
 * @param startedAt when the row was written
 * @param completedAt when the outcome was written, or null
 * @param durationMs milliseconds at the bank, or null
 */
public record Operation(
        String id,
        String paymentId,
        OperationType type,
        Money amount,
        String source,
        Outcome outcome,
        Result result,
        String authCode,
        String hostReference,
        String bankTransactionId,
        Authentication authentication,
        Map<String, String> kept,
        Instant startedAt,
        Instant completedAt,
        Long durationMs) {
    public Operation {
        kept = Map.copyOf(kept);
    }

    /** An operation that the bank has not been asked for yet. */
    public static Operation begun(
            String id, String paymentId, OperationType type, Money amount, String source, Instant startedAt) {
        return new Operation(
                id, paymentId, type, amount, source, null, null, null, null, null, null, Map.of(), startedAt, null,
                null);
    }

    /**
     * The id by which a bank knows this one operation, where banks want one for each: the payment's transaction code for the first,
     * the operation's own id for what follows.
     */
    public String reference(Payment payment) {
        return type.first() ? payment.transactionCode() : id;
    }

    /** Whether it moves money and its end is not known. */
    public boolean doubtful() {
        return type.moves() && outcome != null && !outcome.certain();
    }

    /** The same operation with another end. */
    public Operation ended(Outcome end, Result meaning, Instant at) {
        return new Operation(
                id,
                paymentId,
                type,
                amount,
                source,
                end,
                meaning,
                authCode,
                hostReference,
                bankTransactionId,
                authentication,
                kept,
                startedAt,
                at,
                durationMs);
    }
}
