package org.sanalpos.hub.sandbox.garanti;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.acs.Authentication;

/**
 * What the gate tells the store of an authentication.
 *
 * @param mdStatus how it ended, one digit
 * @param message words about it; empty if it failed
 * @param eci empty if it failed
 * @param cavv the issuer's cryptogram; empty if it failed
 * @param md by what the store names the authentication when it completes the payment
 * @param rnd means nothing; no two callbacks have the same
 */
record Proof(String mdStatus, String message, String eci, String cavv, String xid, String md, String rnd) {

    /** Of an authentication that the issuer ended; only a cancelled one may have no card. */
    static Proof of(Authentication how, PaymentCard card, String acs, SecureRandom random) {
        String mdStatus =
                switch (how) {
                    case FULL -> "1";
                    case ATTEMPT -> "4";
                    case TIMED_OUT -> "5";
                    case WRONG_CODE, CANCELLED -> "0";
                };
        if (!how.passed()) {
            return failed(mdStatus, random);
        }
        String brand = TestCards.brand(card.number()).orElse("");
        String message = how.transStatus() + "-status/Challenge authentication via ACS: " + acs;
        return of(mdStatus, message, how.eci(brand), base64(bytes(20, random)), random);
    }

    /** Of a card number that no scheme knows. */
    static Proof unknownCard(SecureRandom random) {
        return failed("8", random);
    }

    private static Proof failed(String mdStatus, SecureRandom random) {
        return of(mdStatus, "", "", "", random);
    }

    private static Proof of(String mdStatus, String message, String eci, String cavv, SecureRandom random) {
        String xid = UUID.randomUUID().toString();
        return new Proof(mdStatus, message, eci, cavv, xid, md(random), base64(bytes(15, random)));
    }

    private static String md(SecureRandom random) {
        byte[] index = "index:02".getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = bytes(index.length + 128, random);
        System.arraycopy(index, 0, sealed, 0, index.length);
        return base64(sealed);
    }

    private static byte[] bytes(int length, SecureRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
