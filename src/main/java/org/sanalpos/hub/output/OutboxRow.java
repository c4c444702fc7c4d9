package org.sanalpos.hub.output;

import java.time.Instant;

/**
 * Something that is told outside, on its way to one destination, claimed by this node.
 *
 * @param id ULID; rows of one payment are delivered in the order of their ids
 * @param destination {@code erp}, {@code results}, {@code log} or {@code webhooks}
 * @param payload JSON, card masked: for {@code webhooks} the event as it is sent, for the others the operation and its payment
 * @param attempts deliveries that failed so far
 * @param claimedUntil when another node may claim the row, should this one vanish
 * @param maybeDelivered whether it was claimed before: it may have reached its destination though that could not be written down
 */
public record OutboxRow(
        String id,
        String destination,
        String company,
        String paymentId,
        String operationId,
        String payload,
        int attempts,
        Instant claimedUntil,
        boolean maybeDelivered) {

    /** Without the payload. */
    @Override
    public String toString() {
        return "OutboxRow[" + destination + " " + id + " of payment " + paymentId + "]";
    }
}
