package org.sanalpos.hub.sandbox.garanti;

import java.util.Set;

/**
 * What the bank shows of a card.
 *
 * @param bin first eight digits
 * @param masked first eight and last four digits
 * @param expiry month and year as they were sent
 */
record CardFace(String bin, String masked, String expiry) {

    private static final Set<String> OWN = Set.of("428220", "540669", "554960");

    static CardFace of(String number, String expiry) {
        String bin = number.substring(0, 8);
        String end = number.substring(number.length() - 4);
        return new CardFace(bin, bin + "*".repeat(number.length() - 12) + end, expiry);
    }

    /** Tells whether the bank itself issued it. */
    boolean own() {
        return OWN.contains(bin.substring(0, 6));
    }

    /** Returns the card's family, empty for cards of other banks. */
    String family() {
        return own() ? "BONUS" : "";
    }
}
