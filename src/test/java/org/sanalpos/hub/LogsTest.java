package org.sanalpos.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.payment.PanMask;
import tools.jackson.databind.json.JsonMapper;

class LogsTest {
    private static final String CARD = "4546711234567894";
    private static final String CVV = "739";

    @TempDir
    Path home;

    @Test
    void noLevelAndNoFormShowsACardASecurityCodeOrAKey() throws Exception {
        Path file = home.resolve("hub.log");
        try (HubProcess hub = HubProcess.start(
                home,
                "LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs",
                "LOGGING_FILE_NAME=" + file,
                "LOGGING_LEVEL_ROOT=DEBUG",
                "LOGGING_LEVEL_ORG_APACHE_HC_CLIENT5_HTTP_WIRE=DEBUG",
                "LOGGING_LEVEL_ORG_APACHE_HC_CLIENT5_HTTP_HEADERS=DEBUG")) {
            ContractClient demo = hub.client(HubTest.DEMO_KEY);
            Map<String, Object> card = Map.of("number", CARD, "expiry", "12/30", "cvv", CVV);

            assertThat(demo.post("/payments", with(sale("halkbank"), "card", card))
                            .status())
                    .isEqualTo(201);
            // A number in the wrong place is told back, and so may be logged.
            demo.invalid().post("/payments", Map.of("orderNo", CARD, "amount", CARD, "card", card));
            hub.stop();

            String lines = Files.readString(file);
            List<String> told = hub.output()
                    .lines()
                    .filter(line -> line.startsWith("{\"@timestamp\""))
                    .toList();
            for (String log : List.of(lines, String.join("\n", told))) {
                assertThat(log).contains("454671******7894", "Cvv2Val");
                assertThat(log.contains(CARD)).as("card number").isFalse();
                assertThat(log).doesNotContainPattern("(?i)(Cvv2Val%3E|cvv\\W{1,5})" + CVV);
                assertThat(log.contains(HubTest.DEMO_KEY)).as("API key").isFalse();
            }
            assertThat(told).allSatisfy(line -> assertThat(
                            JsonMapper.shared().readTree(line).path("message").isString())
                    .isTrue());
        }
    }

    @Test
    void byDefaultAStartAndAStopAreAFewLines() {
        try (HubProcess hub =
                HubProcess.start(home, "SANALPOS_SANDBOX=false", "SANALPOS_MASTER_KEY=" + "A".repeat(43) + "=")) {
            hub.stop();

            List<String> lines = hub.output().lines().toList();
            // A stop right after the start may find a listener that has not come up yet, and say so.
            assertThat(lines).hasSizeBetween(3, 5);
            assertThat(lines.get(0))
                    // The random number in the folder's name may look like a card's.
                    .contains("home " + PanMask.mask(home.toString()))
                    .contains("Sanal POS Hub", "listens on", "database jdbc:h2:file:", "banks")
                    .doesNotContain("DB_CLOSE", "SANDBOX");
            assertThat(lines.get(1)).contains("Stopping");
            assertThat(lines.get(lines.size() - 1)).contains("Stopped");
        }
    }
}
