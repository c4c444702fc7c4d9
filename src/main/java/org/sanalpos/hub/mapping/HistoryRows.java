package org.sanalpos.hub.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanalpos.hub.mapping.Dialect.RowRules;

/** Finds the rows in an answer that lists what became of an order. */
final class HistoryRows {
    private static final String FIRST = "1";

    private HistoryRows() {}

    /**
     * The rows in the order of time, each with paths of its own. None if they cannot all be read: a number is left out or stands twice, a
     * row has too few columns, or there are not as many as the bank says.
     */
    static List<Map<String, String>> read(RowRules rules, Map<String, String> values) {
        Map<String, Map<String, String>> byNumber = new HashMap<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            Matcher place = rules.place().matcher(value.getKey());
            if (place.matches()) {
                String number = place.group("number") == null ? FIRST : place.group("number");
                if (!add(rules, byNumber, number, place.group("inner"), value.getValue())) {
                    return List.of();
                }
            }
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (int number = 1; number <= byNumber.size(); number++) {
            Map<String, String> row = byNumber.get(Integer.toString(number));
            if (row == null) {
                return List.of();
            }
            rows.add(row);
        }
        if (rules.count() != null && !Integer.toString(rows.size()).equals(values.get(rules.count()))) {
            return List.of();
        }
        if (rules.sortBy() != null) {
            rows.sort(Comparator.comparing(row -> row.getOrDefault(rules.sortBy(), "")));
        }
        if (rules.newestFirst()) {
            Collections.reverse(rows);
        }
        return rows;
    }

    /** Puts a value into its row; false if it has no place there. */
    private static boolean add(
            RowRules rules, Map<String, Map<String, String>> byNumber, String number, String inner, String value) {
        if (rules.columns().isEmpty()) {
            // An element with nothing in it is no row.
            return inner.isEmpty()
                    || inner.startsWith("/")
                            && byNumber.computeIfAbsent(number, any -> FlatDocument.values())
                                            .put(inner.substring(1), value)
                                    == null;
        }
        String[] parts = value.split(Pattern.quote(rules.separator()), -1);
        if (!inner.isEmpty() || parts.length < rules.columns().size()) {
            return false;
        }
        Map<String, String> row = FlatDocument.values();
        for (int at = 0; at < rules.columns().size(); at++) {
            row.put(rules.columns().get(at), parts[at].strip());
        }
        return byNumber.put(number, row) == null;
    }
}
