package org.sanalpos.hub.sandbox.garanti;

import java.util.Arrays;
import java.util.Optional;

/** What the 3-D gate does beside the authentication: secure3dsecuritylevel. */
enum SecurityLevel {
    /** Nothing: the store completes the payment itself. */
    AUTHENTICATION("3D"),
    /** The bank charges at once. */
    PAYMENT("3D_PAY"),
    /** The bank asks for the card on its own page, and charges at once. */
    HOSTED_PAYMENT("3D_OOS_PAY");

    private final String word;

    SecurityLevel(String word) {
        this.word = word;
    }

    static Optional<SecurityLevel> of(String word) {
        return Arrays.stream(values()).filter(level -> level.word.equals(word)).findFirst();
    }

    boolean charges() {
        return this != AUTHENTICATION;
    }

    boolean hosted() {
        return this == HOSTED_PAYMENT;
    }
}
