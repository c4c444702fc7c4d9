package org.sanalpos.hub.security;

/** Something that keeps text of the {@link Vault} in the database and can bring it under the current master key. */
public interface EncryptedStore {

    /** Re-encrypts whatever is under an older key. May run while the hub works, and again after it was cut off. */
    Counts reEncrypt();

    /**
     * @param reEncrypted texts that were under an older key
     * @param current texts that were under the current key already
     */
    record Counts(int reEncrypted, int current) {
        public Counts plus(Counts other) {
            return new Counts(reEncrypted + other.reEncrypted, current + other.current);
        }
    }
}
