package org.sanalpos.hub.sandbox;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a capture, void or refund is about.
 *
 * @param order the order, or empty if there is none
 * @param named the transactions of the order that the request can mean
 */
public record Target(SandboxBank bank, Store store, Optional<Order> order, Predicate<Transaction> named) {

    /** Any transaction of an order. */
    public static Target anyOf(SandboxBank bank, Store store, Optional<Order> order) {
        return new Target(bank, store, order, any -> true);
    }
}
