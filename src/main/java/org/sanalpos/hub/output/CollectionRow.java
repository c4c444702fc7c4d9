package org.sanalpos.hub.output;

import static org.sanalpos.hub.output.CollectionColumn.AMOUNT;
import static org.sanalpos.hub.output.CollectionColumn.CURRENCY;
import static org.sanalpos.hub.output.CollectionColumn.INSTALLMENTS;
import static org.sanalpos.hub.output.CollectionColumn.OCCURRED_AT;
import static org.sanalpos.hub.output.CollectionColumn.OPERATION_ID;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of the ERP's list.
 *
 * @param operationId tells it from all other rows
 * @param occurredAt when the operation ended
 * @param texts the columns as the outside reads them: an amount as {@code 129.90}, a moment as RFC 3339; those without a value are left
 *     out
 */
record CollectionRow(String operationId, OffsetDateTime occurredAt, Map<CollectionColumn, String> texts) {
    private static final int USUAL_DECIMALS = 2;

    /** @throws IllegalStateException if one of the two columns that order the list has no value */
    static CollectionRow read(ResultSet row) throws SQLException {
        Map<CollectionColumn, String> texts = new EnumMap<>(CollectionColumn.class);
        for (CollectionColumn column : CollectionColumn.values()) {
            String text = row.getString(column.column());
            if (text != null) {
                texts.put(column, text.strip());
            }
        }
        OffsetDateTime occurredAt = row.getObject(OCCURRED_AT.column(), OffsetDateTime.class);
        if (occurredAt == null || texts.get(OPERATION_ID) == null) {
            throw new IllegalStateException("routes/sql/collections.sql: a row has no operation_id or no occurred_at");
        }
        texts.put(OCCURRED_AT, time(occurredAt));
        BigDecimal amount = row.getBigDecimal(AMOUNT.column());
        if (amount != null) {
            texts.put(AMOUNT, decimal(amount, texts.get(CURRENCY)));
        }
        return new CollectionRow(row.getString(OPERATION_ID.column()), occurredAt, texts);
    }

    /** The fields of JSON, in the columns' order. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (CollectionColumn column : CollectionColumn.values()) {
            String text = texts.get(column);
            fields.put(column.field(), column == INSTALLMENTS && text != null ? (Object) Integer.valueOf(text) : text);
        }
        return fields;
    }

    private static String time(OffsetDateTime moment) {
        return DateTimeFormatter.ISO_INSTANT.format(moment.toInstant().truncatedTo(ChronoUnit.MILLIS));
    }

    // The ERP's column has the same decimals for all currencies.
    private static String decimal(BigDecimal amount, String currency) {
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.setScale(Math.max(plain.scale(), decimals(currency))).toPlainString();
    }

    private static int decimals(String currency) {
        try {
            return currency == null
                    ? USUAL_DECIMALS
                    : Currency.getInstance(currency).getDefaultFractionDigits();
        } catch (IllegalArgumentException notOfIso4217) {
            return USUAL_DECIMALS;
        }
    }
}
