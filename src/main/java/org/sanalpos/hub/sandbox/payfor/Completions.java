package org.sanalpos.hub.sandbox.payfor;

import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;

/** The second half of a {@code 3DModel}: the store asks for the money of an authenticated order. */
final class Completions {

    private final AcquiringHost host;
    private final SecureOrders orders;

    Completions(AcquiringHost host, SecureOrders orders) {
        this.host = host;
        this.orders = orders;
    }

    /**
     * Charges or blocks the amount of the form by the card of the form, once.
     *
     * @throws GateError.Refusal if there is no such order, or it is not authenticated or was charged before
     */
    Reply complete(SandboxBank bank, Store store, ApiRequest request) {
        String orderId = Fields.orderId(request);
        SecureOrder order = orders.findByGuid(bank, store, request.value("RequestGuid"))
                .filter(found -> found.model().equals("3DModel"))
                .orElseThrow(GateError.RECORD_NOT_FOUND::refusal);
        if (!order.id().equals(orderId)) {
            return Reply.of(Answers.ofUnprocessed(GateError.SYSTEM_ERROR));
        }
        if (order.state() != GateError.AUTHENTICATED) {
            throw order.state().refusal();
        }
        HostResult result = host.pay(
                bank,
                store.credential("merchantId"),
                orderId,
                order.charge(),
                References.next(bank, order.guid()),
                OrderIds.USED_ONCE);
        return Payments.reply(bank, orderId, order.form().getOrDefault("CardHolderName", ""), result);
    }
}
