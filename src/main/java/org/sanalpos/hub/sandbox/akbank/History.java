package org.sanalpos.hub.sandbox.akbank;

import java.util.List;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The order history: all transactions of an order, newest first. */
final class History {

    private History() {}

    /**
     * Answers a question about an order.
     *
     * @throws VpsError.Refusal if the store has no such order, or asks for a plan
     */
    static JsonReply of(SandboxBank bank, Store store, Request request) {
        if (request.has("order.orderTrackId")) {
            throw VpsError.PLAN_NOT_FOUND.refusal(Fields.checked(request, "order.orderTrackId", ".{36}"));
        }
        String orderId = Fields.orderId(request);
        Order order = bank.findVisible(store.credential("merchantSafeId"), orderId)
                .orElseThrow(() -> VpsError.ORDER_NOT_FOUND.refusal(orderId));
        ObjectNode answer = Answers.head(bank, request, Answers.APPROVED, Answers.APPROVED_MESSAGE);
        ArrayNode rows = answer.putArray("txnDetailList");
        List<Transaction> transactions = order.transactions();
        for (int i = transactions.size() - 1; i >= 0; i--) {
            rows.add(Rows.ofHistory(order, transactions.get(i)));
        }
        return JsonReply.of(answer);
    }
}
