package org.sanalpos.hub.sandbox.posnet;

import java.util.function.Function;
import org.sanalpos.hub.sandbox.AcquiringHost.Answered;
import org.sanalpos.hub.sandbox.AcquiringHost.NotBooked;
import org.sanalpos.hub.sandbox.AcquiringHost.Refused;
import org.sanalpos.hub.sandbox.AcquiringHost.Result;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.Transaction;

/** An answer and what goes wrong with it on its way. */
record Reply(byte[] answer, Fault fault) {

    private static final byte[] NOTHING = {};

    static Reply of(byte[] answer) {
        return new Reply(answer, Fault.NONE);
    }

    /**
     * The reply about what came of a request; with the keys of another order if the fault is that.
     *
     * @param words how the operation words a refusal
     * @throws BankError.Rejected if the host refused
     */
    static Reply of(ApiRequest request, Result result, Function<Refused, BankError.Rejected> words) {
        if (result instanceof Refused refused) {
            throw words.apply(refused);
        }
        if (result instanceof NotBooked notBooked) {
            return new Reply(NOTHING, notBooked.fault());
        }
        Answered answered = (Answered) result;
        Transaction transaction = answered.transaction();
        if (answered.fault() == Fault.OTHER_ORDER) {
            String other = References.key(request.bank());
            transaction = transaction.renumbered(other, other);
        }
        return new Reply(Answers.ofTransaction(request, transaction), answered.fault());
    }
}
