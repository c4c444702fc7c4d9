package org.sanalpos.hub.sandbox.intervpos;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.HostResult.Refusal;
import org.sanalpos.hub.sandbox.HostResult.Refused;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.Transaction.State;

/**
 * The order ids that captures, voids and refunds have of their own. An approved one uses its id up; a refund, approved or
 * declined, is found by it.
 */
final class OwnIds {

    private final Map<Key, Use> uses = new ConcurrentHashMap<>();

    /** Tells whether an approved request or one under way has this id of its own. */
    boolean used(SandboxBank bank, Store store, String id) {
        Use use = uses.get(key(bank, store, id));
        return use != null && !use.free;
    }

    /** Tells whether an order id cannot be paid any more. */
    boolean taken(SandboxBank bank, Store store, String id) {
        return used(bank, store, id) || paid(bank, store, id);
    }

    /** Returns the order that the refund of this id belongs to, with the refund's transaction. */
    Optional<Found> find(SandboxBank bank, Store store, String id) {
        return Optional.ofNullable(uses.get(key(bank, store, id))).map(use -> use.found);
    }

    /** Does what is asked for under an own id, if it has one; refuses the id if it is used. */
    HostResult under(SandboxBank bank, Store store, String id, Supplier<HostResult> operation) {
        if (id.isEmpty()) {
            return operation.get();
        }
        Key key = key(bank, store, id);
        Use mine = new Use(null, false);
        if (paid(bank, store, id) || uses.merge(key, mine, (old, asked) -> old.free ? asked : old) != mine) {
            return new Refused(Refusal.DUPLICATE_ORDER, null);
        }
        Use use = new Use(null, true);
        try {
            HostResult result = operation.get();
            if (result instanceof Answered answered) {
                Transaction transaction = answered.transaction();
                boolean refund = transaction.kind() == Kind.REFUND;
                use = new Use(refund ? new Found(answered.order(), transaction.id()) : null, !transaction.successful());
            }
            return result;
        } finally {
            uses.put(key, use);
        }
    }

    /** A refund of an order. */
    record Found(Order order, String transactionId) {}

    private static boolean paid(SandboxBank bank, Store store, String id) {
        return bank.find(store.credential("shopCode"), id)
                .flatMap(order -> order.newest(OwnIds::approvedOrPending))
                .isPresent();
    }

    private static boolean approvedOrPending(Transaction transaction) {
        return transaction.successful() || transaction.state() == State.PENDING;
    }

    private static Key key(SandboxBank bank, Store store, String id) {
        return new Key(bank.code(), store.credential("shopCode"), id);
    }

    private record Key(String bank, String merchant, String id) {}

    /** What an id was used for; not a record, so that two uses are never the same. */
    private static final class Use {
        private final Found found;
        private final boolean free;

        private Use(Found found, boolean free) {
            this.found = found;
            this.free = free;
        }
    }
}
