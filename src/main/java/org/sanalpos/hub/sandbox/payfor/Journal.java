package org.sanalpos.hub.sandbox.payfor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Transaction;

/** What the bank's history tells of an order beside its transactions: voids, and follow-ups that were refused. */
final class Journal {

    private final Map<Order, List<Entry>> entries = new ConcurrentHashMap<>();

    /**
     * A void or a refused follow-up.
     *
     * @param error why it was refused; null if it was not
     * @param amount minor units that were asked for; 0 for a void, which has no amount of its own
     * @param original the transaction that it was about
     */
    record Entry(
            String guid,
            Operation operation,
            GateError error,
            long amount,
            Transaction original,
            String rrn,
            int batch,
            Instant time) {}

    /** Returns what was written about an order, oldest first. */
    List<Entry> of(Order order) {
        return entries.getOrDefault(order, List.of());
    }

    void add(Order order, Entry entry) {
        entries.merge(order, List.of(entry), (before, added) -> Stream.concat(before.stream(), added.stream())
                .toList());
    }
}
