package org.sanalpos.hub.sandbox.payfor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.sanalpos.hub.sandbox.Store;

/** The hashes of 3-D Secure: values one after the other with nothing between them, base64. */
final class Hashes {

    /** What the bank signs a callback with. */
    enum Algorithm {
        /** After the form was taken. */
        SHA_1("SHA-1"),
        /** If the form was refused. */
        SHA_256("SHA-256");

        private final String digest;

        Algorithm(String digest) {
            this.digest = digest;
        }
    }

    private Hashes() {}

    /** The store's proof of a form. */
    static String ofForm(Map<String, String> form, Store store) {
        return hash(
                Algorithm.SHA_1,
                text(form, "MbrId", "OrderId", "PurchAmount", "OkUrl", "FailUrl", "TxnType", "InstallmentCount", "Rnd")
                        + store.credential("storeKey"));
    }

    /** The bank's proof of a callback. */
    static String ofCallback(Algorithm algorithm, Map<String, String> callback, Store store) {
        return hash(
                algorithm,
                store.credential("merchantId")
                        + store.credential("storeKey")
                        + text(callback, "OrderId", "AuthCode", "ProcReturnCode", "3DStatus", "ResponseRnd")
                        + store.credential("userCode"));
    }

    /** Tells whether a hash that came is the right one. */
    static boolean equal(String sent, String right) {
        return MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Map<String, String> values, String... names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append(values.getOrDefault(name, ""));
        }
        return text.toString();
    }

    private static String hash(Algorithm algorithm, String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance(algorithm.digest).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
