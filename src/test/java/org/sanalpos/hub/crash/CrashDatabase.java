package org.sanalpos.hub.crash;

import java.nio.file.Path;
import java.util.List;
import org.sanalpos.hub.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The hub's own database, to be looked into when the hub has stopped. */
record CrashDatabase(TestDatabase.Running running, String url, String username, String password, List<String> settings)
        implements AutoCloseable {

    /** Which one this run is about. */
    static String kind() {
        return System.getProperty("crash.database", "h2");
    }

    /** @param kind {@code h2} or {@code postgresql} */
    static CrashDatabase of(String kind, Path home) {
        if (kind.equals("postgresql")) {
            TestDatabase.Running running = TestDatabase.POSTGRESQL.start();
            return new CrashDatabase(
                    running,
                    running.url(),
                    running.username(),
                    running.password(),
                    List.of(
                            "SPRING_DATASOURCE_URL=" + running.url(),
                            "SPRING_DATASOURCE_USERNAME=" + running.username(),
                            "SPRING_DATASOURCE_PASSWORD=" + running.password()));
        }
        return new CrashDatabase(
                null,
                "jdbc:h2:file:" + home.resolve("hub/hub")
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "sa",
                "",
                List.of());
    }

    JdbcClient client() {
        return JdbcClient.create(new DriverManagerDataSource(url, username, password));
    }

    @Override
    public void close() throws Exception {
        if (running != null) {
            running.close();
        }
    }
}
