package org.sanalpos.hub.sandbox.akbank;

import java.util.Set;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.TestCards;

/** What a store's agreement with the bank allows. */
final class Agreement {

    /** First digits of the bank's own cards; only they pay by instalments. */
    private static final Set<String> OWN_CARDS = Set.of("435508", "435509", "521807", "557113", "557829");

    private Agreement() {}

    /**
     * Checks a payment without its card.
     *
     * @param reward whether it is to be paid with points
     * @throws VpsError.Refusal if the store may not take it
     */
    static void checkTerms(Store store, String currency, int instalments, boolean moto, boolean reward) {
        Store.Rights rights = store.rights();
        if (!rights.currencies().contains(currency)) {
            throw VpsError.CURRENCY_NOT_OPEN.refusal();
        }
        if (moto && !rights.moto()) {
            throw VpsError.MOTO_NOT_PERMITTED.refusal();
        }
        if (instalments > 1 && (instalments > rights.maxInstallments() || !currency.equals("TRY"))) {
            throw VpsError.INSTALMENTS_NOT_PERMITTED.refusal();
        }
        if (reward) {
            throw VpsError.REWARD_NOT_AVAILABLE.refusal();
        }
    }

    /**
     * Checks the card of a payment.
     *
     * @throws VpsError.Refusal if the store may not take it
     */
    static void checkCard(Store store, String pan, int instalments) {
        Set<String> schemes = store.rights().schemes();
        if (TestCards.brand(pan)
                .filter(brand -> schemes.isEmpty() || schemes.contains(brand))
                .isEmpty()) {
            throw VpsError.SCHEME_NOT_SUPPORTED.refusal();
        }
        if (instalments > 1 && !OWN_CARDS.contains(pan.substring(0, 6))) {
            throw VpsError.FOREIGN_CARD_INSTALMENTS.refusal();
        }
    }
}
