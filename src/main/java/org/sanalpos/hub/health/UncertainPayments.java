package org.sanalpos.hub.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sanalpos.hub.payment.PaymentStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Metric {@code sanalpos.payments.uncertain}: payments of all companies whose outcome is not known, by status; and charges that could not be given back. */
@Component
class UncertainPayments implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(UncertainPayments.class);
    private static final List<PaymentStatus> STATUSES =
            List.of(PaymentStatus.PROCESSING, PaymentStatus.UNKNOWN, PaymentStatus.REVIEW);
    private static final String NOT_REVERSED = "not_reversed";
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Clock clock;
    private Counted last;

    UncertainPayments(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Counted(Instant at, Map<String, Long> byStatus) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        List<String> all = Stream.concat(STATUSES.stream().map(PaymentStatus::code), Stream.of(NOT_REVERSED))
                .toList();
        for (String status : all) {
            Gauge.builder("sanalpos.payments.uncertain", () -> count(status))
                    .description("Payments whose outcome is not known, and charges that could not be given back")
                    .tag("status", status)
                    .register(registry);
        }
    }

    private double count(String status) {
        Map<String, Long> counted = counted();
        return counted == null ? Double.NaN : counted.getOrDefault(status, 0L);
    }

    /** Null while the database is away; that is remembered too, so that one scrape waits for it once. */
    private synchronized Map<String, Long> counted() {
        if (last == null || Duration.between(last.at(), clock.instant()).abs().compareTo(FRESH) > 0) {
            Map<String, Long> counted = null;
            try {
                counted = read();
            } catch (DataAccessException databaseAway) {
                LOG.debug("Uncertain payments cannot be counted now", databaseAway);
            }
            last = new Counted(clock.instant(), counted);
        }
        return last.byStatus();
    }

    private Map<String, Long> read() {
        return jdbc
                .sql("select status, count(*) as payments from payment where status in (:statuses) group by status"
                        + " union all select '" + NOT_REVERSED + "', count(*) from recovery"
                        + " where goal = 'reverse' and given_up_at is not null")
                .param("statuses", STATUSES.stream().map(PaymentStatus::code).toList())
                .query((row, number) -> Map.entry(row.getString("status"), row.getLong("payments")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
