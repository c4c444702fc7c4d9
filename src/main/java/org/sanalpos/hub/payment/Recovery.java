package org.sanalpos.hub.payment;

import java.time.Instant;

/**
 * What is still to be found out, or to be given back, at a bank.
 *
 * @param since when the outcome was lost, or the charge was found that is to be given back
 * @param dueAt when the bank is to be asked next
 * @param attempts how often it was asked
 * @param givenUpAt since when it is left to people, or null
 */
public record Recovery(
        String paymentId,
        String company,
        String bank,
        Goal goal,
        Instant since,
        Instant dueAt,
        int attempts,
        Instant givenUpAt) {

    /** What a recovery is for. */
    public enum Goal {
        /** To learn what became of a payment. */
        SETTLE,
        /** To give a charge back that was found too late. Nothing else may be done with the payment meanwhile. */
        REVERSE
    }
}
