package org.sanalpos.hub.sandbox.payflex;

import java.security.SecureRandom;
import java.util.Base64;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.acs.Authentication;

/** What the issuer's side says of a card holder, in the bank's terms. */
final class Issuer {

    private static final int CAVV_BYTES = 20;

    private final SecureRandom random = new SecureRandom();

    /** Returns the ECI and CAVV of how the issuer's page ended. */
    Secured vouch(String pan, Authentication how) {
        String scheme = scheme(pan);
        if (!how.passed()) {
            return new Secured(Secured.Level.NON_SECURE, scheme.equals("MASTERCARD") ? "00" : "07", "");
        }
        Secured.Level level = how == Authentication.FULL ? Secured.Level.SECURE : Secured.Level.HALF_SECURE;
        return new Secured(level, how.eci(scheme), cavv());
    }

    /** Returns what there is of a card that takes no part. */
    static Secured notEnrolled(String pan) {
        return new Secured(Secured.Level.HALF_SECURE, Authentication.ATTEMPT.eci(scheme(pan)), "");
    }

    /** Troy has the indicators of Mastercard. */
    private static String scheme(String pan) {
        return switch (TestCards.brand(pan).orElse("")) {
            case "MASTERCARD", "MAESTRO", "TROY" -> "MASTERCARD";
            default -> "VISA";
        };
    }

    private String cavv() {
        byte[] bytes = new byte[CAVV_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
