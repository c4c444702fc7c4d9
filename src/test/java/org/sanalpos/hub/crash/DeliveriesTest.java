package org.sanalpos.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.output.webhook.Receiver.Received;

/** The measure is measured: what a crash test is to find out is found out. */
class DeliveriesTest {
    @TempDir
    Path folder;

    private final Deliveries deliveries = new Deliveries(
            List.of(Map.of("id", "P1", "status", "captured"), Map.of("id", "P2", "status", "unknown")),
            List.of(
                    operation("O1", "sale", "approved"),
                    operation("O2", "refund", "unknown"),
                    operation("O3", "inquiry", "approved")));

    private static Map<String, Object> operation(String id, String type, String outcome) {
        return Map.of("id", id, "type", type, "outcome", outcome);
    }

    @Test
    void whatTheErpHasTwiceOrNotOrWronglyIsFound() {
        deliveries.erp(List.of(Map.of("operation_id", "O1", "outcome", "approved")));
        assertThat(deliveries.due()).isEqualTo(1);
        assertThat(deliveries.faults()).isEmpty();

        deliveries.erp(List.of());
        deliveries.erp(List.of(
                Map.of("operation_id", "O1", "outcome", "declined"),
                Map.of("operation_id", "O1", "outcome", "approved"),
                Map.of("operation_id", "O2", "outcome", "unknown")));

        assertThat(deliveries.faults())
                .containsExactlyInAnyOrder(
                        "the ERP lacks operation O1",
                        "operation O1 is in the ERP with outcome declined",
                        "the ERP has operation O1 2 times",
                        "the ERP has operation O2, which does not belong there");
    }

    @Test
    void aResultThatCameTwiceIsFound() {
        deliveries.results(List.of("O1"));
        assertThat(deliveries.faults()).isEmpty();

        deliveries.results(List.of("O1", "O1"));
        deliveries.results(List.of("O3"));

        assertThat(deliveries.faults())
                .containsExactly(
                        "the results queue has operation O1 2 times",
                        "the results queue has operation O3, which does not belong there",
                        "the results queue lacks operation O1");
    }

    @Test
    void aLineThatIsThereTwiceOrTellsOfAnotherEndIsFound() throws IOException {
        log("2026-03-15", "O1 unknown", "O2 unknown", "O3 approved", "O1 approved");
        assertThat(deliveries.log(folder)).isEqualTo(4);
        assertThat(deliveries.faults()).isEmpty();

        log("2026-03-15", "O1 approved", "O1 approved", "O2 approved", "O4 approved");
        deliveries.log(folder);
        log("2026-03-15", "O1 declined", "O1 approved", "O2 unknown", "O3 approved");
        deliveries.log(folder);

        assertThat(deliveries.faults())
                .containsExactlyInAnyOrder(
                        "the log has operation O1 as approved 2 times",
                        "operation O2 is unknown, logged as approved",
                        "operation O3 is approved, logged as nothing",
                        "the log has operation O4, the hub has not",
                        "operation O1 is approved, logged as approved and declined");
    }

    @Test
    void aDoubtAfterTheEndIsFoundUnlessTheClockWasSetBackOverMidnight() throws IOException {
        log("2026-03-15", "O1 approved", "O2 unknown", "O3 approved");
        log("2026-03-16", "O1 unknown");
        assertThat(deliveries.log(folder)).isEqualTo(4);
        assertThat(deliveries.faults()).isEmpty();

        log("2026-03-15", "O1 approved", "O1 unknown", "O2 unknown", "O3 approved");
        log("2026-03-16");
        deliveries.log(folder);

        assertThat(deliveries.faults()).containsExactly("the log has operation O1 in doubt after its end");
    }

    private void log(String day, String... lines) throws IOException {
        Files.write(
                folder.resolve(day + ".jsonl"),
                Arrays.stream(lines)
                        .map(line -> line.split(" "))
                        .map(parts -> "{\"operationId\":\"" + parts[0] + "\",\"outcome\":\"" + parts[1] + "\"}")
                        .toList());
    }

    @Test
    void anEventThatNeverCameOrCameOftenerThanItMayIsFound() {
        Received first = event("E1", "P1", "authorized");
        Received last = event("E2", "P1", "captured");
        List<Map<String, Object>> told =
                Stream.of(first, last).map(DeliveriesTest::row).toList();
        deliveries.events(List.of(first, first, last), told, 1);
        assertThat(deliveries.faults()).isEmpty();

        deliveries.events(List.of(first, first, first, last), told, 1);
        deliveries.events(List.of(first), told, 1);
        deliveries.events(List.of(last, first), told, 0);
        Received other = event("E2", "P1", "refunded");
        deliveries.events(List.of(first, other), told, 0);

        List<String> expected = new ArrayList<>();
        expected.add("event E1 came 3 times, the hub was killed 1 times");
        expected.add("event E2 never came");
        expected.add("payment P1 is captured, its receiver heard of authorized");
        expected.add("event E1 came after E2 of the same payment");
        expected.add("payment P1 is captured, its receiver heard of authorized");
        expected.add("the receiver got an event that the hub has not so: " + other.body());
        expected.add("payment P1 is captured, its receiver heard of refunded");
        assertThat(deliveries.faults()).containsExactlyElementsOf(expected);
    }

    private static Received event(String id, String payment, String status) {
        return new Received(
                "POST",
                "/",
                "application/json",
                null,
                "{\"id\":\"" + id + "\",\"payment\":{\"id\":\"" + payment + "\",\"status\":\"" + status + "\"}}");
    }

    private static Map<String, Object> row(Received event) {
        return Map.of("id", event.id(), "body", event.body());
    }
}
