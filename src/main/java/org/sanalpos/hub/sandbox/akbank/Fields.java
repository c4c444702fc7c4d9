package org.sanalpos.hub.sandbox.akbank;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.TestCards;
import tools.jackson.databind.JsonNode;

/** Checks the values of a message's members. */
final class Fields {

    /** The one form of times, on the wall clock of Istanbul. */
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Pattern of an amount that is a text. */
    static final String AMOUNT = "(0|[1-9][0-9]{0,9})\\.[0-9]{2}";

    static final String ORDER_ID = "[A-Za-z0-9-]{1,36}";
    static final String EMAIL = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+";
    static final String CARD_NUMBER = "[0-9]{13,19}";
    static final String EXPIRY = "(0[1-9]|1[0-2])[0-9]{2}";
    static final String HOLDER = ".*\\S.*";

    private static final Duration TOLERANCE = Duration.ofMinutes(10);
    private static final int AMOUNT_DIGITS = 10;
    private static final Map<Integer, String> CURRENCIES =
            Map.of(949, "TRY", 840, "USD", 978, "EUR", 826, "GBP", 392, "JPY", 643, "RUB");

    private Fields() {}

    static void checkRequestTime(String text, SandboxBank bank) {
        LocalDateTime now = bank.localNow().toLocalDateTime();
        try {
            if (Duration.between(LocalDateTime.parse(text, TIME), now).abs().compareTo(TOLERANCE) <= 0) {
                return;
            }
        } catch (DateTimeParseException e) {
            throw VpsError.REQUEST_TIME_WRONG.refusal();
        }
        throw VpsError.REQUEST_TIME_WRONG.refusal();
    }

    static LocalDateTime time(Request request, String path) {
        try {
            return LocalDateTime.parse(request.text(path), TIME);
        } catch (DateTimeParseException e) {
            throw pattern(path);
        }
    }

    /** Checks a text by a regular expression; what is absent is not checked. */
    static String checked(Request request, String path, String regex) {
        if (request.has(path) && !request.text(path).matches(regex)) {
            throw pattern(path);
        }
        return request.text(path);
    }

    /** Returns the order id, empty if the message has none. */
    static String orderId(Request request) {
        return checked(request, "order.orderId", ORDER_ID);
    }

    /** Returns minor units: of a text with two decimals, or of a number with at most two. */
    static long amount(Request request) {
        JsonNode amount = request.node("transaction.amount");
        if (amount.isString() && !amount.asString().matches(AMOUNT)) {
            throw pattern("transaction.amount");
        }
        BigDecimal value = amount.isString() ? new BigDecimal(amount.asString()) : amount.decimalValue();
        BigDecimal exact = value.stripTrailingZeros();
        if (exact.signum() < 0 || exact.scale() > 2 || (long) exact.precision() - exact.scale() > AMOUNT_DIGITS) {
            throw pattern("transaction.amount");
        }
        if (exact.signum() == 0) {
            throw VpsError.AMOUNT_WRONG.refusal();
        }
        return exact.movePointRight(2).longValueExact();
    }

    /** Returns the ISO 4217 code of the currency. */
    static String currency(Request request) {
        return currency(request.integer("transaction.currencyCode"))
                .orElseThrow(() -> pattern("transaction.currencyCode"));
    }

    /** Returns the ISO 4217 code of a number, empty if the bank has no such currency. */
    static Optional<String> currency(int number) {
        return Optional.ofNullable(CURRENCIES.get(number));
    }

    static int number(Request request, String path, int lowest, int highest) {
        int number = request.integer(path);
        if (number < lowest || number > highest) {
            throw pattern(path);
        }
        return number;
    }

    /** Checks the card's fields and returns its number. */
    static String card(Request request, SandboxBank bank) {
        String pan = checked(request, "card.cardNumber", CARD_NUMBER);
        if (!TestCards.luhn(pan)) {
            throw pattern("card.cardNumber");
        }
        String expiry = checked(request, "card.expireDate", EXPIRY);
        checked(request, "card.cvv2", "[0-9]{" + TestCards.cvvDigits(pan) + "}");
        checked(request, "card.cardHolderName", HOLDER);
        checkNotExpired(expiry(expiry), bank);
        return pan;
    }

    /** Reads a well formed expiry. */
    static YearMonth expiry(String text) {
        return YearMonth.of(2000 + Integer.parseInt(text.substring(2)), Integer.parseInt(text.substring(0, 2)));
    }

    static void checkNotExpired(YearMonth last, SandboxBank bank) {
        if (last.isBefore(YearMonth.from(bank.localNow()))) {
            throw VpsError.CARD_EXPIRED.refusal();
        }
    }

    static void checkCustomer(Request request) {
        checked(request, "customer.emailAddress", EMAIL);
        if (request.has("customer.ipAddress") && !ipAddress(request.text("customer.ipAddress"))) {
            throw pattern("customer.ipAddress");
        }
    }

    /** Returns whether the message asks to pay with points. */
    static boolean usesReward(Request request) {
        boolean uses = false;
        for (Map.Entry<String, JsonNode> points : request.node("reward").properties()) {
            int sign = points.getValue().decimalValue().signum();
            if (sign < 0) {
                throw pattern(points.getKey());
            }
            uses |= sign > 0;
        }
        return uses;
    }

    private static boolean ipAddress(String text) {
        if (text.matches(RequestText.IPV4)) {
            return true;
        }
        if (!text.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            return false;
        }
        try {
            // A text with a colon is read as an address and never looked up as a name.
            InetAddress.getByName(text);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static VpsError.Refusal pattern(String path) {
        return VpsError.PATTERN.refusal(path.substring(path.lastIndexOf('.') + 1));
    }
}
