package org.sanalpos.hub.intake.rest;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which HTTP headers cross the border of the payment routes: inwards the one that they read, so that no caller can steer a route by a header or
 * a parameter that Camel understands, and outwards those that the contract names.
 */
public final class RestHeaders implements HeaderFilterStrategy {
    private static final Set<String> INWARDS = Set.of("idempotency-key");
    private static final Set<String> OUTWARDS = Set.of("location", "idempotent-replayed", "content-type");

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !INWARDS.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OUTWARDS.contains(name.toLowerCase(Locale.ROOT));
    }
}
