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

/**
 * Which destinations, or companies' receivers at one, this node found away, and when it looks again: after 1 second first, every 15 seconds at
 * last.
 */
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
    private final Map<Receiver, Outage> outages = new ConcurrentHashMap<>();

    public Outages(Clock clock) {
        this.clock = clock;
    }

    /** @param company whose receiver it is; null where all companies have one */
    private record Receiver(String destination, String company) {
        @Override
        public String toString() {
            return company == null ? destination : destination + " of " + company;
        }
    }

    /**
     * @param since when it was first found away
     * @param attempts looks that failed since
     * @param looked when it was looked for last
     * @param until when it is looked for again
     * @param error what was wrong last
     */
    public record Outage(Instant since, int attempts, Instant looked, Instant until, String error) {}

    /** The outage of a destination as a whole that goes on, or empty. */
    public Optional<Outage> of(String destination) {
        return of(destination, null);
    }

    /** The outage of one company's receiver that goes on, or empty. */
    public Optional<Outage> of(String destination, String company) {
        return Optional.ofNullable(outages.get(new Receiver(destination, company)));
    }

    boolean paused(String destination) {
        return of(destination).filter(this::pauses).isPresent();
    }

    /** The companies whose receivers at a destination are not looked for now. */
    List<String> pausedCompanies(String destination) {
        return outages.entrySet().stream()
                .filter(entry -> entry.getKey().destination().equals(destination))
                .filter(entry -> entry.getKey().company() != null && pauses(entry.getValue()))
                .map(entry -> entry.getKey().company())
                .toList();
    }

    private boolean pauses(Outage outage) {
        Instant now = clock.instant();
        // A clock that was set back is before the last look: then it is time for the next one.
        return now.isBefore(outage.until()) && !now.isBefore(outage.looked());
    }

    /**
     * Notes that a receiver is away and returns when it is looked for again.
     *
     * @param company null for all
     */
    Instant begin(String destination, String company, Throwable error) {
        Instant now = clock.instant();
        String text = Failures.text(error);
        Receiver receiver = new Receiver(destination, company);
        Outage outage = outages.compute(receiver, (same, before) -> {
            int attempts = before == null ? 0 : before.attempts();
            Duration pause = PAUSES.get(Math.min(attempts, PAUSES.size() - 1));
            return new Outage(before == null ? now : before.since(), attempts + 1, now, now.plus(pause), text);
        });
        if (outage.attempts() == 1) {
            LOG.warn("{} is away; its rows wait in the outbox: {}", receiver, text);
        }
        return outage.until();
    }

    /** @param company null for all */
    void end(String destination, String company) {
        Receiver receiver = new Receiver(destination, company);
        Outage outage = outages.remove(receiver);
        if (outage != null) {
            LOG.info("{} is back after {}", receiver, Duration.between(outage.since(), clock.instant()));
        }
    }
}
