package org.sanalpos.hub.sandbox.nestpay;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.sanalpos.hub.sandbox.XmlMessage;

/** The elements that a CC5Request can have, by path such as {@code OrderId} and {@code Extra/MAILORDER}. */
final class Elements {

    private static final int SHORT = 64;
    private static final int LONG = 255;
    /** The parts of an address and how long each may be. */
    static final Map<String, Integer> ADDRESS = Map.ofEntries(
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

    private static final Set<String> GROUPS = Set.of("Extra", "BillTo", "ShipTo", "PbOrder");

    /** Longest text of each known element whose length has no error of its own. */
    private static final Map<String, Integer> ELEMENTS = elements();

    private Elements() {}

    /**
     * Checks that every element is defined, comes once and is not too long.
     *
     * @throws CoreError.Refusal naming one that is not
     */
    static void check(XmlMessage request) {
        first(request.groups(), path -> !GROUPS.contains(path))
                .or(() -> first(request.paths(), path -> !ELEMENTS.containsKey(path)))
                .ifPresent(path -> {
                    throw CoreError.REQUEST_NOT_USABLE.refusal("(tanımsız: " + path + ")");
                });
        first(request.repeated(), path -> !path.equals("Extra/RECORDID")).ifPresent(path -> {
            throw CoreError.REQUEST_NOT_USABLE.refusal("(tekrar: " + path + ")");
        });
        first(request.paths(), path -> request.text(path).length() > ELEMENTS.get(path))
                .ifPresent(path -> {
                    throw CoreError.TEXT_TOO_LONG.refusal("(" + path + ")");
                });
    }

    private static Optional<String> first(Collection<String> paths, Predicate<String> wrong) {
        return paths.stream().filter(wrong).findFirst();
    }

    private static Map<String, Integer> elements() {
        Map<String, Integer> all = new HashMap<>();
        GROUPS.forEach(name -> all.put(name, Integer.MAX_VALUE));
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
