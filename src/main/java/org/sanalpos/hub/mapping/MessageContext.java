package org.sanalpos.hub.mapping;

import java.util.List;
import java.util.Map;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.Payment;

/**
 * What a message can speak of.
 *
 * @param operation what is asked now
 * @param earlier the payment's approved operations that moved money, oldest first
 * @param card null for follow-ups
 * @param answers the answers of this operation's earlier steps, by message name
 */
public record MessageContext(
        Account account,
        Payment payment,
        Operation operation,
        List<Operation> earlier,
        Card card,
        Map<String, Map<String, String>> answers) {
    public MessageContext {
        earlier = List.copyOf(earlier);
        answers = Map.copyOf(answers);
    }

    /** Never shows the card or the account. */
    @Override
    public String toString() {
        return "MessageContext[" + payment.id() + ", " + operation.type() + "]";
    }
}
