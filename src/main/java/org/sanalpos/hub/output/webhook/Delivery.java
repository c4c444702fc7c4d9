package org.sanalpos.hub.output.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * An event and how far it got.
 *
 * @param dueAt when it is tried next, at the earliest; null unless it waits
 * @param deliveredAt null unless it was delivered, and not sent again since
 * @param attempts from the first to the last
 */
record Delivery(
        String id,
        String type,
        String company,
        String paymentId,
        Status status,
        Instant createdAt,
        Instant dueAt,
        Instant deliveredAt,
        List<Attempt> attempts) {

    /** How far an event got. */
    enum Status {
        /** It is tried again, or for the first time. */
        WAITING,
        DELIVERED,
        /** It is not tried any more unless somebody asks for it. */
        GIVEN_UP;

        /** The contract's name: {@code given_up}. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
