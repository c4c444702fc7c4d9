package org.sanalpos.hub.check;

import java.util.Locale;
import java.util.Map;

/**
 * One thing that must be right for a virtual POS to work.
 *
 * @param message what was found, in Turkish and English ({@code tr}, {@code en})
 */
record CheckItem(Subject subject, State state, Map<String, String> message) {

    /** What is looked at, in the order in which one needs the other. */
    enum Subject {
        /** The bank's host is known and takes connections. */
        ADDRESS,
        TLS,
        /** What answers is the bank. */
        ANSWER,
        /** User, password, merchant and terminal. */
        CREDENTIALS,
        /** The key with which messages are signed. */
        SIGNATURE,
        /** The hub's address is one that the bank takes. */
        IP;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum State {
        OK,
        FAILED,
        /** It cannot be told from what the bank said, or was not reached. */
        UNKNOWN;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
