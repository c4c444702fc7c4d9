package org.sanalpos.hub.sandbox.posnet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.sanalpos.hub.sandbox.Store;

/** The MACs of 3-D Secure: SHA-256 over values joined by semicolons, base64. A store's key goes in by way of a first hash. */
final class Macs {

    private Macs() {}

    /** The store's proof that it means an order; the same in both requests after the bank's page. */
    static String ofRequest(SecureOrder order) {
        return hash(tail(order));
    }

    /** The bank's proof of what became of the authentication. */
    static String ofAuthentication(String mdStatus, SecureOrder order) {
        return hash(mdStatus + ";" + tail(order));
    }

    /**
     * The bank's proof of a payment.
     *
     * @param key empty if there is none because the payment was refused
     */
    static String ofPayment(String key, SecureOrder order) {
        return hash(key + ";" + tail(order));
    }

    /** Tells whether a MAC that came is the right one. */
    static boolean equal(String sent, String right) {
        return MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static String tail(SecureOrder order) {
        Store store = order.store();
        return String.join(
                ";",
                order.xid(),
                order.amount(),
                order.currencyCode(),
                store.credential("merchantId"),
                hash(store.credential("encKey") + ";" + store.credential("terminalId")));
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
