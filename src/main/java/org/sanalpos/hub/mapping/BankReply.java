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

    /** The request, or a part of it, may have arrived; no complete answer came back. */
    record Lost(String reason) implements BankReply {}

    /** What kept a request from being sent. */
    enum Obstacle {
        /** The host's name is not known. */
        ADDRESS,
        /** No connection, in time or at all. */
        CONNECTION,
        /** No TLS that can be trusted. */
        TLS,
        /** Something in the hub itself. */
        HUB
    }
}
