package org.sanalpos.hub.sandbox.payflex;

import java.time.Instant;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.acs.CardOnPage;

/**
 * A payment that a merchant has registered at the Common Payment.
 *
 * @param head the VPOS request that will come of it
 * @param instalments 1 for a single payment
 * @param allowNotEnrolled whether a card that takes no part in 3-D Secure is charged all the same
 * @param card null if it is typed on the bank's page
 * @param expires when the browser may no longer come with it
 */
record Registration(
        String token,
        Store store,
        Fields.Head head,
        Fields.Money money,
        int instalments,
        boolean allowNotEnrolled,
        String successUrl,
        String failUrl,
        String language,
        CardOnPage card,
        Instant expires) {

    String merchant() {
        return store.credential("merchantId");
    }

    /** Says nothing of the card. */
    @Override
    public String toString() {
        return "Registration[" + head.transactionId() + "]";
    }
}
