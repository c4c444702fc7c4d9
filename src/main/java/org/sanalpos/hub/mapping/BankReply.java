package org.sanalpos.hub.mapping;

import java.util.Map;
import java.util.TreeMap;

/** How a call to a bank ended on the wire. */
public sealed interface BankReply {

    /**
     * A complete HTTP answer.
     *
     * @param contentType null if the answer names none
     * @param headers the answer's headers, by their names in lower case
     */
    record Answered(int httpStatus, String contentType, Map<String, String> headers, byte[] body) implements BankReply {
        public Answered {
            headers = Map.copyOf(new TreeMap<>(headers));
        }

        public Answered(int httpStatus, String contentType, byte[] body) {
            this(httpStatus, contentType, Map.of(), body);
        }

        @Override
        public String toString() {
            return "Answered[" + httpStatus + ", " + body.length + " bytes]";
        }
    }

    /** Nothing of the request can have been processed. */
    record NotSent(Obstacle obstacle, String reason) implements BankReply {}

    /**
     * The request, or a part of it, may have arrived; no complete answer came back.
     *
     * @param cut whether the hub itself ended the call because it stops
     */
    record Lost(String reason, boolean cut) implements BankReply {}

    /** What kept a request from being sent. */
    enum Obstacle {
        /** The host's name is not known. */
        ADDRESS,
        /** The host is there and takes no connection. */
        REFUSED,
        /** No connection in time, or one that broke before anything was sent. */
        CONNECTION,
        /** No TLS that can be trusted. */
        TLS,
        /** The circuit breaker of the virtual POS is open. */
        BREAKER,
        /** The virtual POS, or its bank, has as many calls under way as it may. */
        LIMIT,
        /** Something in the hub itself. */
        HUB;

        /** Whether the way through another virtual POS may be free of it. */
        public boolean avoidable() {
            return this != HUB;
        }
    }
}
