package org.sanalpos.hub.intake.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.HubProcess;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;

/** A hub that is asked to stop in the middle of a file. */
class StoppedHubTest {
    private static final int LINES = 400;

    @TempDir
    Path home;

    @Test
    void endsTheLinesUnderWayAndTakesTheFileUpAgainAtItsNextStart() throws Exception {
        StringBuilder text =
                new StringBuilder("request_id;virtual_pos;amount;currency;card_number;card_expiry;card_cvv\n");
        for (int i = 0; i < LINES; i++) {
            text.append("s" + i + ";DEMO-HALKBANK;1,00;TRY;" + Requests.VISA + ";12/30;000\n");
        }
        Path inbox = Files.createDirectories(home.resolve("inbox/DEMO"));
        Path unfinished = Files.writeString(inbox.resolve("orders.tmp"), text);
        Path begun = home.resolve("outbox/DEMO/orders.result.csv.tmp");
        try (HubProcess first = HubProcess.start(home)) {
            Files.move(unfinished, inbox.resolve("orders.csv"), StandardCopyOption.ATOMIC_MOVE);
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Files.exists(begun));
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> first.client(HubTest.DEMO_KEY)
                                    .get("/payments?size=1")
                                    .body()
                                    .path("total")
                                    .asInt()
                            > 0);
            first.stop();
        }
        Path result = home.resolve("outbox/DEMO/orders.result.csv");
        assertThat(result).doesNotExist();

        try (HubProcess second = HubProcess.start(home)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(result));

            List<CSVRecord> results = CsvFileTest.parse(Files.readString(result), ';');
            assertThat(results).hasSize(LINES);
            assertThat(results).extracting(line -> line.get("replayed")).contains("true", "false");
            assertThat(results).extracting(line -> line.get("payment_id")).doesNotHaveDuplicates();
            assertThat(second.client(HubTest.DEMO_KEY)
                            .get("/payments?size=1")
                            .body()
                            .path("total")
                            .asInt())
                    .isEqualTo(LINES);
        }
    }
}
