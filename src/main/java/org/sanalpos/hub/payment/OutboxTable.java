package org.sanalpos.hub.payment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is to be told outside, written in the transaction that makes it true and delivered afterwards. */
@Component
class OutboxTable {
    private final JdbcTemplate jdbc;
    private final Ids ids;

    OutboxTable(JdbcTemplate jdbc, Ids ids) {
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
        Timestamp at = Timestamp.from(now);
        jdbc.batchUpdate("""
                insert into outbox (id, destination, company, payment_id, operation_id, payload, created_at, due_at, attempts)
                values (?, ?, ?, ?, ?, ?, ?, ?, 0)
                """, destinations, destinations.size(), (row, destination) -> {
            row.setString(1, ids.next());
            row.setString(2, destination);
            row.setString(3, payment.company());
            row.setString(4, payment.id());
            row.setString(5, operation.id());
            row.setString(6, event);
            row.setTimestamp(7, at);
            row.setTimestamp(8, at);
        });
    }
}
