package org.sanalpos.hub.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Result;
import org.sanalpos.hub.payment.ResultCode;
import org.sanalpos.hub.settings.SettingProblem;

/** Turns the codes of a dialect into normalised ones: its own table first, the shared ISO 8583 table next. */
final class CodeTable {
    private static final CSVFormat FORMAT = CSVFormat.Builder.create()
            .setDelimiter(';')
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .get();
    private static final List<String> CATEGORY_COLUMNS = List.of("category", "retryable", "tr", "en");
    private static final List<String> CODE_COLUMNS = List.of("code", "category", "retryable", "outcome", "tr", "en");

    /** A row of {@code categories.csv}. */
    record Category(ResultCode code, boolean retryable, String tr, String en) {}

    /** A row of a code table, completed from its category. */
    record Meaning(ResultCode code, boolean retryable, Outcome outcome, String tr, String en) {}

    private final Map<ResultCode, Category> categories;
    private final Map<String, Meaning> meanings;

    private CodeTable(Map<ResultCode, Category> categories, Map<String, Meaning> meanings) {
        this.categories = categories;
        this.meanings = meanings;
    }

    /** Reads {@code categories.csv}; every normalised code must have its row. */
    static CodeTable categories(String file, String csv) {
        Map<ResultCode, Category> categories = new EnumMap<>(ResultCode.class);
        for (Row row : rows(file, csv, CATEGORY_COLUMNS)) {
            ResultCode code = category(row);
            Category category =
                    new Category(code, flag(row, row.required("retryable")), row.required("tr"), row.required("en"));
            categories.put(code, category);
        }
        for (ResultCode code : ResultCode.values()) {
            if (!categories.containsKey(code)) {
                throw new SettingProblem(file, "category " + code.code() + " has no row");
            }
        }
        return new CodeTable(categories, Map.of());
    }

    /** This table with the rows of another file over it. */
    CodeTable with(String file, String csv) {
        Map<String, Meaning> all = new HashMap<>(meanings);
        for (Row row : rows(file, csv, CODE_COLUMNS)) {
            Category category = categories.get(category(row));
            Outcome outcome = outcome(row);
            if ((outcome == Outcome.APPROVED) != (category.code() == ResultCode.APPROVED)) {
                throw row.problem("category approved and outcome approved belong together");
            }
            String retryable = row.get("retryable");
            all.put(
                    row.required("code"),
                    new Meaning(
                            category.code(),
                            retryable.isEmpty() ? category.retryable() : flag(row, retryable),
                            outcome,
                            row.get("tr").isEmpty() ? category.tr() : row.get("tr"),
                            row.get("en").isEmpty() ? category.en() : row.get("en")));
        }
        return new CodeTable(categories, all);
    }

    boolean knows(String bankCode) {
        return meanings.containsKey(bankCode);
    }

    /** Whether a code has a row of its own; true where the bank said no code. */
    boolean lists(CodeRules.Found found) {
        return found.row() == null || meanings.containsKey(found.row());
    }

    /** The row of a code, else the longest one whose code ends with an asterisk and begins like it; null if there is none. */
    private Meaning meaning(String row) {
        if (row == null) {
            return null;
        }
        Meaning meaning = meanings.get(row);
        for (int length = row.length(); meaning == null && length > 0; length--) {
            meaning = meanings.get(row.substring(0, length) + "*");
        }
        return meaning;
    }

    /**
     * How an operation ends that the bank answered with this code and did not approve. The code of an approval in such an answer
     * contradicts it.
     */
    Outcome outcomeOfRefusal(String row) {
        Meaning meaning = meaning(row);
        return meaning == null || meaning.outcome() == Outcome.DECLINED ? Outcome.DECLINED : Outcome.UNKNOWN;
    }

    /** The result of a refusal. A code that is not in the tables is {@link ResultCode#UNKNOWN}, with the bank's words kept. */
    Result refusal(CodeRules.Found found, String bankMessage) {
        Meaning meaning = meaning(found.row());
        if (meaning == null || meaning.code() == ResultCode.APPROVED) {
            return of(ResultCode.UNKNOWN, found.code(), bankMessage);
        }
        return new Result(meaning.code(), meaning.retryable(), found.code(), bankMessage, meaning.tr(), meaning.en());
    }

    /** A result with the words of the category. */
    Result of(ResultCode code, String bankCode, String bankMessage) {
        Category category = categories.get(code);
        return new Result(code, category.retryable(), bankCode, bankMessage, category.tr(), category.en());
    }

    /** A record of a table and the line in which it ends. */
    private record Row(String file, long line, CSVRecord content) {
        String get(String column) {
            return content.get(column);
        }

        String required(String column) {
            if (get(column).isEmpty()) {
                throw problem(column + " is missing");
            }
            return get(column);
        }

        SettingProblem problem(String reason) {
            return new SettingProblem(file + ":" + line, reason);
        }
    }

    /** The rows of a table whose first column is its key. */
    private static List<Row> rows(String file, String csv, List<String> columns) {
        List<Row> rows = new ArrayList<>();
        Map<String, Long> seen = new HashMap<>();
        try (CSVParser parser = CSVParser.parse(csv, FORMAT)) {
            if (!parser.getHeaderNames().equals(columns)) {
                throw new SettingProblem(file + ":1", "expected the columns " + String.join(";", columns));
            }
            for (CSVRecord record : parser) {
                Row row = new Row(file, parser.getCurrentLineNumber(), record);
                if (record.size() != columns.size()) {
                    throw row.problem("expected " + columns.size() + " columns, found " + record.size());
                }
                Long before = seen.put(record.get(0), row.line());
                if (before != null) {
                    throw row.problem(columns.get(0) + " " + record.get(0) + " stands in line " + before + " already");
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException | UncheckedIOException | IllegalStateException | IllegalArgumentException e) {
            throw new SettingProblem(file, "is not readable as CSV: " + e.getMessage());
        }
    }

    private static ResultCode category(Row row) {
        try {
            return ResultCode.of(row.get("category"));
        } catch (IllegalArgumentException e) {
            throw row.problem("category '" + row.get("category") + "' is not one of the normalised codes");
        }
    }

    private static boolean flag(Row row, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw row.problem("retryable '" + text + "': expected true or false");
        }
        return text.equals("true");
    }

    private static Outcome outcome(Row row) {
        return switch (row.get("outcome")) {
            case "", "declined" -> Outcome.DECLINED;
            case "unknown" -> Outcome.UNKNOWN;
            case "approved" -> Outcome.APPROVED;
            default ->
                throw row.problem(
                        "outcome '" + row.get("outcome") + "': expected approved, declined, unknown or nothing");
        };
    }
}
