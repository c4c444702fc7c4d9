package org.sanalpos.hub.intake.queue;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which message properties cross the border of the hub: none inwards, so that no sender can steer a route by a header that Camel
 * understands, and outwards only those that the hub documents.
 */
final class QueueHeaders implements HeaderFilterStrategy {
    private static final Set<String> OUTWARDS = Set.of(
            "contentType",
            "status",
            "httpStatus",
            "company",
            "paymentId",
            "operationId",
            "operation",
            "reason",
            "originalMessageId",
            "deliveries",
            "user",
            "_AMQ_DUPL_ID");

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OUTWARDS.contains(name);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return true;
    }
}
