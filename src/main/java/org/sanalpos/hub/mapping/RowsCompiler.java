package org.sanalpos.hub.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Checks how a dialect says where the rows of an answer stand, and compiles it. */
final class RowsCompiler {
    private static final char NUMBER = '#';

    private final YamlFile<DialectFile> file;
    private final String place;
    private final DialectFile.HistoryFile history;

    /** @param place where the history stands in the file */
    RowsCompiler(YamlFile<DialectFile> file, String place, DialectFile.HistoryFile history) {
        this.file = file;
        this.place = place;
        this.history = history;
    }

    Dialect.RowRules compile() {
        Pattern rows = rows(file.required(place + ".rows", history.rows()));
        boolean newestFirst = Boolean.TRUE.equals(history.newestFirst());
        if (newestFirst && history.sortBy() != null) {
            throw file.problem(place + ".newestFirst", "the rows are sorted by 'sortBy' already");
        }
        List<String> columns = history.columns() == null ? List.of() : List.copyOf(history.columns());
        if (history.columns() == null) {
            if (history.separator() != null) {
                throw file.problem(place + ".separator", "expected 'columns', which it separates");
            }
        } else {
            checkColumns(columns);
        }
        return new Dialect.RowRules(rows, columns, history.separator(), history.count(), history.sortBy(), newestFirst);
    }

    private Pattern rows(String path) {
        int at = path.indexOf(NUMBER);
        if (at != path.lastIndexOf(NUMBER)) {
            throw file.problem(place + ".rows", "'" + path + "': expected at most one #, the row's number");
        }
        String numbered = at < 0
                ? Pattern.quote(path) + "(?:\\[(?<number>[0-9]+)\\])?(?<inner>(?:/.*)?)"
                : Pattern.quote(path.substring(0, at)) + "(?<number>[0-9]+)" + Pattern.quote(path.substring(at + 1))
                        + "(?<inner>(?:[/\\[].*)?)";
        return Pattern.compile(numbered, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private void checkColumns(List<String> columns) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String column : columns) {
            if (!names.add(column)) {
                throw file.problem(place + ".columns", "'" + column + "' stands twice");
            }
        }
        if (names.isEmpty()) {
            throw file.problem(place + ".columns", "expected at least one name");
        }
        if (history.separator() == null || history.separator().isEmpty()) {
            throw file.problem(place + ".separator", "is missing");
        }
        paths().forEach((at, paths) -> paths.stream()
                .filter(path -> !names.contains(path))
                .findFirst()
                .ifPresent(path -> {
                    throw file.problem(at, "'" + path + "' is none of the columns " + columns);
                }));
    }

    /** Every path in a row that a rule asks for, by the rule's place in the file. */
    private Map<String, List<String>> paths() {
        Map<String, List<String>> paths = new TreeMap<>();
        if (history.sortBy() != null) {
            paths.put(place + ".sortBy", List.of(history.sortBy()));
        }
        orEmpty(history.echoes()).forEach((name, echoes) -> paths.put(place + ".echoes." + name, echoes));
        orEmpty(history.verify()).keySet().forEach(path -> paths.put(place + ".verify." + path, List.of(path)));
        orEmpty(history.values()).forEach((name, values) -> paths.put(place + ".values." + name, values));
        List<DialectFile.RowFile> kinds = orEmpty(history.kinds());
        for (int i = 0; i < kinds.size(); i++) {
            addWhen(paths, place + ".kinds[" + (i + 1) + "].when", kinds.get(i).when());
        }
        if (history.amount() != null) {
            paths.put(place + ".amount.path", orEmpty(history.amount().path()));
            addWhen(paths, place + ".amount.when", history.amount().when());
        }
        List<DialectFile.CodeFile> codes = orEmpty(history.code());
        for (int i = 0; i < codes.size(); i++) {
            String at = place + ".code[" + (i + 1) + "]";
            DialectFile.CodeFile code = codes.get(i);
            paths.put(at, code.path() == null ? orEmpty(code.paths()) : List.of(code.path()));
            addWhen(paths, at + ".when", code.when());
        }
        return paths;
    }

    private static void addWhen(Map<String, List<String>> paths, String at, Map<String, String> when) {
        orEmpty(when).keySet().forEach(path -> paths.put(at + "." + path, List.of(path)));
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <K, V> Map<K, V> orEmpty(Map<K, V> map) {
        return map == null ? Map.of() : map;
    }
}
