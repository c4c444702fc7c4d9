package org.sanalpos.hub.sandbox.intervpos;

import org.sanalpos.hub.sandbox.AcquiringHost.Answered;
import org.sanalpos.hub.sandbox.AcquiringHost.NotBooked;
import org.sanalpos.hub.sandbox.AcquiringHost.Refused;
import org.sanalpos.hub.sandbox.AcquiringHost.Result;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** An answer and what goes wrong with it on its way. */
record Reply(byte[] answer, Fault fault) {

    private static final byte[] NOTHING = {};

    /** How much another order's amount differs, so that its answer can be told from the right one. */
    private static final long OTHER_AMOUNT = 100;

    static Reply of(byte[] answer) {
        return new Reply(answer, Fault.NONE);
    }

    /** The reply to a payment; amounts come back as they were sent. */
    static Reply ofPayment(SandboxBank bank, Result result, String orderId, String amountSent) {
        return of(bank, result, orderId, amountSent, false);
    }

    /** The reply to a capture, void or refund. */
    static Reply ofFollowUp(SandboxBank bank, Result result, String orderId, String amountSent) {
        return of(bank, result, orderId, amountSent, true);
    }

    private static Reply of(SandboxBank bank, Result result, String orderId, String amountSent, boolean followUp) {
        if (result instanceof NotBooked notBooked) {
            return new Reply(NOTHING, notBooked.fault());
        }
        if (result instanceof Refused refused) {
            throw Refusal.of(refused.why());
        }
        Answered answered = (Answered) result;
        Transaction transaction = answered.transaction();
        String id = orderId;
        String echo = Answers.echoed(amountSent);
        long amount =
                transaction.kind() == Kind.PREAUTH ? transaction.authorizedAmount() : transaction.capturedAmount();
        if (answered.fault() == Fault.OTHER_ORDER) {
            transaction = transaction.renumbered(References.transactionId(bank), transaction.rrn());
            id = References.systemOrderId(bank);
            amount += OTHER_AMOUNT;
            echo = Answers.plain(amount);
        }
        byte[] answer;
        if (!transaction.successful()) {
            answer = Answers.declined(id, transaction.resultCode(), echo);
        } else if (followUp) {
            answer = Answers.followUp(id, transaction, amount);
        } else {
            answer = Answers.payment(id, transaction, echo);
        }
        return new Reply(answer, answered.fault());
    }
}
