package org.sanalpos.hub.intake.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.payment.Command;

class FilePickupTest {
    private static final String HEADER = "request_id;amount;currency;card_number;card_expiry;card_cvv\n";
    private static final String GOOD = ";129,90;TRY;4155650100416111;12/40;123\n";

    @TempDir
    Path home;

    private final Answers answers = new Answers();

    @Test
    void aFileThatGrowsIsLeftAlone() throws Exception {
        try (FileHub hub = FileHub.start(home, Map.of("sanalpos.files.poll-ms", "300"), answers)) {
            Path growing = Files.createDirectories(home.resolve("inbox/ACME")).resolve("growing.csv");
            try (Writer out = Files.newBufferedWriter(growing)) {
                out.append(HEADER);
                AtomicInteger written = new AtomicInteger();
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(60))
                        .until(() -> {
                            out.append("r" + written.incrementAndGet())
                                    .append(GOOD)
                                    .flush();
                            assertThat(growing).exists();
                            return written.get() == 40;
                        });
            }

            assertThat(hub.text("outbox", "ACME", "growing.result.csv").lines()).hasSize(41);
        }
    }

    @Test
    void filesThatAreNotForTheHubStayWhereTheyAre() throws Exception {
        try (FileHub hub = FileHub.start(home, answers)) {
            Path outside = Files.writeString(home.resolve("outside.csv"), HEADER + "r1" + GOOD);
            for (String name : new String[] {"a.csv.tmp", "b.part", ".hidden.csv", "note.txt"}) {
                hub.drop("ACME", name, HEADER + "r1" + GOOD);
            }
            Files.createSymbolicLink(hub.path("inbox", "ACME", "link.csv"), outside);
            hub.drop("ACME/deeper", "c.csv", HEADER + "r1" + GOOD);
            hub.drop(".", "d.csv", HEADER + "r1" + GOOD);
            hub.drop("ACME", "last.csv", HEADER + "r2" + GOOD);
            hub.awaitDone("ACME", "last.csv");

            assertThat(hub.path("inbox", "ACME").toFile().list())
                    .containsExactlyInAnyOrder("a.csv.tmp", "b.part", ".hidden.csv", "note.txt", "link.csv", "deeper");
            assertThat(hub.path("inbox", "d.csv")).exists();
            assertThat(answers.charged()).isEqualTo(1);
        }
    }

    @Test
    void aCompanyThatWantsMarkersHasItsFilesReadWhenTheyAreThere() throws Exception {
        try (FileHub hub = FileHub.start(home, answers)) {
            hub.drop("MARKED", "orders.csv", HEADER + "r1" + GOOD);
            hub.drop("ACME", "later.csv", HEADER + "r2" + GOOD);
            hub.awaitDone("ACME", "later.csv");
            assertThat(hub.path("inbox", "MARKED", "orders.csv")).exists();

            hub.drop("MARKED", "orders.csv.done", "");

            assertThat(hub.text("outbox", "MARKED", "orders.result.csv")).contains("captured");
            hub.awaitDone("MARKED", "orders.csv");
            assertThat(hub.path("inbox", "MARKED")).isEmptyDirectory();
        }
    }

    @Test
    void theInboxOfEachCompanyIsMade() throws Exception {
        try (FileHub hub = FileHub.start(home, answers)) {
            await().until(() ->
                    Files.isDirectory(hub.path("inbox", "ACME")) && Files.isDirectory(hub.path("inbox", "MARKED")));
        }
    }

    @Test
    void onlyOneOfTwoProcessesTakesAFile() throws Exception {
        AtomicInteger lines = new AtomicInteger();
        try (FileHub one = FileHub.start(home, command -> count(lines, command));
                FileHub two = FileHub.start(home, command -> count(lines, command))) {
            for (int i = 0; i < 20; i++) {
                one.drop("ACME", "orders" + i + ".csv", HEADER + "r" + i + GOOD);
            }
            for (int i = 0; i < 20; i++) {
                two.text("outbox", "ACME", "orders" + i + ".result.csv");
            }
            await().until(() -> one.working().isEmpty());
        }
        assertThat(lines).hasValue(20);
    }

    @Test
    void theFileOfAProcessThatDiedBeginsAgain() throws Exception {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        CountDownLatch never = new CountDownLatch(1);
        FileHub dying = FileHub.start(home, command -> {
            Answer answer = answers.apply(command);
            if (command.origin().requestKey().equals("r2")) {
                reached.complete(null);
                hang(never);
            }
            return answer;
        });
        dying.drop("ACME", "orders.csv", HEADER + "r1" + GOOD + "r2" + GOOD + "r3" + GOOD);
        reached.join();
        assertThat(dying.path("inbox", "ACME", "orders.csv")).doesNotExist();
        dying.forgetLock();

        try (FileHub next = FileHub.start(home, answers)) {
            String results = next.text("outbox", "ACME", "orders.result.csv");

            assertThat(results.lines()).hasSize(4);
            assertThat(results.lines().filter(line -> line.contains(";true;"))).hasSizeGreaterThanOrEqualTo(2);
            assertThat(answers.charged()).isEqualTo(3);
        } finally {
            never.countDown();
            dying.close();
        }
    }

    @Test
    void aStopWaitsForTheLinesUnderWayAndLeavesTheRestForTheNextStart() throws Exception {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        CountDownLatch stopping = new CountDownLatch(1);
        FileHub first = FileHub.start(home, command -> {
            if (command.origin().requestKey().equals("r5")) {
                reached.complete(null);
                hang(stopping);
            }
            return answers.apply(command);
        });
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 500; i++) {
            text.append("r").append(i).append(GOOD);
        }
        first.drop("ACME", "orders.csv", text.toString());
        reached.join();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> close(first));
        await().until(first::stopping);
        stopping.countDown();
        stopped.join();

        assertThat(answers.request("r5")).isNotNull();
        assertThat(answers.charged()).isLessThan(500);
        assertThat(first.path("outbox", "ACME")).isEmptyDirectory();
        assertThat(first.working()).hasSize(1);
        try (FileHub next = FileHub.start(home, answers)) {
            assertThat(next.text("outbox", "ACME", "orders.result.csv").lines()).hasSize(501);
        }
        assertThat(answers.charged()).isEqualTo(500);
    }

    @Test
    void aFileThatGrewAfterItWasTakenIsReadAgain() throws Exception {
        try (FileHub hub = FileHub.start(home, command -> {
            if (command.origin().requestKey().equals("r1")) {
                append(home, "r2" + GOOD);
            }
            return answers.apply(command);
        })) {
            hub.drop("ACME", "orders.csv", HEADER + "r1" + GOOD);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> answers.charged() == 2 && hub.working().isEmpty());
            assertThat(answers.request("r2")).isNotNull();
        }
    }

    /** What an author does that has the file open still. */
    private static void append(Path home, String text) {
        try (var paths = Files.walk(home.resolve("work"))) {
            Path taken = paths.filter(path -> path.endsWith("orders.csv"))
                    .findFirst()
                    .orElseThrow();
            if (Files.readString(taken).lines().count() == 2) {
                Files.writeString(taken, text, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer count(AtomicInteger lines, Command command) {
        lines.incrementAndGet();
        return answers.apply(command);
    }

    private static void hang(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(FileHub hub) {
        try {
            hub.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
