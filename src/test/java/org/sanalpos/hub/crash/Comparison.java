package org.sanalpos.hub.crash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the hub knows, held against the requests and the books of the banks. */
final class Comparison {
    private static final Set<String> LISTED = Set.of("unknown", "review");
    private static final Set<String> NO_CHARGE = Set.of("declined", "failed", "expired", "voided", "authorized");
    private static final Set<String> FINAL = Set.of(
            "authorized", "captured", "partially_refunded", "refunded", "voided", "declined", "failed", "expired");

    private final List<Map<String, Object>> payments;
    private final List<Map<String, Object>> operations;
    private final JdbcClient hub;
    private final List<String> faults = new ArrayList<>();

    Comparison(JdbcClient hub) {
        this.hub = hub;
        this.payments = hub.sql("select * from payment order by id").query().listOfRows();
        this.operations = hub.sql("select * from operation order by id").query().listOfRows();
    }

    List<String> faults() {
        return faults;
    }

    int payments() {
        return payments.size();
    }

    /** How many payments have which status. */
    Map<String, Long> statuses() {
        return payments.stream()
                .collect(Collectors.groupingBy(row -> text(row, "status"), TreeMap::new, Collectors.counting()));
    }

    long listed() {
        return payments.stream()
                .filter(row -> LISTED.contains(text(row, "status")))
                .count();
    }

    /** Every request has one payment, each of which is final or listed, and an answer; whatever is unknown is being asked about. */
    void requests(Collection<String> ids) {
        Set<String> known = payments.stream().map(row -> text(row, "id")).collect(Collectors.toSet());
        if (!known.equals(new HashSet<>(ids)) || known.size() != ids.size()) {
            faults.add("the requests have " + ids.size() + " payments, the hub has " + known.size());
        }
        payments.stream()
                .filter(row -> !FINAL.contains(text(row, "status")) && !LISTED.contains(text(row, "status")))
                .forEach(row -> faults.add("payment " + row.get("id") + " is left " + row.get("status")));
        Set<String> asked = new HashSet<>(
                hub.sql("select payment_id from recovery").query(String.class).list());
        payments.stream()
                .filter(row -> text(row, "status").equals("unknown") && !asked.contains(text(row, "id")))
                .forEach(row -> faults.add("payment " + row.get("id") + " is unknown, and nobody asks the bank"));
        List<String> open = hub.sql("select request_key from request_key where answer is null")
                .query(String.class)
                .list();
        open.forEach(key -> faults.add("request " + key + " never gets an answer"));
    }

    /**
     * No payment was charged twice, none that is final differs from the bank's books, and the bank has none that the hub does not know.
     *
     * @param orders the banks' orders of this hub, as their screens show them
     * @return how many payments were charged or held at the banks
     */
    int banks(List<JsonNode> orders) {
        Map<String, JsonNode> byCode = new HashMap<>();
        List<String> codes =
                payments.stream().map(row -> text(row, "transaction_code")).toList();
        for (JsonNode order : orders) {
            String id = order.path("orderId").asString();
            List<String> own = codes.stream().filter(id::endsWith).toList();
            if (own.size() == 1) {
                byCode.put(own.get(0), order);
            } else {
                faults.add("the bank has order " + id + ", the hub has not");
            }
        }
        int charged = 0;
        for (Map<String, Object> payment : payments) {
            JsonNode order = byCode.get(text(payment, "transaction_code"));
            charged += order != null && compare(payment, order) ? 1 : 0;
            if (order == null && Set.of("captured", "authorized").contains(text(payment, "status"))) {
                faults.add("payment " + payment.get("id") + " is " + payment.get("status")
                        + ", the bank has no order of it");
            }
        }
        return charged;
    }

    /** Whether the order was charged or held. */
    private boolean compare(Map<String, Object> payment, JsonNode order) {
        String status = text(payment, "status");
        long taken = order.path("transactions")
                .valueStream()
                .filter(line ->
                        Set.of("SALE", "PREAUTH").contains(line.path("type").asString()))
                .filter(line -> line.path("resultCode").asString().equals("00"))
                .count();
        long captures = order.path("transactions")
                .valueStream()
                .filter(line -> line.path("type").asString().equals("CAPTURE"))
                .filter(line -> line.path("resultCode").asString().equals("00"))
                .count();
        String about = "payment " + payment.get("id") + " (" + status + ", captured " + payment.get("captured_amount")
                + ", refunded " + payment.get("refunded_amount") + "), bank: " + order;
        if (taken > 1 || captures > 1) {
            faults.add("charged twice: " + about);
        }
        long captured = order.path("captured").asLong();
        long refunded = order.path("refunded").asLong();
        if (refunded > captured) {
            faults.add("more given back than taken: " + about);
        }
        boolean held = order.path("transactions")
                .valueStream()
                .anyMatch(line -> line.path("type").asString().equals("PREAUTH")
                        && line.path("state").asString().equals("AUTHORIZED"));
        boolean same =
                switch (status) {
                    case "captured", "partially_refunded", "refunded" ->
                        captured == number(payment, "captured_amount")
                                && refunded == number(payment, "refunded_amount");
                    case "authorized" -> held && captured == 0;
                    default -> LISTED.contains(status) || NO_CHARGE.contains(status) && captured == 0 && !held;
                };
        if (!same) {
            faults.add("the bank's books differ: " + about);
        }
        return taken > 0;
    }

    /** Every call that reached a bank was written down before. */
    void calls(List<JsonNode> orders) {
        Map<String, Long> written = hub.sql("""
                        select p.transaction_code, count(*) as calls from bank_call c
                            join operation o on o.id = c.operation_id join payment p on p.id = o.payment_id
                        group by p.transaction_code
                        """).query().listOfRows().stream()
                .collect(Collectors.toMap(row -> text(row, "transaction_code"), row -> number(row, "calls")));
        for (JsonNode order : orders) {
            String id = order.path("orderId").asString();
            long calls = written.entrySet().stream()
                    .filter(each -> id.endsWith(each.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            // The browser brings one request of its own to the bank.
            boolean browser = payments.stream()
                    .anyMatch(row -> id.endsWith(text(row, "transaction_code"))
                            && !text(row, "secure").equals("none"));
            if (order.path("requests").asLong() > calls && !browser) {
                faults.add("the bank had " + order.path("requests") + " requests for " + id + ", written down are "
                        + calls);
            }
        }
    }

    /** How many payments were charged or held by what the hub knows. */
    long charged() {
        return operations.stream()
                .filter(row -> Set.of("sale", "preauth").contains(text(row, "type")))
                .filter(row -> text(row, "outcome").equals("approved"))
                .map(row -> row.get("payment_id"))
                .distinct()
                .count();
    }

    /** What the hub told outside, to be compared with what it knows. */
    Deliveries deliveries() {
        return new Deliveries(payments, operations);
    }

    static String text(Map<String, Object> row, String column) {
        return String.valueOf(row.get(column));
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }
}
