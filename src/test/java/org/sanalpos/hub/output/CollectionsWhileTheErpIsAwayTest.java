package org.sanalpos.hub.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sanalpos.hub.Requests.sale;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.FreePort;
import org.sanalpos.hub.HubTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A hub whose ERP has a PostgreSQL of its own, which is not there at first. */
@HubTest
@DirtiesContext
class CollectionsWhileTheErpIsAwayTest {
    private static final int ERP_PORT = FreePort.find();
    private static final Duration FEW_SECONDS = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort
    int port;

    ContractClient demo;

    @DynamicPropertySource
    static void erp(DynamicPropertyRegistry settings) {
        settings.add("sanalpos.erp.url", () -> "jdbc:postgresql://127.0.0.1:" + ERP_PORT + "/postgres");
        settings.add("sanalpos.erp.username", () -> "postgres");
    }

    @BeforeEach
    void client() {
        demo = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
    }

    @Test
    void aListSaysThatTheErpIsAwayUntilItIsBackWithAllRows() throws IOException {
        JsonNode sold = demo.post("/payments", sale("teb")).body();
        assertThat(sold.path("status").asString()).isEqualTo("captured");

        isToldToBeAway(demo);
        isToldToBeAway(demo.with("Accept", "text/csv"));
        try (ServerSocket mute = new ServerSocket(ERP_PORT, 50, InetAddress.getLoopbackAddress())) {
            assertThat(mute.isBound()).isTrue();
            isToldToBeAway(demo);
        }

        try (EmbeddedPostgres erp = EmbeddedPostgres.builder().setPort(ERP_PORT).start()) {
            assertThat(erp.getPort()).isEqualTo(ERP_PORT);
            JsonNode page = await().atMost(PATIENCE)
                    .until(
                            () -> demo.get("/collections?bank=teb&status=captured"),
                            reply -> reply.status() == 200
                                    && reply.body().path("total").asInt() == 1)
                    .body();
            JsonNode row = page.path("items").path(0);
            assertThat(row.path("paymentId")).isEqualTo(sold.path("id"));
            assertThat(row.path("amount").asString()).isEqualTo("129.90");
            assertThat(demo.with("Accept", "text/csv").get("/collections").text())
                    .contains(";" + sold.path("transactionCode").asString() + ";")
                    .contains(";129,90;TRY;");
        }
        isToldToBeAway(demo);
    }

    private static void isToldToBeAway(ContractClient client) {
        long start = System.nanoTime();
        var reply = client.get("/collections");
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.body().path("detail").asString()).contains("The ERP's database does not answer");
        assertThat(took).isLessThan(FEW_SECONDS);
    }
}
