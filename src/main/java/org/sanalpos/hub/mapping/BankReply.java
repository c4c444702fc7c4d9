package org.sanalpos.hub.mapping;

/** How a call to a bank ended on the wire. */
public sealed interface BankReply {

    /** A complete HTTP answer. */
    record Answered(int httpStatus, String contentType, byte[] body) implements BankReply {
        @Override
        public String toString() {
            return "Answered[" + httpStatus + ", " + body.length + " bytes]";
        }
    }

    /** Nothing of the request can have been processed: no connection, no name, no TLS. */
    record NotSent(String reason) implements BankReply {}

    /** The request, or a part of it, may have arrived; no complete answer came back. */
    record Lost(String reason) implements BankReply {}
}
