package org.sanalpos.hub.intake.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV text as a header and rows. Rows are cut out of physical lines, so that a quote that is never closed spoils its own line and no other; a
 * quoted value may still go over several lines.
 */
final class CsvTable implements Closeable {
    private static final int LINES_OF_ROW = 20;
    private static final int BLANK_LINES = 100;

    private final PhysicalLines lines;
    private final int longest;
    private final List<String> preamble = new ArrayList<>();
    private final char separator;
    private final CSVFormat format;
    private final List<String> header;
    private final long headerLine;

    /**
     * @param line where it begins
     * @param raw the lines that it was written in
     * @param cells empty for a blank line, null when it cannot be read
     * @param fault why it cannot be read, or null
     */
    record Row(long line, List<String> raw, List<String> cells, String fault) {
        boolean blank() {
            return cells != null && cells.stream().allMatch(String::isEmpty);
        }
    }

    /** @param longest characters of one row */
    CsvTable(Reader text, int longest) throws IOException, UnreadableFileException {
        this.lines = new PhysicalLines(text, longest);
        this.longest = longest;
        PhysicalLines.Line line = firstLine();
        if (line.text().length() == 5 && line.text().toLowerCase(Locale.ROOT).startsWith("sep=")) {
            line = firstLine();
        }
        separator = separator(line.text());
        format = CSVFormat.Builder.create()
                .setDelimiter(separator)
                .setQuote('"')
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(false)
                .get();
        headerLine = line.number();
        header = parse(line.text()).stream()
                .flatMap(List::stream)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        if (header.isEmpty() || line.cut()) {
            throw new UnreadableFileException(headerLine, "the header row cannot be read");
        }
    }

    char separator() {
        return separator;
    }

    /** Names of the columns in lower case. */
    List<String> header() {
        return header;
    }

    long headerLine() {
        return headerLine;
    }

    /** The lines up to the header, with it. */
    List<String> preamble() {
        return preamble;
    }

    /** The next row, or null. */
    Row next() throws IOException {
        PhysicalLines.Line first = lines.next();
        if (first == null) {
            return null;
        }
        List<String> raw = List.of(first.text());
        if (first.cut()) {
            return new Row(first.number(), raw, null, "is longer than " + longest + " characters");
        }
        if (first.text().isBlank()) {
            return new Row(first.number(), raw, List.of(), null);
        }
        Optional<List<String>> cells = parse(first.text());
        if (cells.isEmpty()) {
            return severalLines(first);
        }
        boolean blank = cells.get().stream().allMatch(String::isEmpty);
        if (!blank && cells.get().size() != header.size()) {
            return new Row(first.number(), raw, null, count(cells.get().size()));
        }
        return new Row(first.number(), raw, cells.get(), null);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** One line of text as cells, or empty when its quotes do not fit. */
    private Optional<List<String>> parse(String text) {
        try (CSVParser parser = CSVParser.parse(text, format)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1 ? Optional.of(records.get(0).toList()) : Optional.empty();
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Joins lines only when that makes exactly the row that the header asks for; else they stay as they were. */
    private Row severalLines(PhysicalLines.Line first) throws IOException {
        Deque<PhysicalLines.Line> joined = new ArrayDeque<>(List.of(first));
        StringBuilder text = new StringBuilder(first.text());
        while (joined.size() < LINES_OF_ROW && text.length() <= longest) {
            PhysicalLines.Line line = lines.next();
            if (line == null) {
                break;
            }
            joined.addLast(line);
            text.append('\n').append(line.text());
            Optional<List<String>> cells = line.text().indexOf('"') < 0 ? Optional.empty() : parse(text.toString());
            if (cells.isPresent() && cells.get().size() == header.size()) {
                return new Row(
                        first.number(),
                        joined.stream().map(PhysicalLines.Line::text).toList(),
                        cells.get(),
                        null);
            }
        }
        while (joined.size() > 1) {
            lines.giveBack(joined.removeLast());
        }
        return new Row(first.number(), List.of(first.text()), null, "has a quote that does not fit");
    }

    private String count(int found) {
        return "has " + found + " columns, expected " + header.size()
                + (separator == ',' ? " (an amount with a comma must be in quotes)" : "");
    }

    private PhysicalLines.Line firstLine() throws IOException, UnreadableFileException {
        PhysicalLines.Line line = lines.next();
        while (line != null && line.text().isBlank()) {
            if (preamble.size() >= BLANK_LINES) {
                throw new UnreadableFileException(
                        line.number(), "there is no header row in the first " + BLANK_LINES + " lines");
            }
            preamble.add(line.text());
            line = lines.next();
        }
        if (line == null) {
            throw new UnreadableFileException(0, "the file is empty; expected a header row");
        }
        preamble.add(line.text());
        return line;
    }

    private static char separator(String header) {
        return Stream.of(';', ',', '\t')
                .max((a, b) -> Long.compare(count(header, a), count(header, b)))
                .filter(best -> count(header, best) > 0)
                .orElse(';');
    }

    private static long count(String text, char character) {
        return text.chars().filter(c -> c == character).count();
    }
}
