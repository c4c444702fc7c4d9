package org.sanalpos.hub.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The columns of a collection, in their order: texts, but for three. */
enum CollectionColumn {
    OPERATION_ID,
    TRANSACTION_CODE,
    PAYMENT_ID,
    COMPANY,
    VIRTUAL_POS,
    BANK,
    OPERATION,
    OUTCOME,
    PAYMENT_STATUS,
    ORDER_NO,
    /** A decimal number in major units. */
    AMOUNT,
    CURRENCY,
    /** A whole number. */
    INSTALLMENTS,
    CHANNEL,
    CARD_MASKED,
    CARD_BRAND,
    AUTH_CODE,
    HOST_REFERENCE,
    BANK_TRANSACTION_ID,
    RESULT_CODE,
    BANK_CODE,
    BANK_MESSAGE,
    MESSAGE_TR,
    MESSAGE_EN,
    /** A moment. */
    OCCURRED_AT;

    /** The name in SQL and CSV: {@code order_no}. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name in JSON: {@code orderNo}. */
    String field() {
        String[] words = column().split("_");
        return words[0]
                + Arrays.stream(words, 1, words.length)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }
}
