package org.sanalpos.hub.sandbox.garanti;

import java.util.Optional;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.SandboxBank;

/** An answer and what goes wrong with it on its way. */
record Reply(byte[] answer, Fault fault) {

    private static final byte[] NOTHING = {};

    static Reply of(byte[] answer) {
        return new Reply(answer, Fault.NONE);
    }

    /** The reply about a transaction, or one about another order if the fault is that. */
    static Reply of(Call call, String orderId, Verdict verdict, Trace trace, Fault fault) {
        if (fault != Fault.OTHER_ORDER) {
            return new Reply(Answers.write(call.asker(), orderId, verdict, trace), fault);
        }
        Trace other =
                new Trace(References.rrn(call.bank()), trace.authCode(), trace.batch(), trace.time(), trace.card());
        return new Reply(Answers.write(call.asker(), References.orderId(), verdict, other), fault);
    }

    /** The reply to a request that was refused before the books were asked. */
    static Reply refused(SandboxBank bank, Asker asker, String orderId, Verdict verdict) {
        Trace trace = Optional.of(verdict)
                .filter(Verdict::ofHost)
                .map(host -> Trace.refused(bank, References.rrn(bank)))
                .orElseGet(() -> Trace.none(bank.now()));
        return of(Answers.write(asker, orderId, verdict, trace));
    }

    /** The reply to a request that was not booked because of the fault. */
    static Reply notBooked(Fault fault) {
        return new Reply(NOTHING, fault);
    }
}
