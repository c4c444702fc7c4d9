package org.sanalpos.hub.output;

import static org.sanalpos.hub.output.CollectionColumn.AMOUNT;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Collections as a spreadsheet set to Turkish opens them right: a byte order mark, semicolons and amounts with a decimal comma.
 */
final class CollectionCsv {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final CSVFormat FORMAT = CSVFormat.Builder.create()
            .setDelimiter(';')
            .setQuote('"')
            .setRecordSeparator("\r\n")
            .get();
    // The wide forms of the signs begin a formula too.
    private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private final Writer out;
    private final CSVPrinter printer;

    /** Writes the header too. */
    CollectionCsv(OutputStream out) throws IOException {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.out.write(BYTE_ORDER_MARK);
        this.printer = new CSVPrinter(this.out, FORMAT);
        printer.printRecord(Arrays.stream(CollectionColumn.values())
                .map(CollectionColumn::column)
                .toList());
    }

    /** Writes rows and sends them on. */
    void write(List<CollectionRow> rows) throws IOException {
        for (CollectionRow row : rows) {
            List<String> cells = new ArrayList<>();
            for (CollectionColumn column : CollectionColumn.values()) {
                cells.add(cell(column, row.texts()));
            }
            printer.printRecord(cells);
        }
        out.flush();
    }

    private static String cell(CollectionColumn column, Map<CollectionColumn, String> texts) {
        String text = texts.getOrDefault(column, "");
        return column == AMOUNT ? text.replace('.', ',') : harmless(text);
    }

    /** What begins like a formula gets an apostrophe in front, so that no spreadsheet runs it. */
    private static String harmless(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return !line.isEmpty() && FORMULA.indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
    }
}
