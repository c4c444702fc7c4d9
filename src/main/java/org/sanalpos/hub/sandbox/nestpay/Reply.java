package org.sanalpos.hub.sandbox.nestpay;

import java.util.function.Function;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.AcquiringHost.Answered;
import org.sanalpos.hub.sandbox.AcquiringHost.NotBooked;
import org.sanalpos.hub.sandbox.AcquiringHost.Refused;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;

/** An answer and what goes wrong with it on its way. */
record Reply(byte[] answer, Fault fault) {

    private static final byte[] NOTHING = {};

    static Reply of(byte[] answer) {
        return new Reply(answer, Fault.NONE);
    }

    /**
     * The reply to what came of a request.
     *
     * @param wording the bank's own error for a refusal by the order's history, but for the order that is busy
     * @throws CoreError.Refusal if the order's history does not allow it
     */
    static Reply of(SandboxBank bank, AcquiringHost.Result result, Function<AcquiringHost.Refusal, CoreError> wording) {
        if (result instanceof Refused refused) {
            boolean busy = refused.why() == AcquiringHost.Refusal.ORDER_BUSY;
            throw (busy ? CoreError.ORDER_BUSY : wording.apply(refused.why())).refusal();
        }
        if (result instanceof NotBooked notBooked) {
            return new Reply(NOTHING, notBooked.fault());
        }
        Answered answered = (Answered) result;
        Transaction transaction = answered.transaction();
        String orderId = answered.order().id();
        if (answered.fault() == Fault.OTHER_ORDER) {
            transaction = transaction.renumbered(References.transactionId(bank), References.rrn(bank));
            orderId = "ORDER-" + transaction.id();
        }
        byte[] answer =
                Answers.ofTransaction(orderId, transaction, answered.order().merchant());
        return new Reply(answer, answered.fault());
    }
}
