package org.sanalpos.hub.crash;

import static org.sanalpos.hub.crash.Comparison.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sanalpos.hub.output.webhook.Receiver.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a hub told outside, held against its ledger. The ERP has each operation that belongs there once, and so have the results queue and the log:
 * no stop, however hard, is an excuse. An event comes at least once, and not oftener than the hub was killed over it.
 */
final class Deliveries {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DOUBT = "unknown";
    private static final Set<String> NO_EVENT = Set.of("processing", "requires_action", DOUBT);

    private final List<Map<String, Object>> payments;
    private final List<Map<String, Object>> operations;
    private final List<String> faults = new ArrayList<>();

    /**
     * @param payments rows of the hub's ledger
     * @param operations rows of it too
     */
    Deliveries(List<Map<String, Object>> payments, List<Map<String, Object>> operations) {
        this.payments = payments;
        this.operations = operations;
    }

    List<String> faults() {
        return faults;
    }

    /** How many operations belong in the ERP and on the results queue. */
    int due() {
        return certain().size();
    }

    /** Operations that moved money, or were refused, by their id with their outcome. */
    private Map<String, String> certain() {
        return operations.stream()
                .filter(row -> !text(row, "type").equals("inquiry"))
                .filter(row -> Set.of("approved", "declined", "not_sent").contains(text(row, "outcome")))
                .collect(Collectors.toMap(row -> text(row, "id"), row -> text(row, "outcome")));
    }

    /** @param rows of the ERP */
    void erp(List<Map<String, Object>> rows) {
        Map<String, String> certain = certain();
        once("the ERP", rows.stream().map(row -> text(row, "operation_id")).toList(), certain.keySet());
        rows.stream()
                .filter(row -> certain.containsKey(text(row, "operation_id")))
                .filter(row -> !certain.get(text(row, "operation_id")).equals(text(row, "outcome")))
                .forEach(row -> faults.add(
                        "operation " + row.get("operation_id") + " is in the ERP with outcome " + row.get("outcome")));
    }

    /** @param told the operations that the results queue tells of, each as often as it came */
    void results(List<String> told) {
        once("the results queue", told, certain().keySet());
    }

    private void once(String where, List<String> came, Set<String> due) {
        times(came).forEach((id, times) -> {
            if (!due.contains(id)) {
                faults.add(where + " has operation " + id + ", which does not belong there");
            } else if (times > 1) {
                faults.add(where + " has operation " + id + " " + times + " times");
            }
        });
        Set<String> there = new HashSet<>(came);
        due.stream().filter(id -> !there.contains(id)).forEach(id -> faults.add(where + " lacks operation " + id));
    }

    private static Map<String, Integer> times(Collection<String> came) {
        Map<String, Integer> times = new LinkedHashMap<>();
        came.forEach(id -> times.merge(id, 1, Integer::sum));
        return times;
    }

    /**
     * Every operation has a line with its outcome, no outcome of it has two, and none tells of another end. A doubt may only come before the end, but for
     * files of two days: a clock that is set back over midnight puts the later line into the earlier file.
     *
     * @return the lines
     */
    int log(Path folder) {
        List<String> outcomes = new ArrayList<>();
        Map<String, Set<String>> logged = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Set<String> ended = new HashSet<>();
                for (String line : Files.readAllLines(file)) {
                    JsonNode json = JSON.readTree(line);
                    String id = json.path("operationId").asString();
                    String outcome = json.path("outcome").asString();
                    outcomes.add(id + " as " + outcome);
                    logged.computeIfAbsent(id, key -> new TreeSet<>()).add(outcome);
                    if (!outcome.equals(DOUBT)) {
                        ended.add(id);
                    } else if (ended.contains(id)) {
                        faults.add("the log has operation " + id + " in doubt after its end");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        times(outcomes).forEach((outcome, times) -> {
            if (times > 1) {
                faults.add("the log has operation " + outcome + " " + times + " times");
            }
        });
        for (Map<String, Object> operation : operations) {
            Set<String> told = logged.getOrDefault(text(operation, "id"), Set.of());
            String end = told.stream().filter(outcome -> !outcome.equals(DOUBT)).collect(Collectors.joining(" and "));
            String last = end.isEmpty() && !told.isEmpty() ? DOUBT : end;
            if (!text(operation, "outcome").equals(last)) {
                faults.add("operation " + operation.get("id") + " is " + operation.get("outcome") + ", logged as "
                        + (last.isEmpty() ? "nothing" : last));
            }
        }
        Set<String> known = operations.stream().map(row -> text(row, "id")).collect(Collectors.toSet());
        logged.keySet().stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> faults.add("the log has operation " + id + ", the hub has not"));
        return outcomes.size();
    }

    /**
     * Every event came, those of one payment in their order, each time as the hub has it, and the last one of a payment tells how it stands.
     *
     * @param came what the receiver got, in its order
     * @param told the hub's rows of events
     * @param kills how often the hub was killed
     */
    void events(List<Received> came, List<Map<String, Object>> told, int kills) {
        Map<String, String> bodies =
                told.stream().collect(Collectors.toMap(row -> text(row, "id"), row -> text(row, "body")));
        Map<String, Received> lastOfPayment = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Received event : came) {
            if (!event.body().equals(bodies.get(event.id()))) {
                faults.add("the receiver got an event that the hub has not so: " + event.body());
            }
            if (seen.add(event.id())) {
                Received before = lastOfPayment.put(event.payment(), event);
                if (before != null && before.id().compareTo(event.id()) > 0) {
                    faults.add("event " + event.id() + " came after " + before.id() + " of the same payment");
                }
            }
        }
        times(came.stream().map(Received::id).toList()).forEach((id, times) -> {
            if (times > 1 + kills) {
                faults.add("event " + id + " came " + times + " times, the hub was killed " + kills + " times");
            }
        });
        bodies.keySet().stream()
                .filter(id -> !seen.contains(id))
                .forEach(id -> faults.add("event " + id + " never came"));
        for (Map<String, Object> payment : payments) {
            Received last = lastOfPayment.get(text(payment, "id"));
            String status = last == null
                    ? "nothing"
                    : last.event().path("payment").path("status").asString();
            if (!NO_EVENT.contains(text(payment, "status")) && !status.equals(text(payment, "status"))) {
                faults.add("payment " + payment.get("id") + " is " + payment.get("status") + ", its receiver heard of "
                        + status);
            }
        }
    }
}
