package org.sanalpos.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingHubTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration AT_ONCE = Duration.ofMillis(20);

    @TempDir
    Path home;

    @Test
    void aPaymentThatComesBeforeTheHubIsReadyIsToldToComeAgainAndIsThenTaken() throws Exception {
        int port = FreePort.find();
        try (HubProcess hub = HubProcess.begin(home, "SERVER_PORT=" + port)) {
            ContractClient demo = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
            Map<String, Object> sale = sale("teb");
            List<ContractClient.Reply> early = new ArrayList<>();

            Awaitility.await().atMost(PATIENCE).pollInterval(AT_ONCE).until(() -> {
                try {
                    ContractClient.Reply reply = demo.post("/payments", sale);
                    early.add(reply);
                    return reply.status() == 201;
                } catch (UncheckedIOException portIsClosed) {
                    return false;
                }
            });

            early.remove(early.size() - 1);
            assertThat(early).isNotEmpty().allSatisfy(reply -> {
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.text()).contains("/problems/unavailable", "try again in 5 seconds");
            });
            assertThat(demo.get("/payments").body().path("total").asInt()).isEqualTo(1);
        }
    }
}
