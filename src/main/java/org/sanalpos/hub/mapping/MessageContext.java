package org.sanalpos.hub.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.ThreeDSession;

/**
 * What a message can speak of.
 *
 * @param operation what is asked now
 * @param earlier the payment's approved operations that moved money, oldest first
 * @param card null for follow-ups, and after 3-D Secure unless the bank wants it again
 * @param answers the answers of this operation's earlier steps, by message name, and what the browser brought back as {@code callback}
 * @param stage which of the bank's messages are meant
 * @param session the way through 3-D Secure, or null without one
 */
public record MessageContext(
        Account account,
        Payment payment,
        Operation operation,
        List<Operation> earlier,
        Card card,
        Map<String, Map<String, String>> answers,
        Stage stage,
        ThreeDSession session) {
    public MessageContext {
        earlier = List.copyOf(earlier);
        answers = Map.copyOf(answers);
    }

    /** Of an operation without 3-D Secure, or after it. */
    public MessageContext(
            Account account,
            Payment payment,
            Operation operation,
            List<Operation> earlier,
            Card card,
            Map<String, Map<String, String>> answers) {
        this(account, payment, operation, earlier, card, answers, Stage.OPERATION, null);
    }

    /** The latest operation whose outcome is not known, which an inquiry is to find out. */
    Optional<Operation> doubt() {
        return payment.operations().stream()
                .filter(other -> other.type().moves()
                        && other.outcome() != null
                        && !other.outcome().certain()
                        && !other.id().equals(operation.id()))
                .reduce((first, second) -> second);
    }

    /** Never shows the card or the account. */
    @Override
    public String toString() {
        return "MessageContext[" + payment.id() + ", " + operation.type() + "]";
    }
}
