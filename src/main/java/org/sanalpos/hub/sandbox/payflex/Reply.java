package org.sanalpos.hub.sandbox.payflex;

import org.sanalpos.hub.sandbox.Fault;

/** An answer and what goes wrong with it on its way. */
record Reply(byte[] answer, Fault fault) {

    private static final byte[] NOTHING = {};

    static Reply of(byte[] answer) {
        return new Reply(answer, Fault.NONE);
    }

    /** The reply to a request that was not booked because of the fault. */
    static Reply notBooked(Fault fault) {
        return new Reply(NOTHING, fault);
    }
}
