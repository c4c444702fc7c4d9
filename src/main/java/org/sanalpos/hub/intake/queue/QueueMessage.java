package org.sanalpos.hub.intake.queue;

import jakarta.jms.Destination;
import java.util.Set;

/**
 * A message as it came from {@code sanalpos.requests}.
 *
 * @param id the broker's id of the message, the same at each delivery
 * @param correlationId what its answer carries: the sender's own, or the message's id
 * @param replyTo where the answer is wanted, or null
 * @param user the user that the broker vouches for, or null
 * @param company the message's property {@code company}, or null
 * @param scopes scopes of the sender's key; null where the broker does not tell
 * @param form {@code json} or {@code xml} where the sender says which; null otherwise
 * @param delivery counts the deliveries of the message, from 1
 * @param body the body, or null when it cannot be taken
 * @param unreadable why the body cannot be taken, or null
 */
public record QueueMessage(
        String id,
        String correlationId,
        Destination replyTo,
        String user,
        String company,
        Set<String> scopes,
        String form,
        int delivery,
        byte[] body,
        String unreadable) {

    /** The broker gives a message up after ten deliveries, too, and would keep it as it is. */
    private static final int DELIVERIES = 10;

    /** Whether it is not given back to the broker once more. */
    public boolean lastDelivery() {
        return delivery >= DELIVERIES;
    }

    /** Without the body. */
    @Override
    public String toString() {
        return "QueueMessage[" + id + ", delivery " + delivery + "]";
    }
}
