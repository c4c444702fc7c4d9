package org.sanalpos.hub.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.HubProcess;

class HealthOfWhatIsAwayTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path home;

    @Test
    void theErpAndTheBrokerDegradeAndTheDatabaseIsDownWhetherItHangsOrIsGone() throws Exception {
        try (EmbeddedPostgres database = EmbeddedPostgres.start();
                HangingServer between = new HangingServer(database.getPort());
                HubProcess hub = HubProcess.start(
                        home,
                        "SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:" + between.port() + "/postgres",
                        "SPRING_DATASOURCE_USERNAME=postgres",
                        "SPRING_DATASOURCE_PASSWORD=password-of-the-hub",
                        "SANALPOS_ERP_URL=jdbc:postgresql://127.0.0.1:1/erp?password=password-of-the-erp",
                        "SPRING_ARTEMIS_MODE=native",
                        "SPRING_ARTEMIS_BROKER_URL=tcp://127.0.0.1:1",
                        "SPRING_ARTEMIS_PASSWORD=password-of-the-broker")) {
            HealthPage degraded = ready(hub);
            assertThat(degraded.http()).isEqualTo(200);
            assertThat(degraded.status()).isEqualTo("DEGRADED");
            assertDegraded(degraded, "erp");
            assertDegraded(degraded, "broker");
            assertThat(degraded.component("database").path("status").asString()).isEqualTo("UP");

            between.hang();
            HealthPage hanging = ready(hub);
            assertThat(hanging.took()).isLessThan(SOON);
            assertDown(hanging);
            assertThat(ready(hub).took()).isLessThan(SOON);
            assertThat(HealthPage.of(hub.baseUrl(), "liveness").http()).isEqualTo(200);

            between.goOn();
            Awaitility.await().atMost(PATIENCE).until(() -> ready(hub).http() == 200);

            database.close();
            Awaitility.await().atMost(PATIENCE).until(() -> ready(hub).http() == 503);
            HealthPage gone = ready(hub);
            assertDown(gone);
            assertThat(gone.took()).isLessThan(SOON);
            for (HealthPage page : new HealthPage[] {degraded, hanging, gone}) {
                assertThat(page.text()).doesNotContain("password", "jdbc:", "\\tat ");
            }
        }
    }

    private static HealthPage ready(HubProcess hub) {
        return HealthPage.of(hub.baseUrl(), "readiness");
    }

    private static void assertDegraded(HealthPage page, String part) {
        assertThat(page.component(part).path("status").asString()).as(part).isEqualTo("DEGRADED");
        assertThat(page.component(part).path("details").path("error").asString())
                .as(part)
                .isNotBlank();
    }

    private static void assertDown(HealthPage page) {
        assertThat(page.http()).isEqualTo(503);
        assertThat(page.component("database").path("status").asString()).isEqualTo("DOWN");
        assertThat(page.component("database").path("details").path("error").asString())
                .contains("database");
    }
}
