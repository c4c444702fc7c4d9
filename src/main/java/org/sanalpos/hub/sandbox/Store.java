package org.sanalpos.hub.sandbox;

import java.util.Map;
import java.util.Set;

/**
 * A merchant agreement that a sandbox bank knows.
 *
 * @param credentials the credential fields of the bank's dialect, all secret but the merchant number
 * @param rights what the merchant may do
 */
public record Store(Map<String, String> credentials, Rights rights) {

    public Store {
        credentials = Map.copyOf(credentials);
    }

    /** Returns one credential, or an empty text if the store has none of that name. */
    public String credential(String name) {
        return credentials.getOrDefault(name, "");
    }

    /** Names the store by its fields only: the values are secrets. */
    @Override
    public String toString() {
        return "Store" + credentials.keySet() + rights;
    }

    /**
     * What a merchant may do.
     *
     * @param moto mail and telephone orders are open
     * @param currencies ISO 4217 codes that are open
     * @param maxInstallments highest number of installments; 1 means none
     * @param captureAbovePreauth a capture may exceed the preauthorization when it names its amount
     * @param captureWithinDays days within which a preauthorization must be captured; 0 means no limit
     * @param refundNeedsSettlement a payment of the open batch cannot be refunded, only voided
     * @param schemes card schemes that are open, by their names on the bank's screen; empty for all
     * @param settlement when the open batch is settled
     */
    public record Rights(
            boolean moto,
            Set<String> currencies,
            int maxInstallments,
            boolean captureAbovePreauth,
            int captureWithinDays,
            boolean refundNeedsSettlement,
            Set<String> schemes,
            Settlement settlement) {

        public Rights {
            currencies = Set.copyOf(currencies);
            schemes = Set.copyOf(schemes);
        }
    }

    /** When the open batch of a store is settled. */
    public enum Settlement {
        /** Only when the end of day is asked for. */
        MANUAL,
        /** At midnight in Istanbul too. */
        NIGHTLY
    }
}
