package org.sanalpos.hub.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.sandbox.MutableClock;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutboxGaugesTest {

    @Test
    void aCountGivesItsConnectionBack() {
        MutableClock clock = new MutableClock(Instant.parse("2026-03-14T09:00:00Z"));
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(TestDatabase.H2.shared());
        settings.setMaximumPoolSize(1);
        settings.setConnectionTimeout(1_000);
        try (HikariDataSource pool = new HikariDataSource(settings)) {
            OutboxGauges gauges = new OutboxGauges(JdbcClient.create(pool), clock);
            for (int scrape = 0; scrape < 3; scrape++) {
                assertThat(gauges.backlog("nowhere").rows()).isZero();
                assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
                clock.advance(Duration.ofSeconds(5));
            }
        }
    }
}
