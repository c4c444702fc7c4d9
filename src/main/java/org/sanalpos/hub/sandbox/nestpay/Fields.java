package org.sanalpos.hub.sandbox.nestpay;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.XmlMessage;

/** Reads the values of request elements, each with the bank's rules and refusals. */
final class Fields {

    /** ISO 4217 numbers of the currencies that the system has. */
    static final Map<String, String> CURRENCIES =
            Map.of("949", "TRY", "840", "USD", "978", "EUR", "826", "GBP", "392", "JPY", "643", "RUB");

    private static final Pattern AMOUNT = Pattern.compile("([0-9]+)(?:[.,]([0-9]+))?");
    private static final Pattern NEGATIVE = Pattern.compile("-[0-9]+(?:[.,][0-9]+)?");
    private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern EXPIRY = Pattern.compile("([0-9]{2})(?:/([0-9]{2}|[0-9]{4})|\\.([0-9]{4}))");
    private static final Pattern INSTALMENT = Pattern.compile("[1-9][0-9]{0,2}");
    private static final Pattern IP = Pattern.compile("[0-9A-Fa-f.:]{2,39}");

    private Fields() {}

    /** Reads an amount into minor units; every currency of the system is counted in hundredths. */
    static long amount(String text) {
        if (text.isEmpty()) {
            throw CoreError.FIELD_EMPTY.refusal("(Total)");
        }
        if (NEGATIVE.matcher(text).matches()) {
            throw CoreError.AMOUNT_NEGATIVE.refusal();
        }
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            throw CoreError.NUMBER_UNREADABLE.refusal("(Total)");
        }
        String fraction = amount.group(2);
        if (text.length() >= 18 || fraction != null && fraction.length() > 2) {
            throw CoreError.AMOUNT_WRONG.refusal();
        }
        return Amounts.minorUnits(amount.group(1), fraction);
    }

    /** Reads a currency into its ISO 4217 letters. */
    static String currency(String text) {
        if (!text.matches("[0-9]{3}")) {
            throw CoreError.CURRENCY_UNREADABLE.refusal();
        }
        String currency = CURRENCIES.get(text);
        if (currency == null) {
            throw CoreError.CURRENCY_UNKNOWN.refusal();
        }
        return currency;
    }

    /** Reads the number of instalments, 1 for a single payment. */
    static int instalments(XmlMessage request) {
        if (!request.present("Taksit") && !request.present("Instalment")) {
            throw CoreError.INSTALMENT_MISSING.refusal();
        }
        if (request.has("Taksit") && request.has("Instalment")) {
            throw CoreError.INSTALMENT_WRONG.refusal("(Taksit, Instalment)");
        }
        return instalments(request.text("Taksit") + request.text("Instalment"));
    }

    /** Reads the number of instalments, 1 for a single payment, which is written as an empty text. */
    static int instalments(String text) {
        if (text.isEmpty()) {
            return 1;
        }
        if (text.matches("-[0-9]+")) {
            throw CoreError.INSTALMENT_NEGATIVE.refusal();
        }
        if (!INSTALMENT.matcher(text).matches()) {
            throw CoreError.INSTALMENT_WRONG.refusal();
        }
        return Integer.parseInt(text);
    }

    static String orderId(XmlMessage request) {
        return orderId(request.text("OrderId"));
    }

    static String orderId(String id) {
        if (id.length() > 64) {
            throw CoreError.ORDER_ID_TOO_LONG.refusal();
        }
        if (!id.isEmpty() && !ORDER_ID.matcher(id).matches()) {
            throw CoreError.ORDER_ID_BAD.refusal();
        }
        return id;
    }

    static String transactionId(XmlMessage request) {
        String id = request.text("TransId");
        if (id.length() > 64) {
            throw CoreError.TRANSACTION_ID_TOO_LONG.refusal();
        }
        return id;
    }

    static String cardNumber(String number) {
        if (number.isEmpty()) {
            throw CoreError.CARD_NUMBER_MISSING.refusal();
        }
        if (!number.matches("[0-9]{13,19}") || !TestCards.luhn(number)) {
            throw CoreError.CARD_NUMBER_MALFORMED.refusal();
        }
        if (TestCards.brand(number).isEmpty()) {
            throw CoreError.CARD_NOT_LISTED.refusal();
        }
        return number;
    }

    /** Checks that the card is valid to the end of a month that has not passed. */
    static void checkExpiry(String text, ZonedDateTime now) {
        if (text.isEmpty()) {
            throw CoreError.EXPIRY_MISSING.refusal();
        }
        Matcher expiry = EXPIRY.matcher(text);
        if (!expiry.matches()) {
            throw CoreError.EXPIRY_MALFORMED.refusal();
        }
        String year = expiry.group(2) == null ? expiry.group(3) : expiry.group(2);
        int fullYear = Integer.parseInt(year) + (year.length() == 2 ? 2000 : 0);
        try {
            if (YearMonth.of(fullYear, Integer.parseInt(expiry.group(1))).isBefore(YearMonth.from(now))) {
                throw CoreError.CARD_EXPIRED.refusal();
            }
        } catch (DateTimeException e) {
            throw CoreError.EXPIRY_MALFORMED.refusal();
        }
    }

    static void checkCvv(String cvv, String cardNumber, boolean mayBeMissing) {
        if (cvv.isEmpty()) {
            if (mayBeMissing) {
                return;
            }
            throw CoreError.CVV_MISSING.refusal();
        }
        if (!cvv.matches("[0-9]{" + TestCards.cvvDigits(cardNumber) + "}")) {
            throw CoreError.CVV_WRONG.refusal();
        }
    }

    /** Checks the elements that every operation may carry. */
    static void checkHead(XmlMessage request) {
        if (request.has("Mode") && !request.text("Mode").equals("P")) {
            throw CoreError.MODE_WRONG.refusal();
        }
        if (request.has("IPAddress") && !IP.matcher(request.text("IPAddress")).matches()) {
            throw CoreError.IP_WRONG.refusal();
        }
    }
}
