package org.sanalpos.hub.sandbox.intervpos;

import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;

/** Makes the replies to what came of requests. */
final class Replies {

    /** How much another order's amount differs, so that its answer can be told from the right one. */
    private static final long OTHER_AMOUNT = 100;

    private Replies() {}

    /** The reply to a payment; amounts come back as they were sent. */
    static Reply ofPayment(SandboxBank bank, HostResult result, String orderId, String amountSent) {
        return of(bank, result, orderId, amountSent, false);
    }

    /** The reply to a capture, void or refund. */
    static Reply ofFollowUp(SandboxBank bank, HostResult result, String orderId, String amountSent) {
        return of(bank, result, orderId, amountSent, true);
    }

    private static Reply of(SandboxBank bank, HostResult result, String orderId, String amountSent, boolean followUp) {
        return result.reply(answered -> answer(bank, answered, orderId, amountSent, followUp), refused -> {
            throw Refusal.of(refused.why());
        });
    }

    private static byte[] answer(
            SandboxBank bank, Answered answered, String orderId, String amountSent, boolean followUp) {
        Transaction transaction = answered.transaction();
        String id = orderId;
        String echo = Answers.echoed(amountSent);
        long amount = transaction.amount();
        if (answered.fault() == Fault.OTHER_ORDER) {
            transaction = transaction.renumbered(References.transactionId(bank), transaction.rrn());
            id = References.systemOrderId(bank);
            amount += OTHER_AMOUNT;
            echo = Answers.plain(amount);
        }
        if (!transaction.successful()) {
            return Answers.declined(id, transaction.resultCode(), echo);
        }
        return followUp ? Answers.followUp(id, transaction, amount) : Answers.payment(id, transaction, echo);
    }
}
