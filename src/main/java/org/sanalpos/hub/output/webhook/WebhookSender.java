package org.sanalpos.hub.output.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import org.sanalpos.hub.output.OutboxRow;
import org.sanalpos.hub.virtualpos.SigningSecrets;
import org.springframework.stereotype.Component;

/** Sends an event to its company's receiver and writes the attempt down. */
@Component
public class WebhookSender {
    private final WebhookEvents events;
    private final WebhookTable table;
    private final WebhookClient client;
    private final WebhookLanes lanes;
    private final SigningSecrets secrets;
    private final MeterRegistry meters;
    private final Clock clock;

    WebhookSender(
            WebhookEvents events,
            WebhookTable table,
            WebhookClient client,
            WebhookLanes lanes,
            SigningSecrets secrets,
            MeterRegistry meters,
            Clock clock) {
        this.events = events;
        this.table = table;
        this.client = client;
        this.lanes = lanes;
        this.secrets = secrets;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Returns when the receiver has taken the event.
     *
     * @throws UndeliveredException if it has not
     */
    public void send(OutboxRow row) {
        Attempt attempt;
        try {
            attempt = attempt(row);
            lanes.attempted(row.company(), attempt);
        } finally {
            lanes.left(row.company());
        }
        Timer.builder("sanalpos.webhooks.attempt")
                .description("Time of one attempt to send an event")
                .tag("outcome", outcome(attempt))
                .register(meters)
                .record(attempt.took());
        table.attempted(row.id(), attempt);
        if (!attempt.delivered()) {
            throw new UndeliveredException(attempt);
        }
    }

    private Attempt attempt(OutboxRow row) {
        return events.url(row.company())
                .map(url -> client.post(url, row.payload(), signature(row)))
                .orElseGet(() -> Attempt.failed(clock.instant(), Attempt.Failure.NO_URL, null, Duration.ZERO));
    }

    private String signature(OutboxRow row) {
        long seconds = clock.instant().getEpochSecond();
        return "t=" + seconds + ",v1=" + secrets.sign(row.company(), seconds + "." + row.payload());
    }

    private static String outcome(Attempt attempt) {
        if (attempt.delivered()) {
            return "delivered";
        }
        return attempt.httpStatus() == null ? attempt.failure().code() : "refused";
    }
}
