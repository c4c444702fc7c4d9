package org.sanalpos.hub.sandbox.payflex;

/**
 * How the card holder of a payment was authenticated.
 *
 * @param eci two digits; empty if nobody asked
 * @param cavv the issuer's cryptogram, empty if there is none
 */
record Secured(Level level, String eci, String cavv) {

    static final Secured NONE = new Secured(Level.NON_SECURE, "", "");

    /** Who answers for a payment. */
    enum Level {
        NON_SECURE("1", "NonSecure"),
        SECURE("2", "Secure"),
        /** The issuer or the card takes no part in 3-D Secure. */
        HALF_SECURE("3", "HalfSecure");

        private final String number;
        private final String word;

        Level(String number, String word) {
            this.number = number;
            this.word = word;
        }

        /** Returns it as a VposResponse has it. */
        String number() {
            return number;
        }

        /** Returns it as a SearchResponse has it. */
        String word() {
            return word;
        }
    }
}
