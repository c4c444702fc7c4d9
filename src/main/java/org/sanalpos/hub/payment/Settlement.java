package org.sanalpos.hub.payment;

import java.util.Optional;

/**
 * What the end of an operation means for its payment.
 *
 * @param standing the payment's new status and sums; null when the payment stays as it is
 * @param settled an earlier operation whose outcome was not known and is known now through an inquiry
 * @param reverse whether the charge that was found is to be given back
 * @param over whether nothing of a payment that has expired can come any more, so that the bank is not asked again
 */
public record Settlement(Transitions.Standing standing, Optional<Operation> settled, boolean reverse, boolean over) {

    /** The payment does not change. */
    public static Settlement none() {
        return of(null);
    }

    public static Settlement of(Transitions.Standing standing) {
        return new Settlement(standing, Optional.empty(), false, false);
    }

    /** An earlier operation is settled. */
    public static Settlement of(Transitions.Standing standing, Operation settled, boolean reverse) {
        return new Settlement(standing, Optional.of(settled), reverse, false);
    }

    /** The cardholder never came back; {@code over} as in {@link #over()}. */
    public static Settlement expired(boolean over) {
        return new Settlement(new Transitions.Standing(PaymentStatus.EXPIRED, 0, 0), Optional.empty(), false, over);
    }
}
