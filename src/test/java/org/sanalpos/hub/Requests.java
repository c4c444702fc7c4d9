package org.sanalpos.hub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Requests that tests begin from. */
public final class Requests {
    public static final String VISA = "4355084355084358";
    public static final List<String> BANKS = List.of("halkbank", "isbank", "teb", "turkiyefinans", "citibank", "hsbc");

    private Requests() {}

    /** A request id that no other test has. */
    public static String id() {
        return UUID.randomUUID().toString();
    }

    /** The demonstration company's virtual POS at a bank. */
    public static String pos(String bank) {
        return "DEMO-" + bank.toUpperCase(Locale.ROOT);
    }

    /** A sale of 129.90 TRY that the bank approves. */
    public static Map<String, Object> sale(String bank) {
        return sale(bank, VISA, "129.90");
    }

    public static Map<String, Object> sale(String bank, String cardNumber, String amount) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("requestId", id());
        body.put("virtualPos", pos(bank));
        body.put("operation", "sale");
        body.put("amount", amount);
        body.put("currency", "TRY");
        body.put("card", card(cardNumber));
        return body;
    }

    public static Map<String, Object> preauth(String bank, String amount) {
        return with(sale(bank, VISA, amount), "operation", "preauth");
    }

    public static Map<String, Object> card(String number) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("number", number);
        card.put("expiry", "12/30");
        card.put("cvv", number.startsWith("3") ? "0000" : "000");
        card.put("holder", "AYŞE YILMAZ");
        return card;
    }

    /** The same request with one field more, or another value of it; null takes the field away. */
    public static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> other = new LinkedHashMap<>(body);
        if (value == null) {
            other.remove(field);
        } else {
            other.put(field, value);
        }
        return other;
    }
}
