package org.sanalpos.hub.database;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * An H2 database that one transaction at a time writes to, so that a process that is killed leaves whole transactions behind.
 *
 * <p>H2 writes its maps, one for each table and index, to the disk while other transactions go on, and takes them one after the other.
 * What a transaction writes in between is in one map and not in the next, and the record of how to undo it may be in neither. If the
 * process dies before the next time, half of the transaction stays. Where nobody writes while another commits, there is no half.
 *
 * <p>A transaction has its turn from {@code setAutoCommit(false)} to its end, a statement outside of one while it runs. Queries outside of
 * transactions wait for nobody. The turn belongs to a thread, as Spring's transactions do: its other connections share it.
 *
 * <p>With {@link #WRITES_WHEN_TOLD} in its URL, H2 leaves it to {@link Turns} when to write. A commit comes back when a write, which others may
 * share, has put it on the disk.
 */
public final class OneWriterDatabase extends DelegatingDataSource {
    /** The option of an URL with which H2 writes nothing by itself: its delay is as long as can be. */
    public static final String WRITES_WHEN_TOLD = "WRITE_DELAY=2147483647";

    private final Turns turns;

    private OneWriterDatabase(DataSource target, Turns turns) {
        super(target);
        this.turns = turns;
    }

    /**
     * @return the pool itself if its database keeps transactions whole when it is killed; its writers else wait for each other as long as
     *     for a connection, and are then refused with an {@link SQLTransientException}
     */
    public static DataSource whereNeeded(HikariDataSource pool) {
        String url = pool.getJdbcUrl() == null ? "" : pool.getJdbcUrl().toUpperCase(Locale.ROOT);
        return url.startsWith("JDBC:H2:")
                ? new OneWriterDatabase(
                        pool, new Turns(Duration.ofMillis(pool.getConnectionTimeout()), url.contains(WRITES_WHEN_TOLD)))
                : pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return withTurns(super.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return withTurns(super.getConnection(username, password));
    }

    /** Returns when all that was committed before is on the disk; see {@link Durability}. */
    void settle() throws SQLException {
        try (Connection connection = super.getConnection()) {
            turns.take();
            turns.settled(connection);
        }
    }

    private Connection withTurns(Connection connection) {
        return proxy(Connection.class, new TakingTurns(connection));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(OneWriterDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A connection of a thread. */
    private final class TakingTurns implements InvocationHandler {
        private final Connection connection;
        private boolean inTransaction;
        private boolean held;
        private boolean changed;

        private TakingTurns(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "setAutoCommit" -> setAutoCommit((boolean) arguments[0]);
                case "commit" -> commit();
                case "rollback" -> rollback(method, arguments);
                case "close" -> close();
                case "equals" -> {
                    return proxy == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                default -> {
                    return withTurns(call(connection, method, arguments));
                }
            }
            return null;
        }

        private void setAutoCommit(boolean on) throws SQLException {
            if (on) {
                connection.setAutoCommit(true);
                inTransaction = false;
                end();
            } else {
                begin();
                inTransaction = true;
                connection.setAutoCommit(false);
            }
        }

        private void commit() throws SQLException {
            connection.commit();
            end();
        }

        private void rollback(Method method, Object[] arguments) throws Throwable {
            call(connection, method, arguments);
            // To a savepoint, when there are arguments.
            changed &= arguments != null;
        }

        private void close() throws SQLException {
            try {
                connection.close();
            } finally {
                changed = false;
                end();
            }
        }

        private void begin() throws SQLException {
            if (!held) {
                turns.take();
                held = true;
            }
        }

        private void end() throws SQLException {
            if (held) {
                held = false;
                if (changed) {
                    changed = false;
                    turns.committed(connection);
                } else {
                    turns.leave();
                }
            }
        }

        private Object withTurns(Object made) {
            if (made instanceof PreparedStatement statement) {
                return proxy(PreparedStatement.class, new StatementInTurn(statement, this));
            }
            return made instanceof Statement statement
                    ? proxy(Statement.class, new StatementInTurn(statement, this))
                    : made;
        }
    }

    private final class StatementInTurn implements InvocationHandler {
        private final Statement statement;
        private final TakingTurns connection;

        private StatementInTurn(Statement statement, TakingTurns connection) {
            this.statement = statement;
            this.connection = connection;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            String name = method.getName();
            if (!name.startsWith("execute") || name.equals("executeQuery")) {
                return call(statement, method, arguments);
            }
            connection.begin();
            connection.changed = true;
            try {
                return call(statement, method, arguments);
            } finally {
                if (!connection.inTransaction) {
                    connection.end();
                }
            }
        }
    }
}
