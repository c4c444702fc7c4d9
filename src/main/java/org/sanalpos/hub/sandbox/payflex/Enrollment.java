package org.sanalpos.hub.sandbox.payflex;

import java.time.YearMonth;
import org.sanalpos.hub.sandbox.Store;

/**
 * A card that the MPI sends to its issuer.
 *
 * @param requestId the merchant's VerifyEnrollmentRequestId
 * @param md the MPI's own id, under which the browser comes with it
 * @param instalments 1 for a single payment
 */
record Enrollment(
        String requestId,
        String md,
        Store store,
        String pan,
        YearMonth expiry,
        Fields.Money money,
        int instalments,
        String sessionInfo,
        String successUrl,
        String failureUrl) {

    /** Says nothing of the card. */
    @Override
    public String toString() {
        return "Enrollment[" + requestId + "]";
    }
}
