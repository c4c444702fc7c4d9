package org.sanalpos.hub.sandbox.garanti;

import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/**
 * A sale or preauthorization on its way to the host.
 *
 * @param user who asks for it
 * @param authenticated whether the cardholder took part in 3-D Secure
 */
record Payment(
        SandboxBank bank,
        Store store,
        String orderId,
        Charge charge,
        PaymentCard card,
        String user,
        String emailAddress,
        boolean authenticated) {

    /** Returns the operation as a request names it. */
    String type() {
        return charge.kind() == Kind.PREAUTH ? "preauth" : "sales";
    }

    String merchant() {
        return store.credential("merchantId");
    }

    /** Names the operation only. */
    @Override
    public String toString() {
        return type();
    }
}
