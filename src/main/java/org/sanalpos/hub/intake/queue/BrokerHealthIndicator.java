package org.sanalpos.hub.intake.queue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Health {@code broker}: DEGRADED, and not down, while the broker is away, because REST and files go on without it. */
@Component
public class BrokerHealthIndicator extends AbstractHealthIndicator {
    private final ConnectionFactory connections;

    public BrokerHealthIndicator(ConnectionFactory connections) {
        super("The broker's health cannot be told");
        this.connections = connections;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        try (Connection connection = connections.createConnection()) {
            connection.start();
            builder.up()
                    .withDetail("provider", connection.getMetaData().getJMSProviderName())
                    .withDetail("version", connection.getMetaData().getProviderVersion());
        } catch (JMSException e) {
            builder.status(new Status("DEGRADED", "The message broker is away; queues wait"))
                    .withDetail("error", String.valueOf(e.getMessage()));
        }
    }
}
