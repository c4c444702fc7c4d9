package org.sanalpos.hub.output;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What has to leave the hub: rows that were written in the transaction that closed an operation, delivered at least once
 * to each destination, those of one payment in their order. Any number of nodes may work on it: a row is claimed for a
 * while, and comes back by itself when its node vanishes.
 */
@Component
public class Outbox {
    /** How long a claim lasts. */
    static final Duration CLAIM = Duration.ofSeconds(30);

    /** How long a row behind an earlier one of its payment is left alone. */
    private static final Duration BEHIND = Duration.ofSeconds(5);

    /** Pauses of one row that its destination refuses. */
    private static final List<Duration> ROW_PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5));

    /** Farther ahead no row is due, but after the clock was set back: then it is due now. */
    private static final Duration FARTHEST = Duration.ofMinutes(6);

    private static final int ERROR_LENGTH = 500;
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Outages outages;
    private final Clock clock;

    public Outbox(JdbcClient jdbc, PlatformTransactionManager transactions, Outages outages, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.outages = outages;
        this.clock = clock;
    }

    /**
     * Claims rows that are due, the oldest first and at most one of each payment: its next one is due when that one is
     * delivered. Empty while the destination, or the hub's own database, is known to be away.
     *
     * @param max most rows to claim
     */
    public List<OutboxRow> claim(String destination, int max) {
        if (outages.paused(destination)) {
            return List.of();
        }
        try {
            return transaction.execute(status -> claimDue(destination, max));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The outbox for {} cannot be read now: {}", destination, Failures.text(e));
            outages.begin(destination, e);
            return List.of();
        }
    }

    /** Forgets a row that has reached its destination. */
    public void delivered(OutboxRow row) {
        delivered(List.of(row));
    }

    /** Forgets rows that have reached their destination together; the next ones of their payments are due. */
    public void delivered(List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String destination = rows.get(0).destination();
        jdbc.sql("delete from outbox where id in (:ids)")
                .param("ids", rows.stream().map(OutboxRow::id).toList())
                .update();
        jdbc.sql("update outbox set due_at = created_at where destination = :destination and payment_id in (:payments)"
                        + " and due_at > :now")
                .param("now", at(now()))
                .param("destination", destination)
                .param(
                        "payments",
                        rows.stream().map(OutboxRow::paymentId).distinct().toList())
                .update();
        outages.end(destination);
    }

    /**
     * Notes that a row did not reach its destination, and gives the other rows of the claim back. A destination that is
     * away pauses as a whole; a row that it refuses waits alone, 1 second first and 5 minutes at last.
     *
     * @param claimed the rows that were claimed with it
     */
    public void failed(OutboxRow row, List<OutboxRow> claimed, Throwable error) {
        Instant due;
        if (Failures.outage(error)) {
            due = outages.begin(row.destination(), error);
        } else {
            due = now().plus(ROW_PAUSES.get(Math.min(row.attempts(), ROW_PAUSES.size() - 1)));
            LOG.warn(
                    "{} was refused by {}, attempt {}: {}",
                    row,
                    row.destination(),
                    row.attempts() + 1,
                    Failures.text(error));
        }
        jdbc.sql("update outbox set attempts = attempts + 1, due_at = :due, last_error = :error where id = :id")
                .param("due", at(due))
                .param("error", Failures.text(error, ERROR_LENGTH))
                .param("id", row.id())
                .update();
        release(claimed.stream().filter(other -> !other.id().equals(row.id())).toList());
    }

    private void release(List<OutboxRow> claimed) {
        if (!claimed.isEmpty()) {
            jdbc.sql("update outbox set due_at = created_at where id in (:ids) and due_at = :claimed")
                    .param("ids", claimed.stream().map(OutboxRow::id).toList())
                    .param("claimed", at(claimed.get(0).claimedUntil()))
                    .update();
        }
    }

    private List<OutboxRow> claimDue(String destination, int max) {
        Instant now = now();
        Instant until = now.plus(CLAIM);
        jdbc.sql("update outbox set due_at = :now where destination = :destination and due_at > :farthest")
                .param("now", at(now))
                .param("destination", destination)
                .param("farthest", at(now.plus(FARTHEST)))
                .update();
        List<OutboxRow> due = locked(dueIds(destination, max, now), now, until);
        if (due.isEmpty()) {
            return due;
        }
        Map<String, String> heads = heads(destination, due);
        List<OutboxRow> claimed = new ArrayList<>();
        for (OutboxRow row : due) {
            boolean first = row.id().equals(heads.get(row.paymentId()));
            // A row that is not its payment's first makes room for others; it is due at once when that one is
            // delivered.
            Instant next = first ? until : now.plus(BEHIND);
            if (moved(row, now, next) && first) {
                claimed.add(row);
            }
        }
        return List.copyOf(claimed);
    }

    // Apart from the locking: H2 would lock every row that is due, and not only the first ones.
    private List<String> dueIds(String destination, int max, Instant now) {
        return jdbc.sql("select id from outbox where destination = :destination and due_at <= :now"
                        + " order by destination, due_at, id fetch first :max rows only")
                .param("destination", destination)
                .param("now", at(now))
                .param("max", max)
                .query(String.class)
                .list();
    }

    private List<OutboxRow> locked(List<String> ids, Instant now, Instant until) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        "select id, destination, company, payment_id, operation_id, payload, attempts"
                                + " from outbox where id in (:ids) and due_at <= :now order by due_at, id for update skip locked")
                .param("ids", ids)
                .param("now", at(now))
                .query((ResultSet row, int number) -> row(row, until))
                .list();
    }

    /** For each payment the id of the row that is to be delivered before its others. */
    private Map<String, String> heads(String destination, List<OutboxRow> rows) {
        Map<String, String> heads = new HashMap<>();
        jdbc.sql("select payment_id, id from outbox where destination = :destination and payment_id in (:payments)"
                        + " order by created_at, id")
                .param("destination", destination)
                .param(
                        "payments",
                        rows.stream().map(OutboxRow::paymentId).distinct().toList())
                .query((ResultSet row) -> {
                    heads.putIfAbsent(row.getString("payment_id"), row.getString("id"));
                });
        return heads;
    }

    // The condition on due_at holds whatever a database makes of a row that changed while its lock was awaited.
    private boolean moved(OutboxRow row, Instant now, Instant next) {
        return jdbc.sql("update outbox set due_at = :next where id = :id and due_at <= :now")
                        .param("next", at(next))
                        .param("id", row.id())
                        .param("now", at(now))
                        .update()
                == 1;
    }

    private static OutboxRow row(ResultSet row, Instant until) throws SQLException {
        return new OutboxRow(
                row.getString("id"),
                row.getString("destination"),
                row.getString("company"),
                row.getString("payment_id"),
                row.getString("operation_id"),
                row.getString("payload"),
                row.getInt("attempts"),
                until);
    }

    // Databases keep microseconds; a claim is recognised by its exact time.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
