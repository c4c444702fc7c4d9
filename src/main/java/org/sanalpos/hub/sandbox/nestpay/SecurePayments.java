package org.sanalpos.hub.sandbox.nestpay;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.acs.Authenticated;
import org.sanalpos.hub.sandbox.acs.Authentications;

/** What the banks' gates know: the authentications by their md, and which payments were made with them. */
final class SecurePayments {

    private final Authentications authentications = new Authentications();
    private final Set<String> xids = ConcurrentHashMap.newKeySet();
    private final Map<String, Authenticated> byTransaction = new ConcurrentHashMap<>();

    void keep(SandboxBank bank, Authenticated authenticated) {
        xids.add(key(bank, authenticated.xid()));
        authentications.keep(bank.code(), authenticated);
    }

    /** Tells whether a cardholder came back with this xid before. */
    boolean knows(SandboxBank bank, String xid) {
        return xids.contains(key(bank, xid));
    }

    Optional<Authenticated> find(SandboxBank bank, String md) {
        return authentications.find(bank.code(), md);
    }

    /** Takes an authentication for one payment; false if its xid was taken before. */
    boolean use(SandboxBank bank, Authenticated authenticated) {
        return authentications.use(bank.code(), authenticated.xid());
    }

    /** Notes that a payment was made with an authentication. */
    void made(SandboxBank bank, Transaction payment, Authenticated authenticated) {
        byTransaction.put(key(bank, payment.id()), authenticated);
    }

    /** Finds the authentication of a transaction; of a capture or refund, that of the order's payment. */
    Optional<Authenticated> of(SandboxBank bank, Order order, Transaction transaction) {
        Transaction payment = transaction.isPayment()
                ? transaction
                : order.newest(other -> other.isPayment() && other.successful()).orElse(transaction);
        return Optional.ofNullable(byTransaction.get(key(bank, payment.id())));
    }

    private static String key(SandboxBank bank, String of) {
        return bank.code() + "/" + of;
    }
}
