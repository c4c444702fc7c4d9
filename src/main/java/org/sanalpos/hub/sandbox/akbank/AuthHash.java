package org.sanalpos.hub.sandbox.akbank;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a body in either direction, and of forms at the gate: HMAC-SHA512 in base64. */
final class AuthHash {

    static final String HEADER = "auth-hash";

    private static final String ALGORITHM = "HmacSHA512";

    private AuthHash() {}

    /** Signs a text. */
    static String of(String secretKey, String text) {
        return of(secretKey, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Signs bytes. The key is the text of the secret key, which is not decoded although it looks like hex. */
    static String of(String secretKey, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is not available", e);
        }
    }
}
