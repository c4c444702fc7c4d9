package org.sanalpos.hub.payment;

import java.time.Instant;

/** Hears of every final state that a payment reaches, in the transaction that makes it true: what it throws undoes that. */
public interface FinalStates {

    /**
     * A payment has come to a final state, or to other sums in the one that it was in. A follow-up that was refused at once and left the payment
     * where it stood is none; one whose outcome was unknown meanwhile is.
     *
     * @param payment as it is now
     * @param operation the operation by whose end it got there
     */
    void reached(Payment payment, Operation operation, Instant now);
}
