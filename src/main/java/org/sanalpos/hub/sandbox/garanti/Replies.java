package org.sanalpos.hub.sandbox.garanti;

import java.util.Optional;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;

/** Makes the replies to what came of requests. */
final class Replies {

    private Replies() {}

    /** The answer about a transaction, or one about another order if the fault is that. */
    static byte[] answer(Call call, String orderId, Verdict verdict, Trace trace, Fault fault) {
        if (fault != Fault.OTHER_ORDER) {
            return Answers.write(call.asker(), orderId, verdict, trace);
        }
        Trace other =
                new Trace(References.rrn(call.bank()), trace.authCode(), trace.batch(), trace.time(), trace.card());
        return Answers.write(call.asker(), References.orderId(), verdict, other);
    }

    /** The reply to a request that was refused before the books were asked. */
    static Reply refused(SandboxBank bank, Asker asker, String orderId, Verdict verdict) {
        Trace trace = Optional.of(verdict)
                .filter(Verdict::ofHost)
                .map(host -> Trace.refused(bank, References.rrn(bank)))
                .orElseGet(() -> Trace.none(bank.now()));
        return Reply.of(Answers.write(asker, orderId, verdict, trace));
    }
}
