package org.sanalpos.hub.sandbox.payfor;

import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.SandboxBank;

/** An answer and what goes wrong with it on its way. */
record Reply(byte[] answer, Fault fault) {

    private static final byte[] NOTHING = {};

    static Reply of(byte[] answer) {
        return new Reply(answer, Fault.NONE);
    }

    /** The reply with the host's answer, or with one about another order if the fault is that. */
    static Reply of(SandboxBank bank, Answers.HostAnswer answer, Fault fault) {
        Answers.HostAnswer sent = fault == Fault.OTHER_ORDER
                ? answer.about("ORDER-" + References.guid(bank), References.rrn(bank))
                : answer;
        return new Reply(Answers.ofHost(sent), fault);
    }

    /** The reply to a request that was not booked because of the fault. */
    static Reply notBooked(Fault fault) {
        return new Reply(NOTHING, fault);
    }
}
