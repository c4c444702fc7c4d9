package org.sanalpos.hub.sandbox.garanti;

import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The signatures of version 512. All are plain concatenations, written in upper-case hex digits. */
final class Hashes {

    private static final Charset CHARSET = Charset.forName("ISO-8859-9");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Hashes() {}

    /** Returns what stands for a user's password in all signatures of a terminal. */
    static String securityData(String password, String terminalId) {
        String padded = "0".repeat(Math.max(0, 9 - terminalId.length())) + terminalId;
        return hash("SHA-1", password + padded);
    }

    /** Signs a request; a part that the request does not have is empty. */
    static String request(
            String orderId,
            String terminalId,
            String cardNumber,
            String amount,
            String currencyCode,
            String securityData) {
        return hash("SHA-512", orderId + terminalId + cardNumber + amount + currencyCode + securityData);
    }

    /** Signs an answer. */
    static String answer(
            String code, String rrn, String authCode, String provDate, String orderId, String securityData) {
        return hash("SHA-512", code + rrn + authCode + provDate + orderId + securityData);
    }

    /**
     * Signs a form of the 3-D gate.
     *
     * @param values of the form's signed fields, one after the other
     */
    static String form(String values, String storeKey, String securityData) {
        return hash("SHA-512", values + storeKey + securityData);
    }

    /**
     * Signs what the 3-D gate sends back to the store.
     *
     * @param values of the fields that it names, one after the other
     */
    static String callback(String values, String storeKey) {
        return hash("SHA-512", values + storeKey);
    }

    private static String hash(String algorithm, String text) {
        try {
            return HEX.formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(CHARSET)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is missing", e);
        }
    }
}
