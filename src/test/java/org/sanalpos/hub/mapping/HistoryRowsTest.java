package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows are found whatever they are, and all of them or none. */
class HistoryRowsTest {
    private static final Map<String, String> TWO = Map.of("Extra/TRX1", "S\tC\t100", "Extra/TRX2", "C\tC\t 40 ");

    private static Dialect.RowRules rules(
            String rows, List<String> columns, String count, String sortBy, Boolean newestFirst) {
        DialectFile.HistoryFile written = new DialectFile.HistoryFile(
                rows,
                columns,
                columns == null ? null : "\t",
                count,
                newestFirst,
                sortBy,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return new RowsCompiler(new YamlFile<>("dialect.yaml", null, Map.of("history", 1)), "history", written)
                .compile();
    }

    private static Dialect.RowRules columns(String count, Boolean newestFirst) {
        return rules("Extra/TRX#", List.of("type", "state", "sum"), count, null, newestFirst);
    }

    private static Map<String, String> values(Map<String, String> more) {
        Map<String, String> values = FlatDocument.values();
        values.putAll(TWO);
        values.putAll(more);
        return values;
    }

    private static List<Map<String, String>> read(Map<String, String> more) {
        return HistoryRows.read(columns("Extra/COUNT", null), values(more));
    }

    @Test
    void numberedElementsAreRowsWithColumns() {
        assertThat(HistoryRows.read(columns(null, null), values(Map.of("Extra/TRXCOUNT", "7", "Extra/TRX1B", "x"))))
                .containsExactly(
                        Map.of("type", "S", "state", "C", "sum", "100"),
                        Map.of("type", "C", "state", "C", "sum", "40"));
        assertThat(HistoryRows.read(columns(null, true), values(Map.of())))
                .extracting(row -> row.get("SUM"))
                .containsExactly("40", "100");
    }

    @Test
    void tenRowsAreInTheOrderOfTheirNumbers() {
        Map<String, String> ten = FlatDocument.values();
        for (int number = 1; number <= 10; number++) {
            ten.put("extra/trx" + number, "S\tC\t" + number);
        }

        assertThat(HistoryRows.read(columns(null, true), ten))
                .extracting(row -> row.get("sum"))
                .containsExactly("10", "9", "8", "7", "6", "5", "4", "3", "2", "1");
    }

    @Test
    void moreColumnsAreLeftOutAndFewerAreNoRow() {
        assertThat(read(Map.of("Extra/COUNT", "2", "Extra/TRX1", "S\tC\t100\tmore\t")))
                .hasSize(2);
        assertThat(read(Map.of("Extra/COUNT", "2", "Extra/TRX1", "S\tC\t"))).hasSize(2);
        assertThat(read(Map.of("Extra/COUNT", "2", "Extra/TRX1", "S\tC"))).isEmpty();
        assertThat(read(Map.of("Extra/COUNT", "2", "Extra/TRX1", ""))).isEmpty();
    }

    @Test
    void thereAreAsManyAsTheBankCounts() {
        assertThat(read(Map.of("Extra/COUNT", "2"))).hasSize(2);
        assertThat(read(Map.of("Extra/COUNT", "1"))).isEmpty();
        assertThat(read(Map.of("Extra/COUNT", "3"))).isEmpty();
        assertThat(read(Map.of("Extra/COUNT", ""))).isEmpty();
        assertThat(read(Map.of())).isEmpty();
    }

    @Test
    void noneIsLeftOutAndNoneStandsTwice() {
        assertThat(read(Map.of("Extra/COUNT", "3", "Extra/TRX4", "C\tC\t1"))).isEmpty();
        assertThat(read(Map.of("Extra/COUNT", "3", "Extra/TRX0", "C\tC\t1"))).isEmpty();
        assertThat(read(Map.of("Extra/COUNT", "3", "Extra/TRX03", "C\tC\t1"))).isEmpty();
        assertThat(read(Map.of("Extra/COUNT", "3", "Extra/TRX99999999999999999999", "C\tC\t1")))
                .isEmpty();
        assertThat(read(Map.of("Extra/COUNT", "2", "Extra/TRX1[2]", "C\tC\t1"))).isEmpty();
        assertThat(read(Map.of("Extra/COUNT", "2", "Extra/TRX1/deeper", "C\tC\t1")))
                .isEmpty();
    }

    @Test
    void itemsAndNumberedElementsMayHaveValuesBelowThem() {
        Map<String, String> items =
                Map.of("list/row/at", "2", "list/row[2]/at", "1", "list/rows", "x", "list/count", "2");
        Map<String, String> numbered = Map.of("row1/of/at", "2", "row2/of/at", "1", "row1/other", "x");

        assertThat(HistoryRows.read(rules("list/row", null, "list/count", "at", null), items))
                .containsExactly(Map.of("at", "1"), Map.of("at", "2"));
        assertThat(HistoryRows.read(rules("row#/of", null, null, null, null), numbered))
                .containsExactly(Map.of("at", "2"), Map.of("at", "1"));
        assertThat(HistoryRows.read(rules("list/row", null, null, null, null), Map.of("list/row", "")))
                .isEmpty();
        assertThat(HistoryRows.read(
                        rules("list/row", null, null, null, null), Map.of("list/row/at", "2", "list/row[3]/at", "1")))
                .isEmpty();
    }

    @Test
    void itemsMayHaveColumnsToo() {
        assertThat(HistoryRows.read(
                        rules("row", List.of("type", "sum"), null, null, null),
                        Map.of("row", "S\t1", "row[2]", "C\t2")))
                .containsExactly(Map.of("type", "S", "sum", "1"), Map.of("type", "C", "sum", "2"));
    }
}
