package org.sanalpos.hub;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The kinds of database that the hub runs on, for tests that must pass on each. */
public enum TestDatabase {
    /** With the options of the hub's own default. */
    H2 {
        @Override
        public Running start() {
            return new Running(
                    "jdbc:h2:mem:" + UUID.randomUUID()
                            + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                    "sa",
                    "",
                    () -> {});
        }
    },
    POSTGRESQL {
        @Override
        public Running start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.start();
                return new Running(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", server);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    };

    private DataSource shared;

    /** One with the hub's tables, started once for all tests of this process; others' rows may be in it. */
    public synchronized DataSource shared() {
        if (shared == null) {
            Running running = start();
            Runtime.getRuntime().addShutdownHook(new Thread(running::stop));
            shared = running.migrated();
        }
        return shared;
    }

    /** Starts an empty one. */
    public abstract Running start();

    /** An empty database that lives until it is closed. */
    public record Running(String url, String username, String password, AutoCloseable process)
            implements AutoCloseable {

        /** As the hub's settings. */
        public Map<String, String> settings() {
            return Map.of(
                    "spring.datasource.url", url,
                    "spring.datasource.username", username,
                    "spring.datasource.password", password);
        }

        public DataSource dataSource() {
            return new DriverManagerDataSource(url, username, password);
        }

        /** With the hub's tables. */
        public DataSource migrated() {
            DataSource source = dataSource();
            Flyway.configure().dataSource(source).load().migrate();
            return source;
        }

        @Override
        public void close() throws Exception {
            process.close();
        }

        private void stop() {
            try {
                close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
