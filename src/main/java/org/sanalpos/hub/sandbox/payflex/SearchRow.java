package org.sanalpos.hub.sandbox.payflex;

import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.State;

/**
 * A transaction as a search shows it.
 *
 * @param transaction its line of the books; of a Cancel or Reversal, that of its reference
 * @param undo whether it is a Cancel or Reversal
 * @param reversed whether the line was reversed and not cancelled
 * @param captured what stands of the order's captures, minor units
 * @param refunded what stands of the order's refunds, minor units
 */
record SearchRow(
        Entry entry,
        Transaction transaction,
        boolean undo,
        boolean reversed,
        long captured,
        long refunded,
        int openBatch,
        String terminalNo) {

    String authCode() {
        return answer().approved() ? entry.receipt().authCode() : Formats.DECLINED_AUTH_CODE;
    }

    IssuerAnswer answer() {
        return IssuerAnswer.of(transaction.resultCode());
    }

    boolean cancelled() {
        return !undo && !reversed && transaction.state() == State.VOIDED;
    }

    boolean wasReversed() {
        return !undo && reversed;
    }

    /** Returns what was given back of it, minor units. */
    long totalRefund() {
        boolean refundable = transaction.standing() && transaction.kind() != Transaction.Kind.REFUND;
        return refundable && !undo ? refunded : 0;
    }

    boolean batchClosed() {
        return !undo && transaction.state() == State.SETTLED || entry.receipt().batch() < openBatch;
    }
}
