package org.sanalpos.hub.payment;

import org.sanalpos.hub.audit.Actor;

/**
 * Where a request came from.
 *
 * @param company code of the company that it is for
 * @param source {@code rest}, {@code file} or {@code queue}; {@code hub} for what the hub does by itself
 * @param requestKey the caller's key of the request, one key space per company over all sources; null when it gave none
 * @param waitForFirst what to do when the first request with the same key is still running: wait for its answer (files, queues) or refuse at once (REST)
 * @param by who asks, where an API key does; null for files, queues and the hub itself
 */
public record Origin(String company, String source, String requestKey, boolean waitForFirst, Actor by) {
    private static final String HUB = "hub";

    /** A request that no API key asks for. */
    public Origin(String company, String source, String requestKey, boolean waitForFirst) {
        this(company, source, requestKey, waitForFirst, null);
    }

    /** What the hub wants by itself. */
    public static Origin hub(String company) {
        return new Origin(company, HUB, null, true);
    }

    /** Whether an operation was begun by the hub itself. */
    static boolean isHub(String source) {
        return HUB.equals(source);
    }
}
