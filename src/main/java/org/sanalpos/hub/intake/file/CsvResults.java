package org.sanalpos.hub.intake.file;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.sanalpos.hub.problem.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Results as CSV with the separator of the input. What came from outside can do nothing in a spreadsheet. */
final class CsvResults implements ResultWriter {
    private static final String[] HEADER = {
        "line",
        "request_id",
        "status",
        "payment_id",
        "transaction_code",
        "order_no",
        "amount",
        "captured_amount",
        "refunded_amount",
        "currency",
        "result_code",
        "bank_code",
        "bank_message",
        "auth_code",
        "host_reference",
        "card_masked",
        "next_action_url",
        "replayed",
        "error_type",
        "error"
    };
    private static final List<String> ANSWER = List.of(
            "/status",
            "/id",
            "/transactionCode",
            "/orderNo",
            "/amount",
            "/capturedAmount",
            "/refundedAmount",
            "/currency",
            "/result/code",
            "/result/bankCode",
            "/result/bankMessage",
            "/authCode",
            "/hostReference",
            "/card/masked",
            "/nextAction/url");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final CSVPrinter printer;
    private final JsonMapper json;

    CsvResults(Writer out, char separator, JsonMapper json) throws IOException {
        this.json = json;
        this.printer = new CSVPrinter(
                out,
                CSVFormat.Builder.create()
                        .setDelimiter(separator)
                        .setQuote('"')
                        .setRecordSeparator("\r\n")
                        .setHeader(HEADER)
                        .get());
    }

    @Override
    public void write(LineResult result) throws IOException {
        List<String> row = new ArrayList<>();
        row.add(Long.toString(result.line()));
        row.add(harmless(result.requestId()));
        if (result.answer() == null) {
            ANSWER.forEach(field -> row.add(""));
            row.add("");
            row.add(result.problem().type().replaceFirst("^/problems/", ""));
            row.add(harmless(words(result.problem())));
        } else {
            JsonNode body = json.readTree(result.answer().body());
            ANSWER.forEach(field -> row.add(harmless(body.at(field).asString(""))));
            row.add(Boolean.toString(result.answer().replayed()));
            row.add("");
            row.add("");
        }
        printer.printRecord(row);
    }

    @Override
    public void close() throws IOException {
        printer.close();
    }

    private static String words(Problem problem) {
        return problem.errors().isEmpty()
                ? problem.detail()
                : problem.errors().stream()
                        .map(error -> error.field() + ": " + error.message())
                        .collect(Collectors.joining("; "));
    }

    /** A cell that begins like a formula gets an apostrophe in front, so that no spreadsheet runs it. */
    static String harmless(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String line = CONTROL.matcher(text).replaceAll(" ").strip();
        return !line.isEmpty() && "=+-@".indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
    }
}
