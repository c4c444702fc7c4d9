package org.sanalpos.hub.sandbox.akbank;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The random numbers that the stores have sent; each is good for one request. */
final class RandomNumbers {

    /** Pattern of a random number. */
    static final String PATTERN = "[0-9A-Fa-f]{128}";

    private final Set<String> used = ConcurrentHashMap.newKeySet();

    /**
     * Uses up a random number.
     *
     * @throws VpsError.Refusal if it is none, or the store has sent it before
     */
    void use(String merchant, String number) {
        if (!number.matches(PATTERN)) {
            throw VpsError.PATTERN.refusal("randomNumber");
        }
        if (!used.add(merchant + number.toUpperCase(Locale.ROOT))) {
            throw VpsError.RANDOM_NUMBER_USED.refusal();
        }
    }
}
