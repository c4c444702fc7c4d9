package org.sanalpos.hub.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.intake.queue.QueueHub;
import org.sanalpos.hub.virtualpos.CompanySettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TransactionLogTest {
    @TempDir
    Path home;

    @Test
    void everyOperationIsALineOfItsCompanyAndDay() throws IOException {
        try (QueueHub hub = QueueHub.start(home)) {
            hub.company("ACME", CompanySettings.DEFAULTS);
            hub.company("BETA", settings("beta-log", null));
            Events events = new Events(hub.jdbc());
            events.write("log", "ACME", "PAY1", "sale", "Kart 4155650100416111 onaylandı", "2026-03-14T20:59:59Z");
            events.write("log", "ACME", "PAY1", "refund", "Onay", "2026-03-14T21:00:00Z");
            events.approved("log", "BETA", "PAY2", "sale");
            events.approved("log", "../x", "PAY3", "sale");
            await().atMost(Duration.ofSeconds(20)).until(() -> events.waiting("log") == 0);

            Path acme = home.resolve("logs/transactions/ACME");
            List<String> first = Files.readAllLines(acme.resolve("2026-03-14.jsonl"));
            assertThat(first).hasSize(1);
            JsonNode line = new JsonMapper().readTree(first.get(0));
            assertThat(line.path("operation").stringValue()).isEqualTo("sale");
            assertThat(line.path("paymentId").stringValue()).isEqualTo("PAY1");
            assertThat(line.path("amount").stringValue()).isEqualTo("129.90");
            assertThat(line.path("card").stringValue()).isEqualTo("415565******6111");
            assertThat(line.path("bankMessage").stringValue()).isEqualTo("Kart 415565******6111 onaylandı");
            assertThat(line.path("durationMs").longValue()).isEqualTo(312);
            assertThat(Files.readAllLines(acme.resolve("2026-03-15.jsonl"))).hasSize(1);
            assertThat(home.resolve("beta-log/2026-03-15.jsonl")).exists();
            assertThat(home.resolve("logs/transactions/%2E%2E%2Fx/2026-03-15.jsonl"))
                    .exists();
        }
    }

    @Test
    void aLineThatWasCutOffDoesNotSpoilTheNext() throws IOException {
        try (QueueHub hub = QueueHub.start(home)) {
            Path file = home.resolve("logs/transactions/ACME/2026-03-15.jsonl");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "{\"at\":\"2026-", StandardOpenOption.CREATE);
            Events events = new Events(hub.jdbc());
            events.approved("log", "ACME", "PAY1", "sale");
            await().atMost(Duration.ofSeconds(20)).until(() -> events.waiting("log") == 0);
            assertThat(Files.readAllLines(file))
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("{\"at\":\"2026-03-14T21:30:00Z\"");
        }
    }

    @Test
    void aLogThatCannotBeWrittenWaitsAndLosesNothing() throws IOException {
        try (QueueHub hub = QueueHub.start(home)) {
            Path blocked = home.resolve("logs");
            Files.writeString(blocked, "a file where the folder belongs");
            Events events = new Events(hub.jdbc());
            events.approved("log", "ACME", "PAY1", "sale");
            events.approved("log", "ACME", "PAY2", "sale");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> hub.bean(Outages.class).of("log", "ACME").isPresent());
            assertThat(events.waiting("log")).isEqualTo(2);

            Files.delete(blocked);
            await().atMost(Duration.ofSeconds(30)).until(() -> events.waiting("log") == 0);
            assertThat(Files.readAllLines(home.resolve("logs/transactions/ACME/2026-03-15.jsonl")))
                    .hasSize(2);
        }
    }

    @Test
    void aCompanyWhoseFolderCannotBeWrittenHoldsUpNobodyElse() throws IOException {
        try (QueueHub hub = QueueHub.start(home)) {
            Path blocked = home.resolve("blocked");
            Files.writeString(blocked, "a file where the folder belongs");
            hub.company("ACME", settings("blocked", null));
            hub.company("BETA", CompanySettings.DEFAULTS);
            Events events = new Events(hub.jdbc());
            List<String> acme = new ArrayList<>();
            List<String> beta = new ArrayList<>();
            // More than one look at the outbox takes, so that neither lives on what the other leaves of it.
            for (int i = 0; i < 250; i++) {
                acme.add(events.approved("log", "ACME", "ACME" + i, "sale"));
                beta.add(events.approved("log", "BETA", "BETA" + i, "sale"));
            }
            Path day = home.resolve("logs/transactions/BETA/2026-03-15.jsonl");
            await().atMost(Duration.ofSeconds(20)).until(() -> events.waiting("log") == acme.size());
            assertThat(logged(day)).containsExactlyInAnyOrderElementsOf(beta);
            Outages outages = hub.bean(Outages.class);
            await().atMost(Duration.ofSeconds(20)).until(() -> attempts(outages, "ACME") >= 3);
            assertThat(outages.of("log")).isEmpty();
            assertThat(outages.of("log", "BETA")).isEmpty();
            beta.add(events.approved("log", "BETA", "LATER", "sale"));
            await().atMost(Duration.ofSeconds(5)).until(() -> logged(day).contains(beta.get(250)));

            Files.delete(blocked);
            await().atMost(Duration.ofSeconds(40)).until(() -> events.waiting("log") == 0);
            assertThat(logged(home.resolve("blocked/2026-03-15.jsonl"))).containsExactlyInAnyOrderElementsOf(acme);
            assertThat(logged(day)).containsExactlyInAnyOrderElementsOf(beta);
            assertThat(outages.of("log", "ACME")).isEmpty();
        }
    }

    private static int attempts(Outages outages, String company) {
        return outages.of("log", company).map(Outages.Outage::attempts).orElse(0);
    }

    /** The operations of a file's lines. */
    private static List<String> logged(Path file) throws IOException {
        JsonMapper json = new JsonMapper();
        return Files.readAllLines(file).stream()
                .map(line -> json.readTree(line).path("operationId").stringValue())
                .toList();
    }

    @Test
    void aNodeThatTakesOverWritesNoLineThatIsThere() throws IOException {
        try (QueueHub hub = QueueHub.start(home)) {
            Events events = new Events(hub.jdbc());
            String before = events.approved("log", "ACME", "PAY1", "sale");
            Path file = home.resolve("logs/transactions/ACME/2026-03-15.jsonl");
            await().atMost(Duration.ofSeconds(20)).until(() -> events.waiting("log") == 0);

            // As a node leaves it that died between the file and the outbox, and one that died before both.
            new Events(hub.jdbc()).claimed("log", "ACME", "PAY1", "sale");
            String after = events.claimed("log", "ACME", "PAY2", "sale");

            await().atMost(Duration.ofSeconds(20)).until(() -> events.waiting("log") == 0);
            assertThat(logged(file)).containsExactly(before, after);
        }
    }

    @Test
    void aNodeThatWasTooSlowLeavesTheLinesToTheNextOne() throws IOException {
        try (QueueHub hub = QueueHub.start(home)) {
            TransactionLog log = hub.bean(TransactionLog.class);
            String payload = Events.payload("OP1", "PAY1", "ACME", "sale", "Onay", "2026-03-14T21:30:00Z");
            Instant now = Instant.now();
            OutboxRow late = row("1", payload, now.minusMillis(1));
            OutboxRow own = row("2", payload.replace("OP1", "OP2"), now.plusSeconds(30));

            List<OutboxRow> written = log.append(log.batches(List.of(late, own)).get(0));

            assertThat(written).containsExactly(own);
            assertThat(logged(home.resolve("logs/transactions/ACME/2026-03-15.jsonl")))
                    .containsExactly("OP2");
        }
    }

    private static OutboxRow row(String id, String payload, Instant claimedUntil) {
        return new OutboxRow(id, "log", "ACME", "PAY" + id, "OP" + id, payload, 0, claimedUntil, false);
    }

    @Test
    void logsAreKeptAsLongAsTheirCompanyWants() throws IOException {
        try (QueueHub hub = QueueHub.start(home)) {
            hub.company("ACME", settings(null, 30));
            hub.company("BETA", CompanySettings.DEFAULTS);
            LocalDate today = LocalDate.now(ZoneId.of("Europe/Istanbul"));
            Path acme = Files.createDirectories(home.resolve("logs/transactions/ACME"));
            Path beta = Files.createDirectories(home.resolve("logs/transactions/BETA"));
            for (Path folder : List.of(acme, beta)) {
                Files.writeString(folder.resolve(today.minusDays(30) + ".jsonl"), "kept");
                Files.writeString(folder.resolve(today.minusDays(31) + ".jsonl"), "old");
                Files.writeString(folder.resolve("notes.jsonl"), "not ours");
            }
            hub.bean(TransactionLog.class).deleteOld();
            assertThat(acme.resolve(today.minusDays(31) + ".jsonl")).doesNotExist();
            assertThat(acme.resolve(today.minusDays(30) + ".jsonl")).exists();
            assertThat(acme.resolve("notes.jsonl")).exists();
            assertThat(beta.resolve(today.minusDays(31) + ".jsonl")).exists();
        }
    }

    private static CompanySettings settings(String logFolder, Integer days) {
        return new CompanySettings(null, false, List.of(), false, false, null, logFolder, days);
    }
}
