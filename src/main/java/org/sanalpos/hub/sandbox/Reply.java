package org.sanalpos.hub.sandbox;

/** An answer of a bank and what goes wrong with it on its way. */
public record Reply(byte[] answer, Fault fault) {

    private static final byte[] NOTHING = {};

    /** An answer that arrives well. */
    public static Reply of(byte[] answer) {
        return new Reply(answer, Fault.NONE);
    }

    /** The reply to a request that was not booked because of the fault. */
    public static Reply notBooked(Fault fault) {
        return new Reply(NOTHING, fault);
    }
}
