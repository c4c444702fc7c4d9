package org.sanalpos.hub.sandbox.garanti;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.State;

/** The slips of all orders, in the order in which the bank numbered them. */
final class Slips {

    private final Map<Order, Map<Long, Slip>> slips = new ConcurrentHashMap<>();

    /** Keeps a slip. That of a payment is kept before it is booked, so that queries never miss it. */
    void keep(Order order, Slip slip) {
        slips.computeIfAbsent(order, absent -> new ConcurrentSkipListMap<>()).put(References.count(slip.rrn()), slip);
    }

    /** Returns the card of the order's payment, the approved one if there is one. */
    CardFace card(Order order) {
        return order.newest(transaction -> transaction.isPayment() && transaction.successful())
                .or(() -> order.newest(Transaction::isPayment))
                .map(payment -> of(order).get(References.count(payment.rrn())).card())
                .orElseThrow();
    }

    /** Returns an order's steps, oldest first; without payments that are under way or were not booked. */
    List<Step> steps(Order order) {
        return of(order).values().stream()
                .map(slip -> step(order, slip))
                .filter(Objects::nonNull)
                .toList();
    }

    private Map<Long, Slip> of(Order order) {
        return slips.getOrDefault(order, Map.of());
    }

    private static Step step(Order order, Slip slip) {
        if (slip.refusal() != null) {
            return new Step(slip, null);
        }
        String rrn = slip.voids() ? slip.originalRrn() : slip.rrn();
        return order.newest(transaction -> transaction.rrn().equals(rrn) && transaction.state() != State.PENDING)
                .map(transaction -> new Step(slip, transaction))
                .orElse(null);
    }
}
