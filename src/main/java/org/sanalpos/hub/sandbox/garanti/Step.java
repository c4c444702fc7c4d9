package org.sanalpos.hub.sandbox.garanti;

import java.time.Instant;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.State;

/**
 * One step of an order's history: an attempt and what became of it.
 *
 * @param transaction its transaction, or the one that it voided; null if the gateway refused
 */
record Step(Slip slip, Transaction transaction) {

    Verdict verdict() {
        return slip.refusal() == null ? Verdict.of(transaction) : slip.refusal();
    }

    boolean approved() {
        return verdict().approved();
    }

    boolean preauth() {
        return slip.type().equals("preauth");
    }

    long amount() {
        return slip.voids() && approved() ? transaction.amount() : slip.amount();
    }

    int installments() {
        return transaction == null ? 1 : transaction.installments();
    }

    /** Returns when it was voided, null if it was not. */
    Instant voidedAt() {
        return transaction == null || slip.voids() ? null : transaction.voidedAt();
    }

    boolean settled() {
        return transaction != null && transaction.state() == State.SETTLED;
    }
}
