package org.sanalpos.hub.sandbox.akbank;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes the values by which an authentication is named and proved. */
final class SecureValues {

    private static final int ID_LENGTH = 20;
    private static final int DATA_LENGTH = 21;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final SecureRandom random = new SecureRandom();

    /** Makes a secureId: twenty letters and digits in base64. */
    String id() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Makes a secureData: the issuer's proof, of which the first bytes differ and the rest is zero. */
    String data() {
        byte[] changing = new byte[4];
        random.nextBytes(changing);
        byte[] data = new byte[DATA_LENGTH];
        data[0] = (byte) 0x90;
        data[1] = 0x13;
        System.arraycopy(changing, 0, data, 2, changing.length);
        return Base64.getEncoder().encodeToString(data);
    }

    /** Returns the secureMd of a card: the digest of its number. */
    static String md(String pan) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(pan.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
