package org.sanalpos.hub.mapping;

import java.util.List;
import java.util.Map;

/** What the hub's page makes the browser do. It may hold a card, so its text form says nothing. */
public sealed interface BrowserPage {

    /**
     * A form for the bank.
     *
     * @param message the template's name
     * @param get whether it is sent as a link with parameters and not posted
     * @param action https, or http to a loopback address
     * @param fields in their order
     * @param shown the same fields with card number, CVV and secrets masked, for support
     */
    record Form(String message, boolean get, String action, List<Map.Entry<String, String>> fields, String shown)
            implements BrowserPage {
        public Form {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return "Form[" + message + ", " + action + "]";
        }
    }

    /**
     * A page of the bank, shown as it came.
     *
     * @param contentType as the bank named it
     */
    record Relay(String message, String contentType, byte[] body) implements BrowserPage {
        @Override
        public String toString() {
            return "Relay[" + message + "]";
        }
    }
}
