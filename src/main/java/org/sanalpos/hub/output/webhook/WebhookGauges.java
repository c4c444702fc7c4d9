package org.sanalpos.hub.output.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Metric {@code sanalpos.webhooks.given.up}: events of all companies that are not tried any more. */
@Component
class WebhookGauges implements MeterBinder {
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final WebhookTable table;
    private final Clock clock;
    private Instant countedAt;
    private double givenUp;

    WebhookGauges(WebhookTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("sanalpos.webhooks.given.up", this, WebhookGauges::givenUp)
                .description("Events that are not tried any more")
                .register(registry);
    }

    /** Counted at most every 10 seconds; NaN while the hub's database is away. */
    synchronized double givenUp() {
        Instant now = clock.instant();
        if (countedAt == null || Duration.between(countedAt, now).abs().compareTo(FRESH) > 0) {
            try {
                givenUp = table.givenUp();
            } catch (DataAccessException databaseAway) {
                givenUp = Double.NaN;
            }
            countedAt = now;
        }
        return givenUp;
    }
}
