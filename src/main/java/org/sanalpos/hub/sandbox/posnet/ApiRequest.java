package org.sanalpos.hub.sandbox.posnet;

import java.util.Optional;
import java.util.function.Predicate;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Target;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.XmlMessage;

/**
 * A request of a known store that fits the bank's schema.
 *
 * @param operation name of the element that tells what is asked for
 * @param ip address of the caller
 */
record ApiRequest(SandboxBank bank, Store store, XmlMessage xml, String operation, String ip) {

    /** Returns the text of an element of the operation; absent and empty are the same. */
    String value(String name) {
        return xml.text(operation + "/" + name);
    }

    /** Tells whether an element of the operation is there, even if empty. */
    boolean present(String name) {
        return xml.present(operation + "/" + name);
    }

    /** Tells whether the answer is to have its time. */
    boolean dated() {
        return xml.text("tranDateRequired").equals("1");
    }

    String merchant() {
        return store.credential("merchantId");
    }

    /** Finds the order that the request refers to, by the key of a transaction or by its id. */
    Optional<Order> order() {
        return present("hostLogKey")
                ? bank.findByTransaction(merchant(), value("hostLogKey"))
                : bank.find(merchant(), value("orderID"));
    }

    Target target(Optional<Order> order, Predicate<Transaction> named) {
        return new Target(bank, store, order, named);
    }
}
