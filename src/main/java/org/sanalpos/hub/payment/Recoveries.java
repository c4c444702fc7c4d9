package org.sanalpos.hub.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sanalpos.hub.payment.Recovery.Goal;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Rows of {@code recovery}. They come and go in the ledger's transactions, so that no payment is unknown without one; asking is claimed by
 * one node at a time.
 */
@Component
public class Recoveries {
    private static final Set<PaymentStatus> DOUBTFUL =
            EnumSet.of(PaymentStatus.UNKNOWN, PaymentStatus.REVIEW, PaymentStatus.EXPIRED);
    private static final Set<PaymentStatus> GIVEN_BACK = EnumSet.of(PaymentStatus.VOIDED, PaymentStatus.REFUNDED);

    private final JdbcClient jdbc;
    private final Duration first;

    public Recoveries(JdbcClient jdbc, HubSettings settings) {
        this.jdbc = jdbc;
        this.first = Duration.ofMillis(settings.recovery().firstMs());
    }

    /** Writes what a payment's new status means: whether it is to be asked about, given back, or neither. */
    void follow(Payment before, PaymentStatus now, boolean reverse, Instant at) {
        if (reverse) {
            drop(before.id());
            insert(before, Goal.REVERSE, at, at);
        } else if (now == PaymentStatus.UNKNOWN) {
            Instant due = at.plus(first);
            if (jdbc.sql("update recovery set due_at = ? where payment_id = ? and due_at > ?")
                                    .params(Timestamp.from(due), before.id(), Timestamp.from(due))
                                    .update()
                            == 0
                    && !has(before.id())) {
                insert(before, Goal.SETTLE, at, due);
            }
        } else if (GIVEN_BACK.contains(now)) {
            drop(before.id());
        } else if (DOUBTFUL.contains(before.status()) && !DOUBTFUL.contains(now)) {
            jdbc.sql("delete from recovery where payment_id = ? and goal = ?")
                    .params(before.id(), code(Goal.SETTLE))
                    .update();
        }
    }

    /** The bank is asked about it at the next look. */
    void hurry(String paymentId, Instant now) {
        jdbc.sql("update recovery set due_at = ? where payment_id = ?")
                .params(Timestamp.from(now), paymentId)
                .update();
    }

    private void insert(Payment payment, Goal goal, Instant since, Instant due) {
        jdbc.sql("""
                        insert into recovery (payment_id, company, bank, goal, since, due_at, attempts)
                        values (?, ?, ?, ?, ?, ?, 0)
                        """)
                .params(
                        payment.id(),
                        payment.company(),
                        payment.bank(),
                        code(goal),
                        Timestamp.from(since),
                        Timestamp.from(due))
                .update();
    }

    private boolean has(String paymentId) {
        return jdbc.sql("select count(*) from recovery where payment_id = ?")
                        .param(paymentId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Takes up unknown payments that have no row: those of an older program on the same database. */
    public void adopt(Instant now) {
        jdbc.sql("""
                        insert into recovery (payment_id, company, bank, goal, since, due_at, attempts)
                        select p.id, p.company, p.bank, 'settle', cast(:now as timestamp with time zone),
                            cast(:now as timestamp with time zone), 0
                        from payment p
                        where p.status = 'unknown' and not exists (select 1 from recovery r where r.payment_id = p.id)
                        on conflict do nothing
                        """).param("now", Timestamp.from(now)).update();
    }

    /** Whether a payment's charge is being given back. */
    boolean reversing(String paymentId) {
        return jdbc.sql("select count(*) from recovery where payment_id = ? and goal = ? and given_up_at is null")
                        .params(paymentId, code(Goal.REVERSE))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The banks that are to be asked about something, now or later. */
    public List<String> banks() {
        return jdbc.sql("select distinct bank from recovery where given_up_at is null order by bank")
                .query(String.class)
                .list();
    }

    /**
     * Makes due now what waits longer than it was made to: the clock has been set back since.
     *
     * @param pauses the bank's, after each question; the last one repeats
     */
    public void wake(String bank, List<Duration> pauses, Instant now) {
        wake(bank, 0, 0, now.plus(first), now);
        for (int asked = 1; asked <= pauses.size(); asked++) {
            int most = asked == pauses.size() ? Integer.MAX_VALUE : asked;
            wake(bank, asked, most, now.plus(pauses.get(asked - 1)), now);
        }
    }

    private void wake(String bank, int least, int most, Instant farthest, Instant now) {
        jdbc.sql("update recovery set due_at = ? where bank = ? and given_up_at is null"
                        + " and attempts between ? and ? and due_at > ?")
                .params(Timestamp.from(now), bank, least, most, Timestamp.from(farthest))
                .update();
    }

    /** The banks that are to be asked about something now. */
    public List<String> banksDue(Instant now) {
        return jdbc.sql("select distinct bank from recovery where given_up_at is null and due_at <= ? order by bank")
                .param(Timestamp.from(now))
                .query(String.class)
                .list();
    }

    /** What one bank is to be asked about now, what waits longest first. */
    public List<Recovery> due(String bank, Instant now, int max) {
        return jdbc.sql("""
                        select * from recovery where bank = ? and given_up_at is null and due_at <= ?
                        order by due_at, payment_id limit ?
                        """)
                .params(bank, Timestamp.from(now), max)
                .query((row, number) -> read(row))
                .list();
    }

    /** Takes an attempt by planning the next one; false if another node has taken it. */
    public boolean claim(Recovery recovery, Instant next) {
        return jdbc.sql("update recovery set attempts = attempts + 1, due_at = ? where payment_id = ? and attempts = ?")
                        .params(Timestamp.from(next), recovery.paymentId(), recovery.attempts())
                        .update()
                == 1;
    }

    /** Nothing is left to find out. */
    public void drop(String paymentId) {
        jdbc.sql("delete from recovery where payment_id = ?").param(paymentId).update();
    }

    /** Nothing is left to do about a charge that could not be given back; false if none is left to people. */
    boolean letStand(String paymentId) {
        return jdbc.sql("delete from recovery where payment_id = ? and goal = ? and given_up_at is not null")
                        .params(paymentId, code(Goal.REVERSE))
                        .update()
                == 1;
    }

    /** Leaves it to people. */
    public void giveUp(String paymentId, Instant now) {
        jdbc.sql("update recovery set given_up_at = ? where payment_id = ? and given_up_at is null")
                .params(Timestamp.from(now), paymentId)
                .update();
    }

    /** How many are left to people. */
    public long givenUp() {
        return jdbc.sql("select count(*) from recovery where given_up_at is not null")
                .query(Long.class)
                .single();
    }

    /**
     * One page of the work list, what waits longest first.
     *
     * @param company null for all
     * @param total rows on all pages
     */
    public record Page(List<Recovery> items, long total) {}

    /**
     * The recoveries of a company, or of all for null.
     *
     * @param givenUp whether those that are left to people, or those that are not; null for both
     */
    public Page list(String company, Boolean givenUp, int page, int size) {
        String state = givenUp == null ? "" : " and given_up_at is " + (givenUp ? "not null" : "null");
        String where = (company == null ? " where 1 = 1" : " where company = :company") + state;
        List<Recovery> items = jdbc.sql(
                        "select * from recovery" + where + " order by since, payment_id limit :size offset :offset")
                .param("company", company)
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, number) -> read(row))
                .list();
        long total = jdbc.sql("select count(*) from recovery" + where)
                .param("company", company)
                .query(Long.class)
                .single();
        return new Page(items, total);
    }

    private static String code(Goal goal) {
        return goal.name().toLowerCase(Locale.ROOT);
    }

    private static Recovery read(ResultSet row) throws SQLException {
        return new Recovery(
                row.getString("payment_id"),
                row.getString("company"),
                row.getString("bank"),
                Goal.valueOf(row.getString("goal").toUpperCase(Locale.ROOT)),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getInt("attempts"),
                OperationTable.instant(row, "given_up_at"));
    }
}
