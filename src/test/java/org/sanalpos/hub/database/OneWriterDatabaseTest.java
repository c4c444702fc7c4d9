package org.sanalpos.hub.database;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class OneWriterDatabaseTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService others = Executors.newCachedThreadPool();
    private final CountDownLatch done = new CountDownLatch(1);

    private HikariDataSource pool;
    private DataSource database;
    private JdbcClient jdbc;

    @TempDir
    Path directory;

    @BeforeEach
    void open() {
        pool = pool("sa", LONG);
        database = OneWriterDatabase.whereNeeded(pool);
        jdbc = JdbcClient.create(database);
        jdbc.sql("create table payment (id int primary key)").update();
    }

    @AfterEach
    void close() {
        done.countDown();
        others.shutdownNow();
        pool.close();
    }

    @Test
    void aTransactionWaitsForTheOneThatWrites() throws Exception {
        Future<?> first = transactionThatStaysOpen(1);

        Thread second = starting(() -> transaction().executeWithoutResult(status -> insert(2)));
        awaitWaiting(second);

        done.countDown();
        first.get();
        second.join();
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aStatementOfItsOwnWaitsForTheTransactionThatWrites() throws Exception {
        Future<?> first = transactionThatStaysOpen(1);

        Thread statement = starting(() -> insert(2));
        awaitWaiting(statement);

        done.countDown();
        first.get();
        statement.join();
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void whoReadsWaitsForNobodyAndSeesWhatIsCommitted() throws Exception {
        insert(1);
        Future<?> writer = transactionThatStaysOpen(2);

        assertThat(rows()).isEqualTo(1);

        done.countDown();
        writer.get();
    }

    @Test
    void aThreadSharesItsTurnWithItsOtherConnections() {
        transaction().executeWithoutResult(status -> {
            insert(1);
            others(connection -> connection.createStatement().executeUpdate("insert into payment values (2)"));
        });

        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aTransactionThatFailsGivesItsTurnBack() throws Exception {
        assertThatThrownBy(() -> transaction().executeWithoutResult(status -> {
                    insert(1);
                    insert(1);
                }))
                .isInstanceOf(RuntimeException.class);

        others.submit(() -> insert(1)).get();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aConnectionThatIsClosedInTheMiddleGivesItsTurnBack() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("insert into payment values (1)");
        }

        others.submit(() -> insert(1)).get();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void whoWaitsTooLongIsToldSo() throws Exception {
        try (HikariDataSource pool = pool("sa", Duration.ofMillis(250))) {
            DataSource impatient = OneWriterDatabase.whereNeeded(pool);
            try (Connection first = impatient.getConnection()) {
                first.setAutoCommit(false);
                Future<?> second = others.submit(update(impatient, "insert into payment values (1)"));

                assertThatThrownBy(second::get)
                        .cause()
                        .isInstanceOf(SQLTransientException.class)
                        .hasMessageContaining("250 ms");
            }
        }
    }

    @Test
    void whatIsCommittedIsOnTheDiskWhenTheCommitIsBack() throws Exception {
        transaction().executeWithoutResult(status -> insert(1));
        assertThat(rowsOnDisk()).isEqualTo(1);

        insert(2);
        assertThat(rowsOnDisk()).isEqualTo(2);

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int id = 3; id < 5; id++) {
                statement.executeUpdate("insert into payment values (" + id + ")");
                connection.commit();
                assertThat(rowsOnDisk()).isEqualTo(id);
            }
            statement.executeUpdate("insert into payment values (5)");
            connection.setAutoCommit(true);
        }
        assertThat(rowsOnDisk()).isEqualTo(5);

        transaction().executeWithoutResult(status -> {
            others(connection -> connection.createStatement().executeUpdate("insert into payment values (6)"));
            assertThat(rowsOnDisk()).isEqualTo(6);
        });
    }

    @Test
    void noThreadOfTheDatabaseWritesBesideThoseWhoCommit() {
        insert(1);

        String file = directory.getFileName().toString();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("MVStore") && name.contains(file));
    }

    @Test
    void manyWhoCommitAtOnceAllFindItOnTheDisk() throws Exception {
        List<Callable<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 10; writer++) {
            int from = writer * 20;
            writers.add(() -> {
                for (int id = from; id < from + 20; id++) {
                    int own = id;
                    transaction().executeWithoutResult(status -> insert(own));
                }
                return null;
            });
        }
        for (Future<Void> writer : others.invokeAll(writers)) {
            writer.get();
        }
        assertThat(rowsOnDisk()).isEqualTo(200);
    }

    /** An answer to a request that somebody else is just committing must not be told and then be gone. */
    @Test
    void whoeverHasReadWhatOthersCommitCanWaitUntilItIsOnTheDisk() throws Exception {
        insert(1);
        Turns turns = new Turns(LONG, true);
        try (Connection writer = pool.getConnection();
                Connection reader = pool.getConnection()) {
            for (int id = 2; id < 12; id++) {
                int visible = id;
                turns.take();
                writer.createStatement().executeUpdate("insert into payment values (" + id + ")");
                Future<Integer> read = others.submit(() -> {
                    assertThat(rows()).isEqualTo(visible);
                    turns.take();
                    turns.settled(reader);
                    return rowsOnDisk();
                });
                await().atMost(LONG).until(turns::awaited);
                turns.committed(writer);

                assertThat(read.get()).isEqualTo(visible);
            }
        }
    }

    @Test
    void aCommitThatCannotBeWrittenFails() {
        jdbc.sql("create user clerk password '' admin").update();
        jdbc.sql("grant all on payment to clerk").update();
        try (HikariDataSource clerks = pool("clerk", LONG)) {
            clerks.setMaximumPoolSize(1);
            JdbcClient clerk = JdbcClient.create(OneWriterDatabase.whereNeeded(clerks));
            clerk.sql("insert into payment values (1)").update();
            // Only an administrator may have H2 write.
            jdbc.sql("alter user clerk admin false").update();

            assertThatThrownBy(() -> clerk.sql("insert into payment values (2)").update())
                    .hasStackTraceContaining("could not be written to the disk")
                    .hasStackTraceContaining("Admin rights are required");
        }
    }

    @Test
    void postgresqlIsLeftAsItIs() throws Exception {
        try (TestDatabase.Running postgresql = TestDatabase.POSTGRESQL.start();
                HikariDataSource other = new HikariDataSource()) {
            other.setJdbcUrl(postgresql.url());

            assertThat(OneWriterDatabase.whereNeeded(other)).isSameAs(other);
        }
    }

    private HikariDataSource pool(String user, Duration patience) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:file:" + directory.resolve("hub") + ";" + OneWriterDatabase.WRITES_WHEN_TOLD);
        pool.setUsername(user);
        pool.setPassword("");
        pool.setConnectionTimeout(patience.toMillis());
        return pool;
    }

    /** What a hub would find that was killed now. */
    private int rowsOnDisk() {
        try {
            Files.copy(directory.resolve("hub.mv.db"), directory.resolve("killed.mv.db"), REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JdbcClient.create(new DriverManagerDataSource("jdbc:h2:file:" + directory.resolve("killed"), "sa", ""))
                .sql("select count(*) from payment")
                .query(Integer.class)
                .single();
    }

    private Future<?> transactionThatStaysOpen(int id) throws InterruptedException {
        CountDownLatch written = new CountDownLatch(1);
        Future<?> transaction = others.submit(() -> transaction().executeWithoutResult(status -> {
            insert(id);
            written.countDown();
            awaitDone();
        }));
        written.await();
        return transaction;
    }

    private void awaitDone() {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread starting(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread thread) {
        await().atMost(LONG).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    private void insert(int id) {
        jdbc.sql("insert into payment values (?)").param(id).update();
    }

    private int rows() {
        return jdbc.sql("select count(*) from payment").query(Integer.class).single();
    }

    private void others(Work work) {
        try (Connection connection = database.getConnection()) {
            work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Callable<Integer> update(DataSource source, String sql) {
        return () -> {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        };
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }
}
