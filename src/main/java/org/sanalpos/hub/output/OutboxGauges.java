package org.sanalpos.hub.output;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much waits in the outbox, and for how long: metrics {@code sanalpos.outbox.rows} and {@code sanalpos.outbox.age}. */
@Component
public class OutboxGauges implements MeterBinder {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final Clock clock;
    private Waiting last;

    public OutboxGauges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What waits for one destination.
     *
     * @param rows number of rows
     * @param age how long the oldest has waited; zero when none does
     */
    public record Backlog(long rows, Duration age) {
        private static final Backlog NONE = new Backlog(0, Duration.ZERO);
    }

    /** @param failure why nothing could be counted, remembered so that one scrape waits for an absent database once; null when it could */
    private record Waiting(Instant at, Map<String, Backlog> backlogs, DataAccessException failure) {}

    /**
     * Counted at most every 2 seconds.
     *
     * @throws DataAccessException while the hub's database is away
     */
    public Backlog backlog(String destination) {
        return waiting().getOrDefault(destination, Backlog.NONE);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Destination each : Destination.values()) {
            String destination = each.code();
            gauge("sanalpos.outbox.rows", "Rows that wait to be delivered", destination, Backlog::rows)
                    .register(registry);
            gauge(
                            "sanalpos.outbox.age",
                            "How long the oldest row has waited",
                            destination,
                            backlog -> backlog.age().toMillis() / 1000.0)
                    .baseUnit("seconds")
                    .register(registry);
        }
    }

    private Gauge.Builder<OutboxGauges> gauge(
            String name, String description, String destination, ToDoubleFunction<Backlog> value) {
        return Gauge.builder(name, this, gauges -> {
                    try {
                        return value.applyAsDouble(gauges.backlog(destination));
                    } catch (DataAccessException databaseAway) {
                        return Double.NaN;
                    }
                })
                .description(description)
                .tag("destination", destination);
    }

    private synchronized Map<String, Backlog> waiting() {
        Instant now = clock.instant();
        if (last == null || Duration.between(last.at(), now).abs().compareTo(FRESH) > 0) {
            try {
                last = new Waiting(now, count(now), null);
            } catch (DataAccessException databaseAway) {
                last = new Waiting(clock.instant(), Map.of(), databaseAway);
            }
        }
        if (last.failure() != null) {
            throw last.failure();
        }
        return last.backlogs();
    }

    private Map<String, Backlog> count(Instant now) {
        return jdbc
                .sql(
                        "select destination, count(*) as waiting, min(created_at) as oldest from outbox group by destination")
                .query((row, number) -> Map.entry(
                        row.getString("destination"),
                        new Backlog(
                                row.getLong("waiting"),
                                Duration.between(
                                        row.getObject("oldest", OffsetDateTime.class)
                                                .toInstant(),
                                        now))))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
