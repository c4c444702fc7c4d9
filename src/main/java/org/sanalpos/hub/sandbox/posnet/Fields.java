package org.sanalpos.hub.sandbox.posnet;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Map;

/** Reads the values of request elements that fit the schema, each with the bank's rules and refusals. */
final class Fields {

    private static final BigInteger HIGHEST_AMOUNT = BigInteger.valueOf(9_999_999);

    /** ISO 4217 codes by the bank's letters; YT is what the lira was called before. */
    private static final Map<String, String> CURRENCIES =
            Map.of("TL", "TRY", "YT", "TRY", "US", "USD", "EU", "EUR", "GB", "GBP", "JP", "JPY", "RU", "RUB");

    private Fields() {}

    /**
     * Reads an amount of minor units.
     *
     * @param notPositive what the bank says to zero or less
     */
    static long amount(ApiRequest request, BankError notPositive) {
        String text = request.value("amount");
        BigInteger amount = new BigInteger(text);
        if (amount.signum() <= 0) {
            throw notPositive.rejected();
        }
        if (!amount.toString().equals(text) || amount.compareTo(HIGHEST_AMOUNT) > 0) {
            throw BankError.AMOUNT_WRONG.rejected();
        }
        return amount.longValueExact();
    }

    /** Reads a currency into its ISO 4217 letters. */
    static String currency(ApiRequest request) {
        String currency = CURRENCIES.get(request.value("currencyCode"));
        if (currency == null) {
            throw BankError.CURRENCY_UNKNOWN.rejected();
        }
        return currency;
    }

    /** Returns the bank's letters for a currency. */
    static String letters(String currency) {
        return switch (currency) {
            case "TRY" -> "TL";
            case "USD" -> "US";
            case "EUR" -> "EU";
            default -> currency.substring(0, 2);
        };
    }

    /**
     * Reads the number of installments, 1 for a single payment.
     *
     * @param absent what it is if the element is not there
     */
    static int installments(ApiRequest request, int absent) {
        return request.present("installment") ? Math.max(1, Integer.parseInt(request.value("installment"))) : absent;
    }

    /** Reads the id of a new order. */
    static String newOrderId(ApiRequest request) {
        String id = request.value("orderID");
        if (id.isEmpty()) {
            throw BankError.ORDER_ID_EMPTY.rejected();
        }
        if (!id.matches("[A-Za-z0-9_]{24}")) {
            throw BankError.ORDER_ID_WRONG.rejected();
        }
        return id;
    }

    /** Checks that a request names what it refers to, in one way; dates of orders are for stores whose ids repeat. */
    static void checkOriginal(ApiRequest request) {
        if (request.present("hostLogKey") && request.present("orderID")) {
            throw Schema.unexpected("orderID");
        }
        if (!request.present("hostLogKey") && !request.present("orderID")) {
            throw Schema.incomplete(request.operation(), "hostLogKey, orderID");
        }
        if (request.present("orderID") && request.value("orderID").isEmpty()) {
            throw BankError.ORDER_ID_EMPTY.rejected();
        }
        if (request.present("orderDate")) {
            throw BankError.ORDER_DATE_WRONG.rejected();
        }
    }

    static String cardNumber(ApiRequest request) {
        String number = request.value("ccno");
        if (!number.matches("[0-9]{13,19}") || !Cards.known(number)) {
            throw BankError.CARD_NUMBER_WRONG.rejected();
        }
        return number;
    }

    /** Checks that the card, valid to the end of a month written YYMM, has not expired. */
    static void checkExpiry(ApiRequest request, ZonedDateTime now) {
        String text = request.value("expDate");
        if (!text.matches("[0-9]{4}")) {
            throw BankError.NOT_APPROVED.rejected();
        }
        try {
            YearMonth month =
                    YearMonth.of(2000 + Integer.parseInt(text.substring(0, 2)), Integer.parseInt(text.substring(2)));
            if (month.isBefore(YearMonth.from(now))) {
                throw BankError.CARD_EXPIRED.rejected();
            }
        } catch (DateTimeException e) {
            throw BankError.NOT_APPROVED.rejected();
        }
    }

    static void checkCvc(ApiRequest request, boolean mailOrder) {
        String cvc = request.value("cvc");
        if (!cvc.matches("[0-9]{3,4}") && !(mailOrder && cvc.isEmpty())) {
            throw BankError.CVC_WRONG.rejected();
        }
    }
}
