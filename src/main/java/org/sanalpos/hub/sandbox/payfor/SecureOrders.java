package org.sanalpos.hub.sandbox.payfor;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;

/** The orders that came through the gate. Their ids are used up by that, whatever becomes of them. */
final class SecureOrders {

    private final Map<Key, SecureOrder> orders = new ConcurrentHashMap<>();

    private record Key(String bank, String merchant, String orderId) {}

    /** Adds an order; false if there is one of this id. */
    boolean add(SecureOrder order) {
        return orders.putIfAbsent(key(order.bank(), order.store(), order.id()), order) == null;
    }

    void replace(SecureOrder order) {
        orders.put(key(order.bank(), order.store(), order.id()), order);
    }

    Optional<SecureOrder> find(SandboxBank bank, Store store, String orderId) {
        return Optional.ofNullable(orders.get(key(bank, store, orderId)));
    }

    Optional<SecureOrder> findByGuid(SandboxBank bank, Store store, String guid) {
        return orders.values().stream()
                .filter(order -> order.guid().equals(guid))
                .filter(order -> order.bank() == bank && order.store().equals(store))
                .findFirst();
    }

    private static Key key(SandboxBank bank, Store store, String orderId) {
        return new Key(bank.code(), store.credential("merchantId"), orderId);
    }
}
