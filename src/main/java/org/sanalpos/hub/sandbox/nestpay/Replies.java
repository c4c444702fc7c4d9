package org.sanalpos.hub.sandbox.nestpay;

import java.util.function.Function;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;

/** Makes the replies to what came of requests. */
final class Replies {

    private Replies() {}

    /**
     * The reply to what came of a request.
     *
     * @param wording the bank's own error for a refusal by the order's history, but for the order that is busy
     * @throws CoreError.Refusal if the order's history does not allow it
     */
    static Reply of(SandboxBank bank, HostResult result, Function<HostResult.Refusal, CoreError> wording) {
        return result.reply(answered -> answer(bank, answered), refused -> {
            throw error(refused, wording).refusal();
        });
    }

    /** Returns the bank's error for a refusal by the order's history. */
    static CoreError error(HostResult.Refused refused, Function<HostResult.Refusal, CoreError> wording) {
        boolean busy = refused.why() == HostResult.Refusal.ORDER_BUSY;
        return busy ? CoreError.ORDER_BUSY : wording.apply(refused.why());
    }

    private static byte[] answer(SandboxBank bank, Answered answered) {
        Transaction transaction = answered.transaction();
        String orderId = answered.order().id();
        if (answered.fault() == Fault.OTHER_ORDER) {
            transaction = transaction.renumbered(References.transactionId(bank), References.rrn(bank));
            orderId = "ORDER-" + transaction.id();
        }
        return Answers.ofTransaction(orderId, transaction, answered.order().merchant());
    }
}
