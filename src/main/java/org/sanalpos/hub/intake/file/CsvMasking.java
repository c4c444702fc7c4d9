package org.sanalpos.hub.intake.file;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.sanalpos.hub.intake.CardNumbers;

/** Copies a CSV text, column by column; a row that does not fit the header loses all its digits. */
final class CsvMasking {
    private CsvMasking() {}

    static void copy(Reader in, Writer out, int longest) throws IOException, UnreadableFileException {
        try (CsvTable table = new CsvTable(in, longest)) {
            boolean header = table.header().stream().anyMatch(CsvColumns::known);
            for (String line : table.preamble()) {
                out.append(header ? CardNumbers.mask(line) : CardNumbers.withoutDigits(line))
                        .append('\n');
            }
            CSVFormat format = CSVFormat.Builder.create()
                    .setDelimiter(table.separator())
                    .setQuote('"')
                    .setRecordSeparator("\n")
                    .get();
            CsvTable.Row row = table.next();
            while (row != null) {
                if (row.blank()) {
                    out.append(row.raw().get(0)).append('\n');
                } else if (row.cells() == null || !header) {
                    for (String line : row.raw()) {
                        out.append(CardNumbers.withoutDigits(line)).append('\n');
                    }
                } else {
                    format.printRecord(out, (Object[]) masked(table.header(), row.cells()));
                }
                row = table.next();
            }
        }
    }

    private static String[] masked(List<String> header, List<String> cells) {
        List<String> masked = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String column = header.get(i);
            masked.add(SensitiveNames.kept(column, CsvColumns.known(column), cells.get(i)));
        }
        return masked.toArray(String[]::new);
    }
}
