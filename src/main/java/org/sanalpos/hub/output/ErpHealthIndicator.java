package org.sanalpos.hub.output;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Health {@code erp}: DEGRADED, and not down, while the ERP's database is away, because the hub goes on without it. */
class ErpHealthIndicator extends AbstractHealthIndicator {
    private static final int VALID_SECONDS = 1;

    private final ErpDatabase erp;
    private final OutboxGauges outbox;
    private final Outages outages;

    ErpHealthIndicator(ErpDatabase erp, OutboxGauges outbox, Outages outages) {
        super("The ERP's health cannot be told");
        this.erp = erp;
        this.outbox = outbox;
        this.outages = outages;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        OutboxGauges.Backlog backlog = outbox.backlog("erp");
        builder.withDetail("waitingRows", backlog.rows())
                .withDetail("oldestSeconds", backlog.age().toSeconds());
        try (Connection connection = erp.getConnection()) {
            if (!connection.isValid(VALID_SECONDS)) {
                throw new SQLException("The connection does not answer");
            }
            builder.up();
        } catch (SQLException e) {
            builder.status(new Status("DEGRADED", "The ERP's database is away; its rows wait"))
                    .withDetail("error", Failures.text(e));
        }
        outages.of("erp").ifPresent(outage -> builder.withDetail("awaySince", outage.since()));
    }
}
