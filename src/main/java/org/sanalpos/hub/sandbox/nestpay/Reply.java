package org.sanalpos.hub.sandbox.nestpay;

import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;

/** An answer and what goes wrong with it on its way. */
record Reply(byte[] answer, Fault fault) {

    private static final byte[] NOTHING = {};

    static Reply of(byte[] answer) {
        return new Reply(answer, Fault.NONE);
    }

    /** The reply about a transaction of an order, or about one of another order if the fault is that. */
    static Reply of(SandboxBank bank, Order order, Transaction transaction, Fault fault) {
        if (fault != Fault.OTHER_ORDER) {
            return new Reply(Answers.ofTransaction(order.id(), transaction, order.merchant()), fault);
        }
        Transaction other = transaction.renumbered(References.transactionId(bank), References.rrn(bank));
        return new Reply(Answers.ofTransaction("ORDER-" + other.id(), other, order.merchant()), fault);
    }

    /** The reply to a request that was not booked because of the fault. */
    static Reply notBooked(Fault fault) {
        return new Reply(NOTHING, fault);
    }
}
