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
     * What was counted after a fault, each figure for itself.
     *
     * @param sent payments that were asked for
     * @param known payments that the hub knows
     * @param charged payments that are charged in the bank's books
     * @param captured payments of which the hub says so
     * @param rows operations in the ERP's table
     * @param due operations that belong there
     */
    public record Figures(long sent, long known, long charged, long captured, long rows, long due) {}

    /** A row with the same figures in every run: the document must have them. Checks that nothing is missing or too much. */
    public static void row(String fault, String test, Figures figures) {
        check(new Row(fault, test, figures, false));
    }

    /** A row whose figures are another run's: they only have to agree with each other, and the document has to say so. */
    public static void rowByChance(String fault, String test, Figures figures) {
        check(new Row(fault, test, figures, true));
    }

    /** @param chance whether the figures depend on it */
    record Row(String fault, String test, Figures figures, boolean chance) {
        String line() {
            return begin() + figures.sent() + " | " + figures.known() + " | " + figures.charged() + " | "
                    + figures.captured() + " | " + figures.rows() + " | " + figures.due() + end();
        }

        private String begin() {
            return "| " + fault + " | ";
        }

        private String end() {
            return " | `" + test + "` | " + (chance ? "by chance" : "always") + " |";
        }

        private boolean is(String line) {
            return chance ? line.startsWith(begin()) && line.endsWith(end()) : line.equals(line());
        }
    }

    private static void check(Row row) {
        Figures figures = row.figures();
        assertThat(figures.known()).as(row.fault() + ": payments known").isEqualTo(figures.sent());
        assertThat(figures.captured()).as(row.fault() + ": charges known").isEqualTo(figures.charged());
        assertThat(figures.rows()).as(row.fault() + ": rows in the ERP").isEqualTo(figures.due());
        try {
            Files.createDirectories(RUN);
            Files.writeString(RUN.resolve(row.fault().replaceAll("[^A-Za-z0-9]+", "-") + ".md"), row.line() + "\n");
            if (Boolean.getBoolean("reliability.write")) {
                put(row);
            }
            compare(row, Files.readAllLines(DOCUMENT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void compare(Row row, List<String> document) {
        assertThat(document.stream().filter(line -> line.startsWith(row.begin())))
                .as("the row of docs/reliability.md, written with -Dreliability.write=true; this run has\n"
                        + row.line())
                .singleElement()
                .matches(row::is);
    }

    private static void put(Row row) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(DOCUMENT));
        int start = 0;
        while (!lines.get(start).startsWith(FIRST)) {
            start++;
        }
        List<String> rows = lines.subList(start + 1, lines.size());
        rows.removeIf(line -> line.startsWith(row.begin()));
        rows.add(row.line());
        rows.sort(null);
        Files.write(DOCUMENT, lines);
    }
}
