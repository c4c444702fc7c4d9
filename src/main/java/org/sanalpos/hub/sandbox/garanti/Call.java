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

    /** Finds the order that a query can see. */
    Optional<Order> visible(String orderId) {
        Optional<Order> order = bank.findVisible(merchant(), orderId);
        order.ifPresent(found -> bank.settleNight(store, found));
        return order;
    }

    /** Names the operation only: the message holds the card. */
    @Override
    public String toString() {
        return type();
    }
}
