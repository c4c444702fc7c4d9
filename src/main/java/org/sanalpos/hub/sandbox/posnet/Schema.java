package org.sanalpos.hub.sandbox.posnet;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sanalpos.hub.sandbox.XmlMessage;

/** The bank's schema: which elements a request has, and what their texts look like. Names are case-sensitive. */
final class Schema {

    private static final Set<String> OTHERS = Set.of(
            "unmatchedreturn",
            "merchantReconciliation",
            "pointInquiry",
            "pointUsage",
            "pointReturn",
            "saleWP",
            "vftQuery",
            "vftTransaction",
            "vftReturn",
            "koiCampaignQuery",
            "trioSingle",
            "trioFixed",
            "trioMultiple",
            "trioReturn",
            "trioAvailableLimitInq");

    private static final Form TEXT = new Form(".+", "cvc-minLength-valid: '%s' değeri boş olamaz.");
    private static final Form ANY = new Form(".*", "");
    private static final Form INTEGER = new Form(
            "[+-]?[0-9]{1,99}", "cvc-datatype-valid.1.2.1: '%s' değeri 'integer' için geçerli bir değer değil.");
    private static final Form TWO_DIGITS = pattern("[0-9]{2}");
    private static final int MAX_INSTALLMENTS = 36;

    private static final Map<String, Form> CHARGE = Map.ofEntries(
            Map.entry("amount", INTEGER),
            Map.entry("ccno", TEXT),
            Map.entry("currencyCode", TEXT),
            Map.entry("cvc", ANY),
            Map.entry("expDate", TEXT),
            Map.entry("orderID", ANY),
            Map.entry("installment", TWO_DIGITS),
            Map.entry("koiCode", oneOf("1", "2", "3", "4", "5", "6")),
            Map.entry("subMrcId", TEXT),
            Map.entry("mrcPfId", TEXT),
            Map.entry("mcc", TEXT),
            Map.entry("tckn", TEXT),
            Map.entry("vkn", TEXT),
            Map.entry("subDealerCode", TEXT),
            Map.entry("cardInfo/inquiryValue", TEXT),
            Map.entry("cardInfo/cardNoFirst", TEXT),
            Map.entry("cardInfo/cardNoLast", TEXT));

    private static final Map<String, Form> ORIGINAL = Map.of("hostLogKey", TEXT, "orderID", ANY, "orderDate", TEXT);

    private static final Map<String, Form> MARKER = Map.of(
            "txnType", oneOf("1", "2", "3"),
            "txnSrcApp", oneOf("1", "2", "3"),
            "assignedId", TEXT,
            "wProgData", TEXT,
            "ffi", TEXT,
            "vType", TEXT);

    private static final Map<String, Operation> OPERATIONS = Map.of(
            "sale",
            new Operation(
                    plus(CHARGE, Map.of("mailorderflag", oneOf("Y"))), List.of("amount", "currencyCode", "orderID")),
            "auth",
            new Operation(CHARGE, List.of("amount", "currencyCode", "orderID")),
            "capt",
            new Operation(
                    plus(ORIGINAL, Map.of("amount", INTEGER, "currencyCode", TEXT, "installment", TWO_DIGITS)),
                    List.of("amount", "currencyCode")),
            "reverse",
            new Operation(
                    plus(
                            ORIGINAL,
                            Map.of(
                                    "transaction",
                                    oneOf(
                                            "sale",
                                            "auth",
                                            "capt",
                                            "pointUsage",
                                            "pointusage",
                                            "vftTransaction",
                                            "return"),
                                    "authCode",
                                    TEXT)),
                    List.of("transaction")),
            "return",
            new Operation(
                    plus(ORIGINAL, Map.of("amount", INTEGER, "currencyCode", TEXT, "isRationalReturn", oneOf("Y"))),
                    List.of("amount", "currencyCode")),
            "agreement",
            new Operation(Map.of("orderID", ANY, "orderDate", TEXT), List.of("orderID")),
            "oosRequestData",
            new Operation(
                    Map.of(
                            "posnetid",
                            pattern("[0-9]{1,16}"),
                            "XID",
                            ANY,
                            "amount",
                            INTEGER,
                            "currencyCode",
                            TEXT,
                            "installment",
                            TWO_DIGITS,
                            "tranType",
                            oneOf("Sale", "Auth", "WP", "SaleWP", "Vft"),
                            "cardHolderName",
                            ANY,
                            "ccno",
                            pattern("([0-9]{13,19})?"),
                            "expDate",
                            pattern("([0-9]{2}(0[1-9]|1[0-2]))?"),
                            "cvc",
                            ANY),
                    List.of("posnetid", "XID", "amount", "currencyCode", "installment", "tranType")),
            "oosResolveMerchantData",
            new Operation(
                    Map.of("bankData", TEXT, "merchantData", TEXT, "sign", TEXT, "mac", TEXT),
                    List.of("bankData", "merchantData", "sign", "mac")),
            "oosTranData",
            new Operation(Map.of("bankData", TEXT, "wpAmount", INTEGER, "mac", TEXT), List.of("bankData", "mac")));

    /** Operations that take no marker of a wallet. */
    private static final Set<String> WITHOUT_MARKER = Set.of("agreement", "oosRequestData", "oosResolveMerchantData");

    private Schema() {}

    /**
     * Checks a message and returns the name of its operation.
     *
     * @throws BankError.Rejected naming the first fault
     */
    static String check(XmlMessage xml) {
        if (!xml.root().equals("posnetRequest")) {
            throw fault("cvc-elt.1: '" + xml.root() + "' öğesinin bildirimi bulunamıyor.");
        }
        for (String path : xml.repeated()) {
            throw unexpected(path);
        }
        String name = operation(xml);
        Form.check(xml, "tranDateRequired", oneOf("0", "1"));
        Operation operation = OPERATIONS.get(name);
        if (operation != null) {
            checkElements(xml, name, operation.elements);
            operation.required.forEach(required -> {
                if (!xml.present(name + "/" + required)) {
                    throw incomplete(name, required);
                }
            });
            checkInstallments(xml.text(name + "/installment"));
        }
        if (xml.present("ngp")) {
            if (WITHOUT_MARKER.contains(name) || !xml.groups().contains("ngp")) {
                throw unexpected("ngp");
            }
            checkElements(xml, "ngp", MARKER);
        }
        return name;
    }

    /** The refusal of an element that must not be there. */
    static BankError.Rejected unexpected(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return fault("cvc-complex-type.2.4.a: '" + name + "' öğesiyle başlayan geçersiz içerik saptandı.");
    }

    /** The refusal of an element that lacks another one. */
    static BankError.Rejected incomplete(String element, String missing) {
        return fault("cvc-complex-type.2.4.b: '" + element + "' öğesinin içeriği eksik. '{" + missing
                + "}' öğesi bekleniyor.");
    }

    /** The refusal of what is no readable XML in the right place. */
    static BankError.Rejected unreadable(String why) {
        return fault("İstek okunamadı (" + why + ")");
    }

    private static BankError.Rejected fault(String text) {
        return BankError.SCHEMA.rejected(text);
    }

    /** The root's children come in this order; only within an operation the order is free. */
    private static String operation(XmlMessage xml) {
        List<String> places = List.of("mid", "tid", "tranDateRequired", "", "ngp");
        Set<String> names = xml.paths().stream()
                .map(path -> path.split("/", 2)[0])
                .collect(Collectors.toCollection(LinkedHashSet::new));
        String operation = null;
        int reached = -1;
        for (String name : names) {
            boolean known = OPERATIONS.containsKey(name) || OTHERS.contains(name);
            int place = places.indexOf(known ? "" : name);
            if (place <= reached) {
                throw unexpected(name);
            }
            reached = place;
            operation = known ? name : operation;
        }
        if (operation == null) {
            throw incomplete("posnetRequest", "sale");
        }
        return operation;
    }

    private static void checkElements(XmlMessage xml, String parent, Map<String, Form> elements) {
        String start = parent + "/";
        for (String path : xml.paths()) {
            if (path.startsWith(start)) {
                Form form = elements.get(path.substring(start.length()));
                if (form == null) {
                    throw unexpected(path);
                }
                Form.check(xml, path, form);
            }
        }
    }

    private static void checkInstallments(String text) {
        if (!text.isEmpty() && Integer.parseInt(text) > MAX_INSTALLMENTS) {
            throw fault("cvc-maxInclusive-valid: '" + text + "' değeri 'installment' türünün maxInclusive '"
                    + MAX_INSTALLMENTS + "' değerini aşıyor.");
        }
    }

    private static Form pattern(String pattern) {
        return new Form(pattern, "cvc-pattern-valid: '%s' değeri '" + pattern + "' kalıbına göre geçerli değil.");
    }

    private static Form oneOf(String... values) {
        List<String> all = List.of(values);
        return new Form(
                all.stream().map(Pattern::quote).collect(Collectors.joining("|")),
                "cvc-enumeration-valid: '%s' değeri '" + all + "' numaralandırmasına göre geçerli değil.");
    }

    private static Map<String, Form> plus(Map<String, Form> first, Map<String, Form> second) {
        Map<String, Form> both = new HashMap<>(first);
        both.putAll(second);
        return Map.copyOf(both);
    }

    private record Operation(Map<String, Form> elements, Collection<String> required) {}

    /** What the text of an element looks like, and what the bank says if it does not. */
    private record Form(Pattern pattern, String complaint) {

        Form(String pattern, String complaint) {
            this(Pattern.compile(pattern, Pattern.DOTALL), complaint);
        }

        /** A text in a wrong place may be a card number, which is never told in full. */
        private static String shortened(String text) {
            return text.length() > 12 ? text.substring(0, 6) + "..." : text;
        }

        static void check(XmlMessage xml, String path, Form form) {
            if (xml.present(path) && !form.pattern.matcher(xml.text(path)).matches()) {
                throw fault(form.complaint.formatted(shortened(xml.text(path))));
            }
        }
    }
}
