package org.sanalpos.hub.intake.file;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sanalpos.hub.intake.CardNumbers;

/** The columns that a CSV file may have, and the names of the JSON form that they stand for. */
final class CsvColumns {
    static final String METADATA = "metadata_";
    private static final Map<String, String> FIELDS = fields();
    private static final Map<String, String> COLUMNS =
            FIELDS.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private CsvColumns() {}

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("request_id", "requestId");
        fields.put("company", "company");
        fields.put("virtual_pos", "virtualPos");
        fields.put("operation", "operation");
        fields.put("secure", "secure");
        fields.put("order_no", "orderNo");
        fields.put("amount", "amount");
        fields.put("currency", "currency");
        fields.put("installments", "installments");
        fields.put("channel", "channel");
        fields.put("card_number", "card.number");
        fields.put("card_expiry", "card.expiry");
        fields.put("card_cvv", "card.cvv");
        fields.put("card_holder", "card.holder");
        fields.put("card_jwe", "cardJwe");
        fields.put("customer_ip", "customer.ip");
        fields.put("customer_email", "customer.email");
        fields.put("customer_name", "customer.name");
        fields.put("customer_phone", "customer.phone");
        fields.put("customer_browser_accept", "customer.browser.accept");
        fields.put("customer_browser_user_agent", "customer.browser.userAgent");
        fields.put("customer_browser_language", "customer.browser.language");
        fields.put("customer_browser_screen_width", "customer.browser.screenWidth");
        fields.put("customer_browser_screen_height", "customer.browser.screenHeight");
        fields.put("customer_browser_color_depth", "customer.browser.colorDepth");
        fields.put("customer_browser_time_zone_offset", "customer.browser.timeZoneOffset");
        fields.put("return_url", "returnUrl");
        fields.put("description", "description");
        fields.put("payment_id", "paymentId");
        fields.put("transaction_code", "transactionCode");
        fields.put("auto", "auto");
        return fields;
    }

    static boolean known(String column) {
        return FIELDS.containsKey(column) || column.startsWith(METADATA) && column.length() > METADATA.length();
    }

    /** The fields of an object by their own names, as far as a row has them. */
    static Map<String, String> within(String object, Map<String, String> row) {
        Map<String, String> values = new LinkedHashMap<>();
        FIELDS.forEach((column, field) -> {
            if (field.startsWith(object + ".") && row.get(column) != null) {
                values.put(field.substring(object.length() + 1), row.get(column));
            }
        });
        return values;
    }

    /** The column of a field, or the field where no column is for it alone. */
    static String column(String field) {
        if (field.startsWith("metadata.")) {
            return METADATA + field.substring("metadata.".length());
        }
        return COLUMNS.getOrDefault(field, field);
    }

    /** @throws UnreadableFileException if the columns cannot be those of requests */
    static void check(CsvTable table) throws UnreadableFileException {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < table.header().size(); i++) {
            String column = table.header().get(i);
            if (!known(column)) {
                String shown =
                        column.isEmpty() ? "number " + (i + 1) + ", which has no name" : "'" + shown(column) + "'";
                throw new UnreadableFileException(
                        table.headerLine(),
                        "unknown column " + shown + "; known are " + String.join(", ", FIELDS.keySet()) + " and "
                                + METADATA + "<key>");
            }
            if (!seen.add(column)) {
                throw new UnreadableFileException(table.headerLine(), "the column '" + column + "' is there twice");
            }
        }
        boolean followUps =
                seen.contains("operation") && (seen.contains("transaction_code") || seen.contains("payment_id"));
        for (String required : followUps ? List.of("request_id") : List.of("request_id", "amount", "currency")) {
            if (!seen.contains(required)) {
                throw new UnreadableFileException(table.headerLine(), "the column '" + required + "' is missing");
            }
        }
    }

    /** A header that is no header may be a row with a card. */
    private static String shown(String column) {
        String shown = column.length() > 40 ? column.substring(0, 40) + "..." : column;
        return CardNumbers.withoutDigits(shown);
    }
}
