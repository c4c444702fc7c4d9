package org.sanalpos.hub.intake.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.payment.Answer;

/** A file far larger than the heap of the process that reads it. */
class LargeFileTest {
    private static final long HEAP_MB = 32;
    private static final int REQUESTS = 15_000;
    private static final String NOTE = "x".repeat(490);

    @TempDir
    Path home;

    /** The process: the file channel with a flow that approves everything and keeps nothing. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        String name = arguments[1];
        Answer answer = new Answer(
                201,
                "01JD0000000000000000000000",
                "{\"id\":\"01JD0000000000000000000000\",\"status\":\"captured\",\"amount\":\"1.00\",\"currency\":\"TRY\"}",
                false);
        try (FileHub hub = FileHub.start(home, command -> answer)) {
            hub.awaitDone("ACME", name, 120);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "xml"})
    void isWorkedThroughInOrderInAHeapSmallerThanItself(String ending) throws Exception {
        Path inbox = Files.createDirectories(home.resolve("inbox/ACME"));
        Path file = inbox.resolve("large." + ending);
        write(file, ending);
        assertThat(Files.size(file)).isGreaterThan(HEAP_MB << 20);

        int exit = process(file.getFileName().toString());

        assertThat(exit).as("exit code, log in the output of the test").isZero();
        assertResults(home.resolve("outbox/ACME/large.result." + ending), ending);
        assertThat(home.resolve("archive/ACME/large." + ending)).exists();
    }

    private int process(String name) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MB + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFileTest.class.getName(),
                        home.toString(),
                        name)
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Every tenth request is wrong. */
    private static void write(Path file, String ending) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            switch (ending) {
                case "csv" ->
                    out.append("request_id;amount;currency;card_number;card_expiry;card_cvv;"
                            + "metadata_a;metadata_b;metadata_c;metadata_d;metadata_e;order_no\n");
                case "json" -> out.append("[\n");
                default -> out.append("<requests xmlns='urn:sanalpos:hub:1'>\n");
            }
            for (int i = 0; i < REQUESTS; i++) {
                String currency = i % 10 == 0 ? "LIRA" : "TRY";
                switch (ending) {
                    case "csv" ->
                        out.append("r" + i + ";1,00;" + currency + ";4155650100416111;12/40;123;"
                                + (NOTE + ";").repeat(5) + "\n");
                    case "json" ->
                        out.append(i == 0 ? "" : ",\n")
                                .append("{\"requestId\":\"r" + i + "\",\"amount\":\"1.00\",\"currency\":\"" + currency
                                        + "\",\"card\":{\"number\":\"4155650100416111\",\"expiry\":\"12/40\",\"cvv\":\"123\"},"
                                        + "\"metadata\":{" + entries("\"%d\":\"" + NOTE + "\"", ",") + "}}");
                    default ->
                        out.append("<payment><requestId>r" + i + "</requestId><amount>1.00</amount><currency>"
                                + currency
                                + "</currency><card><number>4155650100416111</number><expiry>12/40</expiry><cvv>123</cvv></card>"
                                + "<metadata>" + entries("<entry key='%d'>" + NOTE + "</entry>", "")
                                + "</metadata></payment>\n");
                }
            }
            out.append(ending.equals("json") ? "\n]\n" : ending.equals("xml") ? "</requests>\n" : "");
        }
    }

    private static String entries(String entry, String separator) {
        return IntStream.range(0, 5)
                .mapToObj(i -> String.format(Locale.ROOT, entry, i))
                .collect(Collectors.joining(separator));
    }

    private static void assertResults(Path results, String ending) {
        String before = ending.equals("csv") ? ";r" : ending.equals("json") ? "\"requestId\":\"r" : "requestId=\"r";
        String after = ending.equals("csv") ? ";" : "\"";
        try (BufferedReader in = Files.newBufferedReader(results)) {
            List<Integer> wrong = new ArrayList<>();
            int[] expected = {0};
            in.lines().skip(1).filter(line -> line.contains(before)).forEach(line -> {
                boolean refused = line.contains("ISO 4217");
                if (!line.contains(before + expected[0] + after) || refused != (expected[0] % 10 == 0)) {
                    wrong.add(expected[0]);
                }
                expected[0]++;
            });
            assertThat(wrong).isEmpty();
            assertThat(expected[0]).isEqualTo(REQUESTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
