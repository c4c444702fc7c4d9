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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * An H2 database that one transaction at a time writes to, so that a process that is killed leaves whole transactions behind.
 *
 * <p>H2 writes its maps, one for each table and index, to the disk while other transactions go on, and takes them one after the other.
 * What a transaction writes in between is in one map and not in the next, and the record of how to undo it may be in neither. If the
 * process dies before the next time, half of the transaction stays. Where nobody writes while another commits, there is no half.
 *
 * <p>A transaction has its turn from {@code setAutoCommit(false)} to {@code setAutoCommit(true)} or {@code close()}, a statement outside
 * of one while it runs. Queries outside of transactions wait for nobody. The turn belongs to a thread, as Spring's transactions do: its other
 * connections share it.
 */
public final class OneWriterDatabase extends DelegatingDataSource {
    private final ReentrantLock turn = new ReentrantLock();
    private final long patienceMs;

    /** @param patience how long a writer waits for its turn before it is refused with an {@link SQLTransientException} */
    public OneWriterDatabase(DataSource target, Duration patience) {
        super(target);
        this.patienceMs = patience.toMillis();
    }

    /**
     * @return the pool itself if its database keeps transactions whole when it is killed; its writers else wait for each other as long as
     *     for a connection
     */
    public static DataSource whereNeeded(HikariDataSource pool) {
        String url = pool.getJdbcUrl();
        return url != null && url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:")
                ? new OneWriterDatabase(pool, Duration.ofMillis(pool.getConnectionTimeout()))
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

    private Connection withTurns(Connection connection) {
        return proxy(Connection.class, new TakingTurns(connection));
    }

    private void take() throws SQLException {
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
        private boolean held;

        private TakingTurns(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            return switch (method.getName()) {
                case "setAutoCommit" -> {
                    setAutoCommit((boolean) arguments[0]);
                    yield null;
                }
                case "close" -> {
                    close();
                    yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> withTurns(call(connection, method, arguments));
            };
        }

        private void setAutoCommit(boolean on) throws SQLException {
            if (!on && !held) {
                take();
                held = true;
            }
            connection.setAutoCommit(on);
            if (on) {
                release();
            }
        }

        private void close() throws SQLException {
            try {
                connection.close();
            } finally {
                release();
            }
        }

        private void release() {
            if (held) {
                held = false;
                turn.unlock();
            }
        }

        private Object withTurns(Object made) {
            if (made instanceof PreparedStatement statement) {
                return proxy(PreparedStatement.class, new StatementInTurn(statement));
            }
            return made instanceof Statement statement ? proxy(Statement.class, new StatementInTurn(statement)) : made;
        }
    }

    private final class StatementInTurn implements InvocationHandler {
        private final Statement statement;

        private StatementInTurn(Statement statement) {
            this.statement = statement;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            String name = method.getName();
            if (!name.startsWith("execute") || name.equals("executeQuery")) {
                return call(statement, method, arguments);
            }
            take();
            try {
                return call(statement, method, arguments);
            } finally {
                turn.unlock();
            }
        }
    }
}
