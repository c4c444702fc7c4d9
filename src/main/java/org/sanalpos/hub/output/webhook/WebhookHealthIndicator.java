package org.sanalpos.hub.output.webhook;

import org.sanalpos.hub.output.OutboxGauges;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Health {@code webhooks}: DEGRADED while events wait and no receiver takes any, which is rather the fault of the way out of the hub. A
 * receiver that fails among others that do not is its company's matter, and only counted.
 */
class WebhookHealthIndicator extends AbstractHealthIndicator {
    private final OutboxGauges outbox;
    private final WebhookLanes lanes;
    private final WebhookGauges gauges;

    WebhookHealthIndicator(OutboxGauges outbox, WebhookLanes lanes, WebhookGauges gauges) {
        super("The health of the webhooks cannot be told");
        this.outbox = outbox;
        this.lanes = lanes;
        this.gauges = gauges;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        OutboxGauges.Backlog backlog = outbox.backlog(WebhookEvents.DESTINATION);
        WebhookLanes.Receivers receivers = lanes.receivers();
        boolean none = receivers.known() > 0 && receivers.failing() == receivers.known();
        builder.up();
        if (none && backlog.rows() > 0) {
            builder.status(new Status("DEGRADED", "No receiver takes events; they wait"));
        }
        builder.withDetail("waitingRows", backlog.rows())
                .withDetail("oldestSeconds", backlog.age().toSeconds())
                .withDetail("failingReceivers", receivers.failing())
                .withDetail("givenUp", (long) gauges.givenUp());
    }
}
