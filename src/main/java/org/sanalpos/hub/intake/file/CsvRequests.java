package org.sanalpos.hub.intake.file;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sanalpos.hub.intake.RawRequest;
import org.sanalpos.hub.intake.RequestBody;

/** The rows of a CSV file as requests. */
final class CsvRequests implements FileRequests {
    private static final Pattern COMMA = Pattern.compile("[0-9]{1,12},[0-9]{1,3}");

    private final CsvTable table;

    /** @throws UnreadableFileException if the header is not one of requests */
    CsvRequests(CsvTable table) throws UnreadableFileException {
        CsvColumns.check(table);
        this.table = table;
    }

    @Override
    public FileRecord next() throws IOException {
        CsvTable.Row row = table.next();
        while (row != null && row.blank()) {
            row = table.next();
        }
        if (row == null) {
            return null;
        }
        if (row.fault() != null) {
            return FileRecord.unreadable(row.line(), row.fault());
        }
        return FileRecord.of(row.line(), new RawRequest(body(row.cells()), List.of()));
    }

    @Override
    public UnaryOperator<String> names() {
        return CsvColumns::column;
    }

    @Override
    public void close() throws IOException {
        table.close();
    }

    private RequestBody body(List<String> cells) {
        Map<String, String> values = new HashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String column = table.header().get(i);
            String value = cells.get(i).strip();
            if (value.isEmpty()) {
                continue;
            }
            if (column.startsWith(CsvColumns.METADATA)) {
                metadata.put(column.substring(CsvColumns.METADATA.length()), value);
            } else {
                values.put(column, value);
            }
        }
        RequestBody.CardBody card = new RequestBody.CardBody(
                values.get("card_number"),
                values.get("card_expiry"),
                values.get("card_cvv"),
                values.get("card_holder"));
        RequestBody.CustomerBody customer = new RequestBody.CustomerBody(
                values.get("customer_ip"),
                values.get("customer_email"),
                values.get("customer_name"),
                values.get("customer_phone"),
                RequestBody.BrowserBody.of(CsvColumns.within("customer.browser", values)));
        return new RequestBody(
                values.get("request_id"),
                values.get("company"),
                values.get("virtual_pos"),
                values.get("operation"),
                values.get("secure"),
                values.get("order_no"),
                amount(values.get("amount")),
                values.get("currency"),
                values.get("installments"),
                values.get("channel"),
                Stream.of(card.number(), card.expiry(), card.cvv(), card.holder())
                                .allMatch(v -> v == null)
                        ? null
                        : card,
                values.get("card_jwe"),
                Stream.of(customer.ip(), customer.email(), customer.name(), customer.phone(), customer.browser())
                                .allMatch(v -> v == null)
                        ? null
                        : customer,
                values.get("return_url"),
                values.get("description"),
                metadata.isEmpty() ? null : metadata,
                values.get("payment_id"),
                values.get("transaction_code"),
                values.get("auto"));
    }

    /** The decimal comma of Turkish spreadsheets. Anything with grouping stays as it is, and is refused. */
    private static String amount(String text) {
        return text != null && COMMA.matcher(text).matches() ? text.replace(',', '.') : text;
    }
}
