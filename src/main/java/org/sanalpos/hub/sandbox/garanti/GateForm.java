package org.sanalpos.hub.sandbox.garanti;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** The form that a browser brings to the 3-D gate, and the bank's rules for its fields. */
record GateForm(Map<String, List<String>> fields) {

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=\"?([^\";\\s]+)");

    private static final List<String> ECHOED = List.of(
            "mode",
            "apiversion",
            "secure3dsecuritylevel",
            "terminalprovuserid",
            "terminaluserid",
            "terminalmerchantid",
            "terminalid",
            "txntype",
            "txnamount",
            "txncurrencycode",
            "txninstallmentcount",
            "orderid",
            "successurl",
            "errorurl",
            "customeripaddress",
            "customeremailaddress",
            "lang",
            "refreshtime",
            "companyname",
            "txntimestamp",
            "submerchantid",
            "secure3dhash");
    private static final List<String> SIGNED = List.of(
            "terminalid",
            "orderid",
            "txnamount",
            "txncurrencycode",
            "successurl",
            "errorurl",
            "txntype",
            "txninstallmentcount");
    private static final Set<String> OF_THE_CARD =
            Set.of("cardnumber", "cardexpiredatemonth", "cardexpiredateyear", "cardcvv2", "cardholdername");
    private static final Pattern RECURRING = Pattern.compile("recurringtype|totalpaymentnum|frequencytype"
            + "|frequencyinterval|startdate|recurringretryattemptcount|retryattemptemail|recurringamount[0-9]+");

    /**
     * Reads the form.
     *
     * @throws RequestText.Unreadable if the body is none
     */
    static GateForm read(HttpServletRequest request) throws IOException, RequestText.Unreadable {
        if (!RequestText.type(request).equals("application/x-www-form-urlencoded")) {
            throw new RequestText.Unreadable("Content-Type");
        }
        Matcher charset = CHARSET.matcher(request.getContentType());
        if (charset.find() && !charset.group(1).equalsIgnoreCase("UTF-8")) {
            throw new RequestText.Unreadable("charset");
        }
        return new GateForm(RequestText.form(RequestText.body(request)));
    }

    /** Returns the value of a field, the first one of several; absent and empty are the same. */
    String text(String name) {
        return fields.getOrDefault(name, List.of("")).get(0);
    }

    /** Returns where the browser can be sent if the form is wrong. */
    Optional<String> wayBack() {
        return Stream.of("errorurl", "successurl")
                .map(this::text)
                .filter(GateForm::isAddress)
                .findFirst();
    }

    /** Returns the values that secure3dhash signs, one after the other. */
    String signedValues() {
        return SIGNED.stream().map(this::text).collect(Collectors.joining());
    }

    /** Returns the fields that come back to the store, in their order: nothing of the card, nothing that the bank does not know. */
    Map<String, String> echo() {
        Map<String, String> echo = new LinkedHashMap<>();
        ECHOED.stream().filter(fields::containsKey).forEach(name -> echo.put(name, text(name)));
        return echo;
    }

    SecurityLevel level() {
        String word = mandatory("secure3dsecuritylevel");
        return SecurityLevel.of(word).orElseThrow(() -> switch (word) {
            case "3D_FULL", "3D_HALF", "3D_OOS_FULL", "3D_OOS_HALF", "OOS_PAY" -> GatewayError.NOT_OFFERED.refusal();
            case "CUSTOM_PAY" -> GatewayError.NO_GARANTI_PAY.refusal();
            default -> Fields.malformed("secure3dsecuritylevel");
        });
    }

    /** Checks that the bank knows every field, that none is doubled, and that a hosted form has none of the card. */
    void checkNames(SecurityLevel level) {
        fields.forEach((name, values) -> {
            if (RECURRING.matcher(name).matches()) {
                throw GatewayError.NO_RECURRING.refusal();
            }
            boolean open =
                    switch (name) {
                        case "companyname" -> level.hosted();
                        default -> ECHOED.contains(name) || OF_THE_CARD.contains(name) && !level.hosted();
                    };
            if (!open || values.size() > 1) {
                throw Fields.malformed(name);
            }
        });
    }

    /** Checks the fields whose values mean nothing to the gate. */
    void checkFrame() {
        matching("mode", Pattern.compile("TEST|PROD"));
        mandatory("terminaluserid");
        atMost("terminaluserid", 32);
        matching("customeripaddress", Fields.IPV4);
        atMost("customeremailaddress", 64);
        matchingIfThere("lang", Pattern.compile("tr|en"));
        matchingIfThere("refreshtime", Fields.NUMBER);
        for (String url : List.of("successurl", "errorurl")) {
            if (!isAddress(mandatory(url))) {
                throw Fields.malformed(url);
            }
        }
    }

    String orderId() {
        String id = mandatory("orderid");
        if (id.length() > 32) {
            throw GatewayError.ORDER_ID_TOO_LONG.refusal();
        }
        return matching("orderid", Fields.ORDER_ID);
    }

    Kind kind() {
        return switch (mandatory("txntype")) {
            case "sales" -> Kind.SALE;
            case "preauth" -> Kind.PREAUTH;
            case "gpdatarequest" -> throw GatewayError.NO_GARANTI_PAY.refusal();
            default -> throw Fields.malformed("txntype");
        };
    }

    /** Reads the amount in minor units. The gate lets nothing pass as an amount; whoever charges does not. */
    long amount() {
        String text = matching("txnamount", Fields.NUMBER);
        atMost("txnamount", 19);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Refusal(Verdict.INVALID_AMOUNT);
        }
    }

    /** Returns the currency as ISO 4217 letters. */
    String currency() {
        String currency = Fields.CURRENCIES.get(mandatory("txncurrencycode"));
        if (currency == null) {
            throw Fields.malformed("txncurrencycode");
        }
        return currency;
    }

    /** Returns the number of installments, 1 for a single payment. */
    int installments() {
        if (!fields.containsKey("txninstallmentcount")) {
            throw Fields.missing("txninstallmentcount");
        }
        return text("txninstallmentcount").isEmpty()
                ? 1
                : Integer.parseInt(matching("txninstallmentcount", Fields.INSTALLMENTS));
    }

    /** Reads the card by the form of its fields. */
    PaymentCard card() {
        String number = matching("cardnumber", Fields.CARD_NUMBER);
        Pattern twoDigits = Pattern.compile("[0-9]{2}");
        int month = Integer.parseInt(matching("cardexpiredatemonth", twoDigits));
        int year = 2000 + Integer.parseInt(matching("cardexpiredateyear", twoDigits));
        String cvv = matching("cardcvv2", Fields.CVV);
        try {
            return new PaymentCard(number, YearMonth.of(year, month), cvv);
        } catch (DateTimeException e) {
            throw Fields.malformed("cardexpiredatemonth");
        }
    }

    /** Returns the text of a field that must have one. */
    String mandatory(String name) {
        if (text(name).isEmpty()) {
            throw Fields.missing(name);
        }
        return text(name);
    }

    /** Names the order only: the form holds the card. */
    @Override
    public String toString() {
        return "GateForm[" + text("orderid") + "]";
    }

    private String matching(String name, Pattern pattern) {
        String text = mandatory(name);
        if (!pattern.matcher(text).matches()) {
            throw Fields.malformed(name);
        }
        return text;
    }

    private void matchingIfThere(String name, Pattern pattern) {
        if (!text(name).isEmpty()) {
            matching(name, pattern);
        }
    }

    private void atMost(String name, int length) {
        if (text(name).length() > length) {
            throw GatewayError.LENGTH.refusal(name + " field is too long");
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.toASCIIString().equals(text);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
