package org.sanalpos.hub.output;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Which destinations this node found away, and when it looks again: after 1 second first, every 15 seconds at last. */
@Component
public class Outages {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15));
    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);

    private final Clock clock;
    private final Map<String, Outage> outages = new ConcurrentHashMap<>();

    public Outages(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param since when it was first found away
     * @param attempts looks that failed since
     * @param looked when it was looked for last
     * @param until when it is looked for again
     * @param error what was wrong last
     */
    public record Outage(Instant since, int attempts, Instant looked, Instant until, String error) {}

    /** The outage of a destination that goes on, or empty. */
    public Optional<Outage> of(String destination) {
        return Optional.ofNullable(outages.get(destination));
    }

    boolean paused(String destination) {
        Outage outage = outages.get(destination);
        Instant now = clock.instant();
        // A clock that was set back is before the last look: then it is time for the next one.
        return outage != null && now.isBefore(outage.until()) && !now.isBefore(outage.looked());
    }

    /** Notes that a destination is away and returns when it is looked for again. */
    Instant begin(String destination, Throwable error) {
        Instant now = clock.instant();
        String text = Failures.text(error);
        Outage outage = outages.compute(destination, (name, before) -> {
            int attempts = before == null ? 0 : before.attempts();
            Duration pause = PAUSES.get(Math.min(attempts, PAUSES.size() - 1));
            return new Outage(before == null ? now : before.since(), attempts + 1, now, now.plus(pause), text);
        });
        if (outage.attempts() == 1) {
            LOG.warn("{} is away; its rows wait in the outbox: {}", destination, text);
        }
        return outage.until();
    }

    void end(String destination) {
        Outage outage = outages.remove(destination);
        if (outage != null) {
            LOG.info("{} is back after {}", destination, Duration.between(outage.since(), clock.instant()));
        }
    }
}
