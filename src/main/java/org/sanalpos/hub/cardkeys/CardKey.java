package org.sanalpos.hub.cardkeys;

import com.nimbusds.jose.jwk.RSAKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;

/**
 * An RSA key that callers encrypt cards for.
 *
 * @param kid its id: the SHA-256 thumbprint of its public part (RFC 7638)
 * @param publicKey without the private part
 * @param createdAt when it became the current key
 * @param usableUntil when it stops to decrypt; null for the current key
 */
public record CardKey(String kid, RSAKey publicKey, Instant createdAt, Instant usableUntil) {

    /** Whether cards are encrypted for it now. */
    public boolean current() {
        return usableUntil == null;
    }

    boolean usableAt(Instant time) {
        return usableUntil == null || time.isBefore(usableUntil);
    }

    /** A key with the part that decrypts. Its text form does not show it. */
    record Opening(CardKey key, RSAPrivateKey privateKey) {
        @Override
        public String toString() {
            return "Opening[" + key.kid() + "]";
        }
    }
}
