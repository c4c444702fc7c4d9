package org.sanalpos.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of {@code docs/reliability.md}. Each test of a fault adds its row; {@code -Dreliability.write=true}, with one process of tests,
 * writes it into the file, and every run writes it to a file in {@code target/reliability}.
 */
public final class ReliabilityTable {
    private static final Path DOCUMENT = Path.of("docs/reliability.md");
    private static final Path RUN = Path.of("target/reliability");
    private static final String FIRST = "|---|";

    private ReliabilityTable() {}

    /**
     * What was counted after a fault.
     *
     * @param sent payments that were asked for
     * @param known payments that the hub knows
     * @param charged payments that are charged in the bank's books
     * @param captured payments of which the hub says so
     * @param rows operations in the ERP's table
     * @param due operations that belong there
     */
    public record Figures(long sent, long known, long charged, long captured, long rows, long due) {}

    /** Checks that nothing is missing or too much, and that the document has a row for the fault. */
    public static void row(String fault, String test, Figures figures) {
        assertThat(figures.known()).as(fault + ": payments known").isEqualTo(figures.sent());
        assertThat(figures.captured()).as(fault + ": charges known").isEqualTo(figures.charged());
        assertThat(figures.rows()).as(fault + ": rows in the ERP").isEqualTo(figures.due());
        String row = "| " + fault + " | " + figures.sent() + " | " + figures.known() + " | " + figures.charged() + " | "
                + figures.captured() + " | " + figures.rows() + " | " + figures.due() + " | `" + test + "` |";
        try {
            Files.createDirectories(RUN);
            Files.writeString(RUN.resolve(fault.replaceAll("[^A-Za-z0-9]+", "-") + ".md"), row + "\n");
            if (Boolean.getBoolean("reliability.write")) {
                put(fault, row);
            }
            assertThat(Files.readAllLines(DOCUMENT))
                    .as("a row of docs/reliability.md, written with -Dreliability.write=true")
                    .anyMatch(line -> line.startsWith("| " + fault + " |") && line.endsWith("`" + test + "` |"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(String fault, String row) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(DOCUMENT));
        int start = 0;
        while (!lines.get(start).startsWith(FIRST)) {
            start++;
        }
        List<String> rows = lines.subList(start + 1, lines.size());
        rows.removeIf(line -> line.startsWith("| " + fault + " |"));
        rows.add(row);
        rows.sort(null);
        Files.write(DOCUMENT, lines);
    }
}
