package org.sanalpos.hub.sandbox.payfor;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanalpos.hub.sandbox.TestCards;

/** Reads the values of request fields, each with the bank's rules and refusals. */
final class Fields {

    private static final Map<String, String> CURRENCIES =
            Map.of("949", "TRY", "840", "USD", "978", "EUR", "826", "GBP", "392", "JPY", "643", "RUB");

    /** Two decimals are asked for; a whole amount is taken too. */
    private static final Pattern AMOUNT = Pattern.compile("(?:0|[1-9][0-9]*)(?:\\.[0-9]{2})?");

    private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern EXPIRY = Pattern.compile("(0[1-9]|1[0-2])([0-9]{2})");
    private static final Pattern INSTALLMENTS = Pattern.compile("[2-9]|[1-9][0-9]");
    private static final int ORDER_ID_LENGTH = 50;
    private static final int AMOUNT_LENGTH = 12;
    private static final long HIGHEST_AMOUNT = 200_000_00;

    private Fields() {}

    /** Reads the id of a new order, or of the order that a report is about. */
    static String orderId(ApiRequest request) {
        if (request.has("OrgOrderId")) {
            throw GateError.ORIGINAL_ORDER_ID_SENT.refusal();
        }
        return orderId(request.value("OrderId"), GateError.ORDER_ID_MISSING);
    }

    /** Reads the id of the order that a follow-up or an inquiry is about. */
    static String originalOrderId(ApiRequest request) {
        String id = orderId(request.value("OrgOrderId"), GateError.ORIGINAL_ORDER_ID_MISSING);
        if (request.has("OrderId")) {
            throw GateError.VALUE_WRONG.refusal();
        }
        return id;
    }

    /** Reads an amount into minor units; every currency of the gateway is counted in hundredths. */
    static long amount(String text, GateError missing) {
        if (text.isEmpty()) {
            throw missing.refusal();
        }
        if (text.length() > AMOUNT_LENGTH) {
            throw GateError.AMOUNT_MISSING.refusal();
        }
        if (!AMOUNT.matcher(text).matches()) {
            throw GateError.AMOUNT_WRONG.refusal();
        }
        long amount = new BigDecimal(text).movePointRight(2).longValueExact();
        if (amount == 0) {
            throw GateError.AMOUNT_WRONG.refusal();
        }
        if (amount > HIGHEST_AMOUNT) {
            throw GateError.AMOUNT_OUT_OF_RANGE.refusal();
        }
        return amount;
    }

    /** Reads a currency into its ISO 4217 letters. */
    static String currency(String text) {
        if (text.isEmpty()) {
            throw GateError.CURRENCY_MISSING.refusal();
        }
        String currency = CURRENCIES.get(text);
        if (currency == null) {
            throw GateError.CURRENCY_WRONG.refusal();
        }
        return currency;
    }

    /** Returns the number of a currency. */
    static String currencyNumber(String letters) {
        return CURRENCIES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(letters))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Reads the number of installments, 1 for a single payment. */
    static int installments(String text) {
        if (text.isEmpty() || text.equals("0")) {
            return 1;
        }
        if (!INSTALLMENTS.matcher(text).matches()) {
            throw GateError.INSTALLMENTS_WRONG.refusal();
        }
        return Integer.parseInt(text);
    }

    /** Writes a number of installments as the bank does. */
    static String installments(int count) {
        return count == 1 ? "0" : String.valueOf(count);
    }

    static String pan(String pan) {
        if (pan.length() < 13 || pan.length() > 19) {
            throw GateError.PAN_LENGTH.refusal();
        }
        if (!pan.matches("[0-9]+") || !TestCards.luhn(pan)) {
            throw GateError.CARD_NUMBER_WRONG.refusal();
        }
        if (TestCards.brand(pan).isEmpty()) {
            throw GateError.CARD_TYPE_UNKNOWN.refusal();
        }
        return pan;
    }

    /** Checks that the card is valid to the end of a month that has not passed. */
    static void checkExpiry(String text, ZonedDateTime now) {
        Matcher expiry = EXPIRY.matcher(text);
        if (!expiry.matches()) {
            throw GateError.EXPIRY_WRONG.refusal();
        }
        checkExpiry(YearMonth.of(2000 + Integer.parseInt(expiry.group(2)), Integer.parseInt(expiry.group(1))), now);
    }

    static void checkExpiry(YearMonth last, ZonedDateTime now) {
        if (last.isBefore(YearMonth.from(now))) {
            throw GateError.CARD_EXPIRED.refusal();
        }
    }

    static void checkCvv(String cvv, String pan, boolean mayBeMissing) {
        if (cvv.isEmpty()) {
            if (mayBeMissing) {
                return;
            }
            throw GateError.CVV_MISSING.refusal();
        }
        if (!cvv.matches("[0-9]{" + TestCards.cvvDigits(pan) + "}")) {
            throw GateError.CVV_WRONG.refusal();
        }
    }

    /** Reads whether it is a mail or telephone order. */
    static boolean moto(String text) {
        if (!text.matches("[01]")) {
            throw GateError.VALUE_WRONG.refusal();
        }
        return text.equals("1");
    }

    static LocalDate date(String text) {
        try {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            throw GateError.VALUE_WRONG.refusal();
        }
    }

    /** Reads an order id. */
    static String orderId(String id, GateError missing) {
        if (id.isEmpty()) {
            throw missing.refusal();
        }
        if (id.length() > ORDER_ID_LENGTH) {
            throw GateError.LENGTH_WRONG.refusal();
        }
        if (!ORDER_ID.matcher(id).matches()) {
            throw GateError.VALUE_WRONG.refusal();
        }
        return id;
    }
}
