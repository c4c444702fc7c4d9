package org.sanalpos.hub.output;

import java.time.Instant;

/**
 * A finished operation on its way to one destination, claimed by this node.
 *
 * @param destination {@code erp}, {@code results} or {@code log}
 * @param payload the operation and its payment as JSON, card masked
 * @param attempts deliveries that failed so far
 * @param claimedUntil when another node may claim the row, should this one vanish
 */
public record OutboxRow(
        String id,
        String destination,
        String company,
        String paymentId,
        String operationId,
        String payload,
        int attempts,
        Instant claimedUntil) {

    /** Without the payload. */
    @Override
    public String toString() {
        return "OutboxRow[" + destination + " " + id + " of payment " + paymentId + "]";
    }
}
