package org.sanalpos.hub.payment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is to be told outside, written in the transaction that makes it true and delivered afterwards. */
@Component
public class OutboxTable {
    private final Writer writer;
    private final Ids ids;

    public OutboxTable(Writer writer, Ids ids) {
        this.writer = writer;
        this.ids = ids;
    }

    /** The log hears of every operation; the ERP and the results queue of those that move money and have a certain end,
     * and the queue of what is left to people. */
    List<Write> tell(Payment payment, Operation operation, Instant now) {
        String event = PaymentJson.event(payment, operation);
        List<String> destinations = new ArrayList<>();
        destinations.add("log");
        if (operation.type().moves() && operation.outcome().certain()) {
            destinations.add("erp");
            destinations.add("results");
        } else if (operation.type().moves() && payment.status() == PaymentStatus.REVIEW) {
            destinations.add("results");
        }
        return destinations.stream()
                .map(destination ->
                        new Row(ids.next(), destination, payment.company(), payment.id(), operation.id(), event))
                .map(row -> insert(row, now))
                .toList();
    }

    /** Writes a row that is to be delivered from now on. */
    public void put(Row row, Instant now) {
        writer.make(insert(row, now));
    }

    private static Write insert(Row row, Instant now) {
        Timestamp at = Timestamp.from(now);
        return Write.of(
                """
                insert into outbox (id, destination, company, payment_id, operation_id, payload, created_at, due_at, attempts)
                values (?, ?, ?, ?, ?, ?, ?, ?, 0)
                """,
                row.id(),
                row.destination(),
                row.company(),
                row.paymentId(),
                row.operationId(),
                row.payload(),
                at,
                at);
    }

    /**
     * What goes to one destination.
     *
     * @param id ULID; those of one payment are delivered in the order of their ids
     * @param payload JSON
     */
    public record Row(
            String id, String destination, String company, String paymentId, String operationId, String payload) {}
}
