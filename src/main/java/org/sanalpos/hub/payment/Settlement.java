package org.sanalpos.hub.payment;

import java.util.Optional;

/**
 * What the end of an operation means for its payment.
 *
 * @param standing the payment's new status and sums; null when the payment stays as it is
 * @param settled an earlier operation whose outcome was not known and is known now through an inquiry
 * @param reverse whether the charge that was found is to be given back
 */
public record Settlement(Transitions.Standing standing, Optional<Operation> settled, boolean reverse) {

    /** The payment does not change. */
    public static Settlement none() {
        return new Settlement(null, Optional.empty(), false);
    }

    public static Settlement of(Transitions.Standing standing) {
        return new Settlement(standing, Optional.empty(), false);
    }
}
