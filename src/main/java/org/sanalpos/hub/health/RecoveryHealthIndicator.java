package org.sanalpos.hub.health;

import org.sanalpos.hub.payment.Recoveries;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Health {@code recovery}: degraded while there are payments that only a person can decide. */
@Component
class RecoveryHealthIndicator extends AbstractHealthIndicator {
    private final Recoveries recoveries;

    RecoveryHealthIndicator(Recoveries recoveries) {
        super("The work list cannot be read");
        this.recoveries = recoveries;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        long left = recoveries.givenUp();
        builder.status(left == 0 ? Status.UP : Degraded.STATUS).withDetail("leftToPeople", left);
        if (left > 0) {
            builder.withDetail("see", "GET /api/v1/recoveries?state=given_up");
        }
    }
}
