package org.sanalpos.hub.output;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Health {@code results}: DEGRADED, and not down, while results wait for a broker that is away or takes none. One whose disk is full lets its
 * senders wait for room as long as that takes, so that nothing fails and only the rows tell of it.
 */
class ResultsHealthIndicator extends AbstractHealthIndicator {
    private static final String DESTINATION = "results";

    /** What waits longer is not on its way. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final OutboxGauges outbox;
    private final Outages outages;

    ResultsHealthIndicator(OutboxGauges outbox, Outages outages) {
        super("The health of the results cannot be told");
        this.outbox = outbox;
        this.outages = outages;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        OutboxGauges.Backlog backlog = outbox.backlog(DESTINATION);
        Optional<Outages.Outage> outage = outages.of(DESTINATION);
        builder.up();
        if (outage.isPresent() || backlog.age().compareTo(LATE) > 0) {
            builder.status(new Status("DEGRADED", "The broker is away or takes no results; they wait"));
        }
        builder.withDetail("waitingRows", backlog.rows())
                .withDetail("oldestSeconds", backlog.age().toSeconds());
        outage.ifPresent(away -> builder.withDetail("awaySince", away.since()));
    }
}
