package org.sanalpos.hub.virtualpos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;

/** The databases that the hub runs on, for tests that must pass on each. */
public enum Database {
    H2 {
        @Override
        public Running start() {
            return new Running("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "", () -> {});
        }
    },
    POSTGRESQL {
        @Override
        public Running start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.start();
                return new Running(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", postgres);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    };

    /** Starts an empty one. */
    public abstract Running start();

    /** An empty database that lives until it is closed. */
    public record Running(String url, String username, String password, AutoCloseable process)
            implements AutoCloseable {

        public Map<String, String> settings() {
            return Map.of(
                    "spring.datasource.url", url,
                    "spring.datasource.username", username,
                    "spring.datasource.password", password);
        }

        @Override
        public void close() throws Exception {
            process.close();
        }
    }
}
