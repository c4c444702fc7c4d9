package org.sanalpos.hub.mapping;

import java.io.IOException;
import java.io.Reader;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
    static CodeTable categories(String file, Reader csv) throws IOException {
        Map<ResultCode, Category> categories = new EnumMap<>(ResultCode.class);
        for (CSVRecord row : rows(file, csv, CATEGORY_COLUMNS)) {
            ResultCode code = category(file, row);
            categories.put(code, new Category(code, "true".equals(row.get("retryable")), row.get("tr"), row.get("en")));
        }
        for (ResultCode code : ResultCode.values()) {
            if (!categories.containsKey(code)) {
                throw new SettingProblem(file, "category " + code.code() + " has no row");
            }
        }
        return new CodeTable(categories, Map.of());
    }

    /** This table with the rows of another file over it. */
    CodeTable with(String file, Reader csv) throws IOException {
        Map<String, Meaning> all = new HashMap<>(meanings);
        Map<String, Long> seen = new HashMap<>();
        for (CSVRecord row : rows(file, csv, CODE_COLUMNS)) {
            String code = row.get("code");
            Long before = seen.put(code, row.getRecordNumber() + 1);
            if (before != null) {
                throw at(file, row, "code " + code + " stands in line " + before + " already");
            }
            Category category = categories.get(category(file, row));
            all.put(
                    code,
                    new Meaning(
                            category.code(),
                            row.get("retryable").isEmpty() ? category.retryable() : "true".equals(row.get("retryable")),
                            outcome(file, row),
                            row.get("tr").isEmpty() ? category.tr() : row.get("tr"),
                            row.get("en").isEmpty() ? category.en() : row.get("en")));
        }
        return new CodeTable(categories, all);
    }

    boolean knows(String bankCode) {
        return meanings.containsKey(bankCode);
    }

    /** How an operation ends that the bank answered with this code and did not approve. */
    Outcome outcomeOfRefusal(String bankCode) {
        Meaning meaning = meanings.get(bankCode);
        return meaning != null && meaning.outcome() == Outcome.UNKNOWN ? Outcome.UNKNOWN : Outcome.DECLINED;
    }

    /** The result of a refusal. A code that is not in the tables is {@link ResultCode#UNKNOWN}, with the bank's words kept. */
    Result refusal(String bankCode, String bankMessage) {
        Meaning meaning = meanings.get(bankCode);
        if (meaning == null || meaning.code() == ResultCode.APPROVED) {
            return of(ResultCode.UNKNOWN, bankCode, bankMessage);
        }
        return new Result(meaning.code(), meaning.retryable(), bankCode, bankMessage, meaning.tr(), meaning.en());
    }

    /** A result with the words of the category. */
    Result of(ResultCode code, String bankCode, String bankMessage) {
        Category category = categories.get(code);
        return new Result(code, category.retryable(), bankCode, bankMessage, category.tr(), category.en());
    }

    private static List<CSVRecord> rows(String file, Reader csv, List<String> columns) throws IOException {
        try (CSVParser parser = CSVParser.parse(csv, FORMAT)) {
            if (!parser.getHeaderNames().equals(columns)) {
                throw new SettingProblem(file + ":1", "expected the columns " + String.join(";", columns));
            }
            List<CSVRecord> rows = parser.getRecords();
            for (CSVRecord row : rows) {
                if (row.size() != columns.size()) {
                    throw at(file, row, "expected " + columns.size() + " columns, found " + row.size());
                }
            }
            return rows;
        } catch (java.io.UncheckedIOException | IllegalStateException e) {
            throw new SettingProblem(file, "is not readable as CSV: " + e.getMessage());
        }
    }

    private static ResultCode category(String file, CSVRecord row) {
        try {
            return ResultCode.of(row.get("category"));
        } catch (IllegalArgumentException e) {
            throw at(file, row, "category '" + row.get("category") + "' is not one of the normalised codes");
        }
    }

    private static Outcome outcome(String file, CSVRecord row) {
        String text = row.get("outcome");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "", "declined" -> Outcome.DECLINED;
            case "unknown" -> Outcome.UNKNOWN;
            case "approved" -> Outcome.APPROVED;
            default -> throw at(file, row, "outcome '" + text + "': expected approved, declined, unknown or nothing");
        };
    }

    private static SettingProblem at(String file, CSVRecord row, String reason) {
        return new SettingProblem(file + ":" + (row.getRecordNumber() + 1), reason);
    }
}
