package org.sanalpos.hub.sandbox.intervpos;

import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.TestCards;

/** Reads the values of request fields, each with the bank's rules and refusals. */
final class Fields {

    /** ISO 4217 numbers of the currencies that the bank has. */
    private static final Map<String, String> CURRENCIES =
            Map.of("949", "TRY", "840", "USD", "978", "EUR", "826", "GBP");

    private static final Map<String, String> CARD_TYPES = Map.of("VISA", "0", "MASTERCARD", "1");
    private static final Pattern AMOUNT = Pattern.compile("(0|[1-9][0-9]{0,9})(?:\\.([0-9]{1,2}))?");
    private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9._-]{1,50}");
    private static final Pattern EXPIRY = Pattern.compile("(0[1-9]|1[0-2])([0-9]{2})");

    private Fields() {}

    /** Reads an amount into minor units; it is never zero. */
    static long amount(Form form, String name) {
        long amount = readAmount(form.value(name)).orElseThrow(() -> Refusal.malformed(name));
        if (amount == 0) {
            throw Refusal.of(ResponseCodes.INVALID_AMOUNT);
        }
        return amount;
    }

    /** Reads an amount into minor units; empty if it is none. */
    static Optional<Long> readAmount(String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            return Optional.empty();
        }
        return Optional.of(Amounts.minorUnits(amount.group(1), amount.group(2)));
    }

    /** Reads a currency into its ISO 4217 letters. */
    static String currency(Form form) {
        String currency = CURRENCIES.get(form.value("Currency"));
        if (currency == null) {
            throw Refusal.malformed("Currency");
        }
        return currency;
    }

    /** Reads the number of instalments, 1 for a single payment. */
    static int instalments(Form form) {
        String text = form.present("InstallmentCount");
        if (!text.matches("[01]?|[2-9]|[1-9][0-9]")) {
            throw Refusal.malformed("InstallmentCount");
        }
        return text.isEmpty() ? 1 : Math.max(1, Integer.parseInt(text));
    }

    /** Reads how much is to be paid with points, 0 if nothing. */
    static long bonus(Form form, long amount) {
        if (!form.has("BonusAmount")) {
            return 0;
        }
        long bonus = readAmount(form.value("BonusAmount")).orElseThrow(() -> Refusal.malformed("BonusAmount"));
        if (bonus > amount) {
            throw Refusal.of(ResponseCodes.INVALID_AMOUNT, "BonusAmount");
        }
        return bonus;
    }

    static boolean isOrderId(String text) {
        return ORDER_ID.matcher(text).matches();
    }

    /** Returns a request's own order id; empty if the bank is to invent one. */
    static String ownOrderId(Form form) {
        return form.has("OrderId") ? orderId(form, "OrderId") : "";
    }

    /** Returns the id of the order that a request is about. */
    static String original(Form form) {
        return orderId(form, "orgOrderId");
    }

    /** Tells whether it is a mail or telephone order. */
    static boolean moto(Form form) {
        return oneOf(form, "MOTO", "[01]?").equals("1");
    }

    static void checkLanguage(Form form) {
        oneOf(form, "Lang", "(?i)(tr|en)?");
    }

    static String cardNumber(Form form) {
        String number = oneOf(form, "Pan", "[0-9]{13,19}");
        if (!TestCards.luhn(number)) {
            throw Refusal.of(ResponseCodes.INVALID_CARD);
        }
        String brand = TestCards.brand(number).orElseThrow(() -> Refusal.of(ResponseCodes.NO_ISSUER));
        if (form.has("CardType") && !form.value("CardType").equals(CARD_TYPES.get(brand))) {
            throw Refusal.malformed("CardType");
        }
        return number;
    }

    /** Checks that the card is valid to the end of a month that has not passed. */
    static void checkExpiry(Form form, YearMonth now) {
        Matcher expiry = EXPIRY.matcher(form.value("Expiry"));
        if (!expiry.matches()) {
            throw Refusal.malformed("Expiry");
        }
        checkExpiry(YearMonth.of(2000 + Integer.parseInt(expiry.group(2)), Integer.parseInt(expiry.group(1))), now);
    }

    static void checkExpiry(YearMonth last, YearMonth now) {
        if (last.isBefore(now)) {
            throw Refusal.of(ResponseCodes.EXPIRED);
        }
    }

    /** Checks the CVV; only a mail or telephone order may have an empty one. */
    static void checkCvv(Form form, String cardNumber, boolean moto) {
        String cvv = form.present("Cvv2");
        if (cvv.isEmpty() && moto) {
            return;
        }
        if (!cvv.matches("[0-9]{3,4}")) {
            throw Refusal.malformed("Cvv2");
        }
        checkCvvLength(cvv, cardNumber);
    }

    static void checkCvvLength(String cvv, String cardNumber) {
        if (cvv.length() != TestCards.cvvDigits(cardNumber)) {
            throw Refusal.of(ResponseCodes.WRONG_CVV);
        }
    }

    static String orderId(Form form, String name) {
        if (!isOrderId(form.value(name))) {
            throw Refusal.malformed(name);
        }
        return form.value(name);
    }

    static String oneOf(Form form, String name, String values) {
        if (!form.value(name).matches(values)) {
            throw Refusal.malformed(name);
        }
        return form.value(name);
    }
}
