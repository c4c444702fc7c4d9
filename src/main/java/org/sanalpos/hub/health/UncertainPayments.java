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
import org.sanalpos.hub.payment.PaymentStatus;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Metric {@code sanalpos.payments.uncertain}: payments of all companies whose outcome is not known, by status. */
@Component
class UncertainPayments implements MeterBinder {
    private static final List<PaymentStatus> STATUSES =
            List.of(PaymentStatus.PROCESSING, PaymentStatus.UNKNOWN, PaymentStatus.REVIEW);
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
        for (PaymentStatus status : STATUSES) {
            Gauge.builder("sanalpos.payments.uncertain", () -> count(status))
                    .description("Payments whose outcome is not known")
                    .tag("status", status.code())
                    .register(registry);
        }
    }

    private double count(PaymentStatus status) {
        try {
            return counted().getOrDefault(status.code(), 0L);
        } catch (DataAccessException databaseAway) {
            return Double.NaN;
        }
    }

    private synchronized Map<String, Long> counted() {
        Instant now = clock.instant();
        if (last == null || Duration.between(last.at(), now).abs().compareTo(FRESH) > 0) {
            last = new Counted(now, read());
        }
        return last.byStatus();
    }

    private Map<String, Long> read() {
        return jdbc
                .sql("select status, count(*) as payments from payment where status in (:statuses) group by status")
                .param("statuses", STATUSES.stream().map(PaymentStatus::code).toList())
                .query((row, number) -> Map.entry(row.getString("status"), row.getLong("payments")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
