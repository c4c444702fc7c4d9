package org.sanalpos.hub.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * The turns of those who write to an H2 database, and the writing of what they commit. A turn belongs to a thread, which may take it more than once.
 *
 * <p>A write costs about the same for one commit as for ten. So the first commit after a write has the next one made: at once when nobody else
 * waits for a turn, else after a gap for those who do, which is longer the more commits shared the last write.
 */
final class Turns {
    private static final long LONGEST_GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    // Far longer than a turn and a gap take: whoever was to write is no more.
    private static final long NOBODY_WROTE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ReentrantLock turn = new ReentrantLock();
    private final long patienceMs;
    private final boolean written;

    /** What the commits since the last write wait for; changed by who has the turn. */
    private Write next = new Write();

    /** When the next write may be, by {@link System#nanoTime}, and how long the last one took; changed by who has the turn. */
    private long gapUntil = System.nanoTime();

    private long lastNanos;

    /**
     * @param patience how long a writer waits for its turn
     * @param written whether the database writes only when it is told to, which is done here
     */
    Turns(Duration patience, boolean written) {
        this.patienceMs = patience.toMillis();
        this.written = written;
    }

    /** Waits for a turn. */
    void take() throws SQLTransientException {
        try {
            if (!turn.tryLock(patienceMs, TimeUnit.MILLISECONDS)) {
                throw new SQLTransientException(
                        "Another transaction writes to the database for longer than " + patienceMs + " ms", "40001");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientException("Interrupted while another transaction wrote to the database", "40001", e);
        }
    }

    /** Whether somebody waits for a turn. */
    boolean awaited() {
        return turn.hasQueuedThreads();
    }

    /** Gives a turn back in which nothing was committed. */
    void leave() {
        turn.unlock();
    }

    /** Gives a turn back in which nothing was committed, and returns when what others have committed before it is on the disk. */
    void settled(Connection connection) throws SQLException {
        if (next.commits == 0) {
            leave();
        } else {
            committed(connection);
        }
    }

    /**
     * Gives a turn back and returns when what was committed in it is on the disk.
     *
     * @param connection that of the turn; it is in no transaction
     * @throws SQLException when it could not be written
     */
    void committed(Connection connection) throws SQLException {
        if (!written) {
            turn.unlock();
            return;
        }
        Write own = next;
        boolean first = ++own.commits == 1;
        long gap = Math.max(gapUntil - System.nanoTime(), awaited() ? lastNanos : 0);
        try {
            // A thread that keeps the turn for its other connection must not have to wait for anybody.
            if (first && gap == 0 || turn.getHoldCount() > 1) {
                write(connection);
            }
        } finally {
            turn.unlock();
        }
        if (!own.isOver(first ? gap : NOBODY_WROTE_NANOS)) {
            turn.lock();
            try {
                if (own == next) {
                    write(connection);
                }
            } finally {
                turn.unlock();
            }
        }
        if (!own.onDisk) {
            throw new SQLException("What was committed could not be written to the disk", "58030", own.failure);
        }
    }

    private void write(Connection connection) {
        Write write = next;
        next = new Write();
        long begun = System.nanoTime();
        try (Statement checkpoint = connection.createStatement()) {
            writesInThisThread(connection);
            checkpoint.execute("checkpoint");
            write.onDisk = true;
        } catch (SQLException e) {
            write.failure = e;
        } finally {
            long end = System.nanoTime();
            lastNanos = Math.min(LONGEST_GAP_NANOS, end - begun);
            gapUntil = end + Math.min(LONGEST_GAP_NANOS, lastNanos * (write.commits - 1));
            write.over.countDown();
        }
    }

    /**
     * With a delay, H2 hands each write to two threads of its own, and a third one wakes up now and then to write by itself. A negative delay, which no
     * statement can set, leaves all of it to whoever asks for a write.
     */
    private static void writesInThisThread(Connection connection) throws SQLException {
        if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
            MVStore store = session.getDatabase().getStore().getMvStore();
            if (store.getAutoCommitDelay() > 0) {
                store.setAutoCommitDelay(-1);
            }
        }
    }

    /** One writing of the database's changes; what came of it is set before it is over. */
    private static final class Write {
        private final CountDownLatch over = new CountDownLatch(1);
        private int commits;
        private boolean onDisk;
        private SQLException failure;

        /** Waits for its end; whoever is interrupted meanwhile waits no longer and stays interrupted. */
        boolean isOver(long nanos) {
            try {
                return over.await(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return over.getCount() == 0;
            }
        }
    }
}
