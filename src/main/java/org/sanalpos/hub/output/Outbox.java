package org.sanalpos.hub.output;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
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

    private static final int MUCH = 50;
    /** How far the clocks of nodes may lie apart: what another one has claimed stays with it. */
    private static final Duration APART = Duration.ofMinutes(1);

    /** What waited longest comes first; the clock may have been set back since a row was written. */
    private static final String AT_ONCE = "least(created_at, cast(:now as timestamp with time zone))";

    private static final String POSTGRESQL = "PostgreSQL";

    private static final int ERROR_LENGTH = 500;
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Outages outages;
    private final Map<String, Instant> looked = new ConcurrentHashMap<>();
    private final Clock clock;

    public Outbox(JdbcTemplate template, PlatformTransactionManager transactions, Outages outages, Clock clock) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.transaction = new TransactionTemplate(transactions);
        this.outages = outages;
        this.clock = clock;
    }

    /**
     * Claims rows that are due, the oldest first and at most one of each payment: its next one is due when that one is
     * delivered. Empty while the destination, or the hub's own database, is known to be away, and without the rows of companies whose own
     * receiver is.
     *
     * @param max most rows to claim
     */
    public List<OutboxRow> claim(String destination, int max) {
        return read(destination, () -> claimDue(destination, null, max));
    }

    /** As {@link #claim(String, int)}, rows of one company only: for a destination where each company has a receiver of its own. */
    public List<OutboxRow> claim(String destination, String company, int max) {
        return read(destination, () -> claimDue(destination, company, max));
    }

    /** Whether a claim brought anything. */
    public boolean found(List<OutboxRow> claimed) {
        return !claimed.isEmpty();
    }

    /**
     * Whether a claim brought so much that its route looks for more at once. After less it waits for its turn: to claim rows costs as much for one
     * as for many.
     */
    public boolean much(List<OutboxRow> claimed) {
        return claimed.size() >= MUCH;
    }

    /** The row that stands for all that are handed over together. */
    public OutboxRow first(List<OutboxRow> claimed) {
        return claimed.get(0);
    }

    /** The companies that have rows which are due, in no particular order. Empty while the database is known to be away. */
    public List<String> companies(String destination) {
        return read(destination, () -> {
            Instant now = now();
            wake(destination, now);
            return jdbc.sql("select distinct company from outbox where destination = :destination and due_at <= :now")
                    .param("destination", destination)
                    .param("now", at(now))
                    .query(String.class)
                    .list();
        });
    }

    private <T> List<T> read(String destination, Supplier<List<T>> due) {
        if (outages.paused(destination)) {
            return List.of();
        }
        try {
            return transaction.execute(status -> due.get());
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The outbox for {} cannot be read now: {}", destination, Failures.text(e));
            // Whether the clock was set back is looked at anew: what was made due then may be undone.
            looked.remove(destination);
            outages.begin(destination, null, e);
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
        // Together, because each commit waits for the disk.
        transaction.executeWithoutResult(status -> forget(rows));
        String destination = rows.get(0).destination();
        outages.end(destination, null);
        rows.stream().map(OutboxRow::company).distinct().forEach(company -> outages.end(destination, company));
    }

    /**
     * Notes that a row did not reach its destination. A destination that is
     * away pauses as a whole, or for the company whose receiver there is away; a row that it refuses waits alone, as long as {@link Destination} says,
     * and is forgotten when that says so: whoever sends to such a destination keeps what was given up.
     *
     * @param claimed the rows that were claimed with it, in the order in which they are handed over: those before it have reached the
     *     destination, those after it are given back; null where it was handled alone
     */
    public void failed(OutboxRow row, List<OutboxRow> claimed, Throwable error) {
        int place = claimed == null ? -1 : claimed.indexOf(row);
        if (place > 0) {
            delivered(claimed.subList(0, place));
        }
        Destination destination = Destination.of(row.destination());
        if (destination.reach() != Destination.Reach.ROW && Failures.outage(error)) {
            String company = destination.reach() == Destination.Reach.COMPANY ? row.company() : null;
            postpone(row, outages.begin(row.destination(), company, error), error);
        } else {
            destination
                    .pause(row.attempts())
                    .ifPresentOrElse(pause -> refused(row, destination, pause, error), () -> giveUp(row, error));
        }
        if (claimed != null) {
            release(claimed.subList(place + 1, claimed.size()));
        }
    }

    /**
     * Makes a row that waits due at once, and tells whether there is one. What becomes of an attempt that is under way neither forgets it then nor
     * postpones it.
     */
    public boolean hurry(String id) {
        // Earlier than whoever has it claimed expects, also where the claim is over.
        return jdbc.sql(
                                "update outbox set due_at = case when due_at > :now then :now else least(created_at, due_at) end where id = :id")
                        .param("now", at(now()))
                        .param("id", id)
                        .update()
                == 1;
    }

    private void refused(OutboxRow row, Destination destination, Duration pause, Throwable error) {
        // Of receivers outside their sender tells, once and not for every row.
        LOG.atLevel(destination.endless() ? Level.WARN : Level.DEBUG)
                .log(
                        "{} was refused by {}, attempt {}: {}",
                        row,
                        row.destination(),
                        row.attempts() + 1,
                        Failures.text(error));
        postpone(row, now().plus(pause), error);
    }

    private void giveUp(OutboxRow row, Throwable error) {
        if (forget(List.of(row)) > 0) {
            LOG.warn("{} is given up after {} attempts: {}", row, row.attempts() + 1, Failures.text(error));
        }
    }

    private void postpone(OutboxRow row, Instant due, Throwable error) {
        jdbc.sql("update outbox set attempts = attempts + 1, last_error = :error,"
                        + " due_at = case when due_at >= :claimed then :due else due_at end where id = :id")
                .param("claimed", at(row.claimedUntil()))
                .param("due", at(due))
                .param("error", Failures.text(error, ERROR_LENGTH))
                .param("id", row.id())
                .update();
    }

    /** Rows that were claimed together, but for those that were hurried meanwhile. The next rows of their payments are due then. */
    private int forget(List<OutboxRow> rows) {
        int forgotten = jdbc.sql("delete from outbox where id in (:ids) and due_at >= :claimed")
                .param("ids", rows.stream().map(OutboxRow::id).toList())
                .param("claimed", at(rows.get(0).claimedUntil()))
                .update();
        if (forgotten == 0) {
            return 0;
        }
        jdbc.sql("update outbox set due_at = " + AT_ONCE
                        + " where destination = :destination and payment_id in (:payments) and due_at > :now")
                .param("now", at(now()))
                .param("destination", rows.get(0).destination())
                .param(
                        "payments",
                        rows.stream().map(OutboxRow::paymentId).distinct().toList())
                .update();
        return forgotten;
    }

    private void release(List<OutboxRow> claimed) {
        if (!claimed.isEmpty()) {
            jdbc.sql("update outbox set due_at = " + AT_ONCE + " where id in (:ids) and due_at = :claimed")
                    .param("now", at(now()))
                    .param("ids", claimed.stream().map(OutboxRow::id).toList())
                    .param("claimed", at(claimed.get(0).claimedUntil()))
                    .update();
        }
    }

    /** When the clock was set back, what waits longer than it was made to is due now. */
    private void wake(String destination, Instant now) {
        Instant before = looked.put(destination, now);
        if (before == null || now.isBefore(before)) {
            List<Duration> pauses = Destination.of(destination).pauses();
            wake(destination, 0, 0, Duration.ZERO, now);
            for (int failed = 1; failed <= pauses.size(); failed++) {
                int most = failed == pauses.size() ? Integer.MAX_VALUE : failed;
                wake(destination, failed, most, pauses.get(failed - 1), now);
            }
        }
    }

    private void wake(String destination, int least, int most, Duration pause, Instant now) {
        jdbc.sql("update outbox set due_at = :now where destination = :destination"
                        + " and attempts between :least and :most and due_at > :farthest")
                .param("now", at(now))
                .param("destination", destination)
                .param("least", least)
                .param("most", most)
                .param("farthest", at(now.plus(pause).plus(CLAIM).plus(APART)))
                .update();
    }

    private List<OutboxRow> claimDue(String destination, String company, int max) {
        Instant now = now();
        Instant until = now.plus(CLAIM);
        wake(destination, now);
        byIndexInItsOrder();
        List<OutboxRow> due = locked(dueIds(destination, company, max, now), now, until);
        if (due.isEmpty()) {
            return due;
        }
        Map<String, String> heads = heads(destination, due);
        Map<Boolean, List<OutboxRow>> first =
                due.stream().collect(Collectors.partitioningBy(row -> row.id().equals(heads.get(row.paymentId()))));
        // It is due at once when the one before it is delivered.
        move(first.get(false), now.plus(BEHIND), false);
        move(first.get(true), until, true);
        return List.copyOf(first.get(true));
    }

    /**
     * For the rest of the transaction PostgreSQL takes rows from an index in its order, and stops when there are enough. By its statistics, which may be
     * from when little waited, it would rather collect all rows that wait and sort them, and go again and again through those that are delivered and not
     * vacuumed yet: only an index that is gone through in its order forgets them.
     */
    private void byIndexInItsOrder() {
        template.execute((ConnectionCallback<Void>) connection -> {
            if (connection.getMetaData().getDatabaseProductName().equals(POSTGRESQL)) {
                try (Statement setting = connection.createStatement()) {
                    setting.execute(
                            "set local enable_bitmapscan = off; set local enable_sort = off; set local enable_seqscan = off");
                }
            }
            return null;
        });
    }

    // Apart from the locking: H2 would lock every row that is due, and not only the first ones. And without a look at
    // earlier rows of their payments: PostgreSQL might compare all that wait for it.
    private List<String> dueIds(String destination, String company, int max, Instant now) {
        String own = company == null ? "" : " and company = :company";
        List<String> paused = outages.pausedCompanies(destination);
        String others = paused.isEmpty() ? "" : " and company not in (:paused)";
        return jdbc.sql("select id from outbox where destination = :destination" + own + others
                        + " and due_at <= :now order by destination, due_at, id fetch first :max rows only")
                .param("destination", destination)
                .param("company", company)
                .param("paused", paused)
                .param("now", at(now))
                .param("max", max)
                .query(String.class)
                .list();
    }

    // By their ids alone, and by their payments alone below, so that no index fits but the one that is meant.
    private List<OutboxRow> locked(List<String> ids, Instant now, Instant until) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, OutboxRow> due = new HashMap<>();
        jdbc.sql("select id, destination, company, payment_id, operation_id, payload, attempts, claimed, due_at"
                        + " from outbox where id in (:ids) for update skip locked")
                .param("ids", ids)
                .query((ResultSet row) -> {
                    // Another node may have claimed it since.
                    if (!row.getObject("due_at", OffsetDateTime.class)
                            .toInstant()
                            .isAfter(now)) {
                        due.put(row.getString("id"), row(row, until));
                    }
                });
        return ids.stream().filter(due::containsKey).map(due::get).toList();
    }

    /** For each payment the id of the row that is to be delivered before its others. */
    private Map<String, String> heads(String destination, List<OutboxRow> rows) {
        Map<String, String> heads = new HashMap<>();
        jdbc.sql("select payment_id, destination, id from outbox where payment_id in (:payments)")
                .param(
                        "payments",
                        rows.stream().map(OutboxRow::paymentId).distinct().toList())
                .query((ResultSet row) -> {
                    if (row.getString("destination").equals(destination)) {
                        heads.merge(
                                row.getString("payment_id"),
                                row.getString("id"),
                                (one, other) -> one.compareTo(other) < 0 ? one : other);
                    }
                });
        return heads;
    }

    /** Their locks are held. */
    private void move(List<OutboxRow> rows, Instant next, boolean claimed) {
        if (!rows.isEmpty()) {
            jdbc.sql("update outbox set due_at = :next, claimed = (claimed or :claimed) where id in (:ids)")
                    .param("next", at(next))
                    .param("claimed", claimed)
                    .param("ids", rows.stream().map(OutboxRow::id).toList())
                    .update();
        }
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
                until,
                row.getBoolean("claimed"));
    }

    // Databases keep microseconds; a claim is recognised by its exact time.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
