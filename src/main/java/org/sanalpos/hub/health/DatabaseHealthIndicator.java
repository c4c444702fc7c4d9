package org.sanalpos.hub.health;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Health {@code database}: the hub's own, without which no payment can be taken. */
@Component
class DatabaseHealthIndicator implements HealthIndicator {
    private static final int VALID_SECONDS = 1;

    private final DataSource database;

    DatabaseHealthIndicator(DataSource database) {
        this.database = database;
    }

    @Override
    public Health health() {
        try (Connection connection = database.getConnection()) {
            if (!connection.isValid(VALID_SECONDS)) {
                return down("a connection does not answer");
            }
            return Health.up()
                    .withDetail("product", connection.getMetaData().getDatabaseProductName())
                    .build();
        } catch (SQLException e) {
            return down("no connection, SQL state " + e.getSQLState());
        }
    }

    private static Health down(String reason) {
        return Health.down()
                .withDetail("error", "The hub's database is away, no payment can be taken: " + reason)
                .build();
    }
}
