package org.sanalpos.hub.sandbox.posnet;

import java.util.function.Function;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.HostResult.Refused;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.Transaction;

/** Makes the replies to what came of requests. */
final class Replies {

    private Replies() {}

    /**
     * The reply about what came of a request; with the keys of another order if the fault is that.
     *
     * @param words how the operation words a refusal
     * @throws BankError.Rejected if the host refused
     */
    static Reply of(ApiRequest request, HostResult result, Function<Refused, BankError.Rejected> words) {
        return result.reply(answered -> Answers.ofTransaction(request, told(request, answered)), refused -> {
            throw words.apply(refused);
        });
    }

    /** Returns the transaction that the answer tells: the one that came of it, or another if the fault is that. */
    static Transaction told(ApiRequest request, Answered answered) {
        if (answered.fault() != Fault.OTHER_ORDER) {
            return answered.transaction();
        }
        String other = References.key(request.bank());
        return answered.transaction().renumbered(other, other);
    }
}
