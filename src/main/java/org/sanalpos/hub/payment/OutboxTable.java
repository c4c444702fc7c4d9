package org.sanalpos.hub.payment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is to be told outside, written in the transaction that makes it true and delivered afterwards. */
@Component
public class OutboxTable {
    private final JdbcTemplate jdbc;
    private final Ids ids;

    public OutboxTable(JdbcTemplate jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /** The log hears of every operation; the ERP and the results queue of those that move money and have a certain end,
     * and the queue of what is left to people. */
    void tell(Payment payment, Operation operation, Instant now) {
        String event = PaymentJson.event(payment, operation);
        List<String> destinations = new ArrayList<>();
        destinations.add("log");
        if (operation.type().moves() && operation.outcome().certain()) {
            destinations.add("erp");
            destinations.add("results");
        } else if (operation.type().moves() && payment.status() == PaymentStatus.REVIEW) {
            destinations.add("results");
        }
        String last = last(payment);
        put(
                destinations.stream()
                        .map(destination -> new Row(
                                ids.after(last), destination, payment.company(), payment.id(), operation.id(), event))
                        .toList(),
                now);
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
        return jdbc.queryForObject("select max(id) from outbox where payment_id = ?", String.class, payment.id());
    }

    /** Writes a row that is to be delivered from now on. */
    public void put(Row row, Instant now) {
        put(List.of(row), now);
    }

    private void put(List<Row> rows, Instant now) {
        Timestamp at = Timestamp.from(now);
        jdbc.batchUpdate("""
                insert into outbox (id, destination, company, payment_id, operation_id, payload, created_at, due_at, attempts)
                values (?, ?, ?, ?, ?, ?, ?, ?, 0)
                """, rows, rows.size(), (statement, row) -> {
            statement.setString(1, row.id());
            statement.setString(2, row.destination());
            statement.setString(3, row.company());
            statement.setString(4, row.paymentId());
            statement.setString(5, row.operationId());
            statement.setString(6, row.payload());
            statement.setTimestamp(7, at);
            statement.setTimestamp(8, at);
        });
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
