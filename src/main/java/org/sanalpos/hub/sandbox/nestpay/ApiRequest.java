package org.sanalpos.hub.sandbox.nestpay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A CC5Request: the texts of its elements by path, such as {@code OrderId} and {@code Extra/MAILORDER}. */
final class ApiRequest {

    private static final int SHORT = 64;
    private static final int LONG = 255;
    private static final Map<String, Integer> ADDRESS = Map.ofEntries(
            Map.entry("Name", LONG),
            Map.entry("Company", LONG),
            Map.entry("Street1", LONG),
            Map.entry("Street2", LONG),
            Map.entry("Street3", LONG),
            Map.entry("City", SHORT),
            Map.entry("StateProv", 32),
            Map.entry("PostalCode", 32),
            Map.entry("Country", 3),
            Map.entry("TelVoice", 32),
            Map.entry("TelFax", 32));
    private static final Set<String> EXTRA = Set.of(
            "MAILORDER",
            "GRACEPERIOD",
            "MAXIPUAN",
            "MAXIPUANSORGU",
            "IMECECARDQUERY",
            "IMCKOD",
            "FDONEM",
            "PREAMT",
            "SUBMERCHANTID",
            "ORDERSTATUS",
            "ORDERHISTORY",
            "SETTLE",
            "RECURRINGID",
            "RECURRINGOPERATION",
            "RECORDTYPE",
            "RECORDID",
            "AMOUNT",
            "STARTDATE");

    /** Longest text of each known element whose length has no error of its own. */
    private static final Map<String, Integer> ELEMENTS = elements();

    private static final Set<String> GROUPS = Set.of("Extra", "BillTo", "ShipTo", "PbOrder");

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> groups = new HashSet<>();
    private final List<String> repeated = new ArrayList<>();
    private final List<String> undefined = new ArrayList<>();

    private ApiRequest() {}

    /**
     * Reads a request.
     *
     * @throws CoreError.Refusal if the root is not CC5Request
     */
    static ApiRequest of(Element root) {
        if (!root.getTagName().equals("CC5Request")) {
            throw CoreError.REQUEST_NOT_USABLE.refusal("(" + root.getTagName() + ")");
        }
        ApiRequest request = new ApiRequest();
        for (Element child : children(root)) {
            String name = child.getTagName();
            if (!GROUPS.contains(name)) {
                request.take(name, child);
                continue;
            }
            if (!request.groups.add(name)) {
                request.repeated.add(name);
            }
            children(child).forEach(leaf -> request.take(name + "/" + leaf.getTagName(), leaf));
        }
        return request;
    }

    /** Returns the text of an element; absent and empty are the same. */
    String value(String path) {
        return values.getOrDefault(path, "");
    }

    /** Tells whether the element has a text. */
    boolean has(String path) {
        return !value(path).isEmpty();
    }

    /** Tells whether the element is there, even if empty. */
    boolean present(String path) {
        return values.containsKey(path) || groups.contains(path);
    }

    /**
     * Checks that every element is defined, comes once and is not too long.
     *
     * @throws CoreError.Refusal naming the first that is not
     */
    void checkElements() {
        if (!undefined.isEmpty()) {
            throw CoreError.REQUEST_NOT_USABLE.refusal("(tanımsız: " + undefined.get(0) + ")");
        }
        if (!repeated.isEmpty()) {
            throw CoreError.REQUEST_NOT_USABLE.refusal("(tekrar: " + repeated.get(0) + ")");
        }
        values.forEach((path, value) -> {
            if (value.length() > ELEMENTS.get(path)) {
                throw CoreError.TEXT_TOO_LONG.refusal("(" + path + ")");
            }
        });
    }

    private void take(String path, Element element) {
        if (!ELEMENTS.containsKey(path) || !children(element).isEmpty()) {
            undefined.add(path);
            return;
        }
        if (values.putIfAbsent(path, element.getTextContent()) != null && !path.equals("Extra/RECORDID")) {
            repeated.add(path);
        }
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static Map<String, Integer> elements() {
        Map<String, Integer> all = new HashMap<>();
        for (String name : List.of("Name", "Password", "ClientId", "OrderId", "TransId", "IPAddress", "Total")) {
            all.put(name, Integer.MAX_VALUE);
        }
        for (String name :
                List.of("Type", "Currency", "Taksit", "Instalment", "Number", "Expires", "Cvv2Val", "Mode")) {
            all.put(name, LONG);
        }
        for (String name : List.of(
                "PayerTxnId", "PayerSecurityLevel", "PayerAuthenticationCode", "CardholderPresentCode", "GroupId")) {
            all.put(name, SHORT);
        }
        all.put("Email", SHORT);
        EXTRA.forEach(name -> all.put("Extra/" + name, LONG));
        all.put("Extra/InvoiceNumber", 15);
        all.put("Extra/SUBMERCHANTNAME", 25);
        ADDRESS.forEach((name, length) -> {
            all.put("BillTo/" + name, length);
            all.put("ShipTo/" + name, length);
        });
        for (String name :
                List.of("OrderType", "OrderFrequencyInterval", "OrderFrequencyCycle", "TotalNumberPayments")) {
            all.put("PbOrder/" + name, SHORT);
        }
        return Map.copyOf(all);
    }
}
