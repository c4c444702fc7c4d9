package org.sanalpos.hub.sandbox.garanti;

import java.util.Optional;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.XmlMessage;

/** A request whose sender is known. */
record Call(SandboxBank bank, Store store, Asker asker, XmlMessage message) {

    String type() {
        return message.text("Transaction/Type");
    }

    Fields fields() {
        return new Fields(message);
    }

    String merchant() {
        return store.credential("merchantId");
    }

    /** Settles what is due by the date, if the store's batch closes at night. */
    void closeNight(Order order) {
        if (store.rights().settlement() == Store.Settlement.NIGHTLY) {
            order.alone(() -> {
                bank.settleNight(order);
                return order;
            });
        }
    }

    /** Finds the order that a query can see. */
    Optional<Order> visible(String orderId) {
        Optional<Order> order = bank.find(merchant(), orderId).filter(found -> found.visible(bank.now()));
        order.ifPresent(this::closeNight);
        return order;
    }

    /** Names the operation only: the message holds the card. */
    @Override
    public String toString() {
        return type();
    }
}
