package org.sanalpos.hub.payment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is to be told outside, written in the transaction that makes it true and delivered afterwards. */
@Component
public class OutboxTable {
    private final JdbcClient jdbc;
    private final Writer writer;
    private final Ids ids;

    public OutboxTable(JdbcClient jdbc, Writer writer, Ids ids) {
        this.jdbc = jdbc;
        this.writer = writer;
        this.ids = ids;
    }

    /**
     * What is to be told of operations that have ended, in their order: the log hears of every operation; the ERP and the results queue of those that
     * move money and have a certain end, and the queue of what is left to people. To be called in a transaction that has locked the payment.
     */
    List<Write> tell(Payment payment, Instant now, Operation... ended) {
        String last = last(payment);
        List<Write> rows = new ArrayList<>();
        for (Operation operation : ended) {
            String event = PaymentJson.event(payment, operation);
            for (String destination : destinations(payment, operation)) {
                last = ids.after(last);
                rows.add(insert(
                        new Row(last, destination, payment.company(), payment.id(), operation.id(), event), now));
            }
        }
        return rows;
    }

    private static List<String> destinations(Payment payment, Operation operation) {
        List<String> destinations = new ArrayList<>();
        destinations.add("log");
        if (operation.type().moves() && operation.outcome().certain()) {
            destinations.add("erp");
            destinations.add("results");
        } else if (operation.type().moves() && payment.status() == PaymentStatus.REVIEW) {
            destinations.add("results");
        }
        return destinations;
    }

    /**
     * An id for a row behind all those that wait for the payment already, whichever process wrote them by whatever clock. To be called in a transaction
     * that has locked the payment.
     */
    public String nextId(Payment payment) {
        return ids.after(last(payment));
    }

    /** The last row that waits for the payment, or null. */
    private String last(Payment payment) {
        // Most payments have one operation that ends once: nothing was told of them before.
        if (payment.operations().size() == 1 && payment.version() <= 1) {
            return null;
        }
        return jdbc.sql("select max(id) from outbox where payment_id = ?")
                .param(payment.id())
                .query(String.class)
                .optional()
                .orElse(null);
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
