package org.sanalpos.hub.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * H2 only ever adds to its file while it is young, so that each state in which a kill could have left it can be had by cutting the file
 * after one of its chunks. {@code mvn -Pcrash test} looks at more of them than a build.
 */
class WholeTransactionsTest {
    private static final int WRITERS = 20;
    private static final int EACH = "all".equals(System.getProperty("crash.points")) ? 200 : 40;
    private static final int BLOCK = 4096;
    private static final int HEADERS = 2 * BLOCK;
    private static final Pattern BLOCKS = Pattern.compile("^chunk:.*?,len:([0-9a-f]+)");
    private static final String OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE;" + OneWriterDatabase.WRITES_WHEN_TOLD;

    @TempDir
    Path directory;

    @Test
    void noStateInWhichAKillCouldLeaveTheFileHasAHalfOfATransaction() throws Exception {
        byte[] file = writtenByManyAtOnce();
        List<Integer> ends = endsOfChunks(file);
        // A payment is two transactions, and those that are committed at once share a chunk.
        assertThat(ends).hasSizeLessThan(WRITERS * EACH);

        for (int i = ends.size() - 1; i >= 0; i--) {
            assertHoldsWholeTransactions(Arrays.copyOf(file, ends.get(i)), i);
        }
    }

    private byte[] writtenByManyAtOnce() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:file:" + directory.resolve("hub") + OPTIONS);
            pool.setMaximumPoolSize(WRITERS);
            OneWriterDatabase database = (OneWriterDatabase) OneWriterDatabase.whereNeeded(pool);
            JdbcClient jdbc = JdbcClient.create(database);
            jdbc.sql("create table key_of (name varchar(50) primary key, payment uuid not null)")
                    .update();
            jdbc.sql("create table payment (id uuid primary key, state varchar(20) not null, answer text)")
                    .update();
            jdbc.sql("create table event (id uuid primary key, payment uuid not null)")
                    .update();
            jdbc.sql("create index key_of_payment on key_of (payment)").update();
            jdbc.sql("create index event_payment on event (payment)").update();
            TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                all.add(() -> {
                    for (int n = 0; n < EACH; n++) {
                        pay(transaction, jdbc, UUID.randomUUID());
                    }
                    return null;
                });
            }
            for (Future<Void> writer : writers.invokeAll(all)) {
                writer.get();
            }
            return Files.readAllBytes(directory.resolve("hub.mv.db"));
        } finally {
            writers.shutdownNow();
        }
    }

    private static void pay(TransactionTemplate transaction, JdbcClient jdbc, UUID id) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("insert into key_of values (?, ?)").params("key " + id, id).update();
            jdbc.sql("insert into payment values (?, 'processing', null)")
                    .param(id)
                    .update();
        });
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update payment set state = 'captured', answer = ? where id = ?")
                    .params("answer ".repeat(100), id)
                    .update();
            jdbc.sql("insert into event values (?, ?)")
                    .params(UUID.randomUUID(), id)
                    .update();
        });
    }

    private static List<Integer> endsOfChunks(byte[] file) {
        List<Integer> ends = new ArrayList<>();
        for (int at = HEADERS; at < file.length; at += BLOCK) {
            Matcher blocks = BLOCKS.matcher(new String(file, at, BLOCK, StandardCharsets.ISO_8859_1));
            if (blocks.find()) {
                ends.add(Math.min(file.length, at + BLOCK * Integer.parseInt(blocks.group(1), 16)));
            }
        }
        return ends;
    }

    private void assertHoldsWholeTransactions(byte[] file, int chunk) throws IOException, SQLException {
        Files.write(directory.resolve("cut.mv.db"), file);
        DriverManagerDataSource cut = new DriverManagerDataSource(
                "jdbc:h2:file:" + directory.resolve("cut") + OPTIONS + ";DB_CLOSE_DELAY=-1");
        JdbcClient jdbc = JdbcClient.create(cut);
        if (!tables(jdbc)) {
            shutdown(jdbc);
            return;
        }
        List<String> halves = List.of(
                "key_of k where not exists (select 1 from payment p where p.id = k.payment)",
                "payment p where not exists (select 1 from key_of k where k.payment = p.id)",
                "payment p where state = 'captured' and not exists (select 1 from event e where e.payment = p.id)",
                "event e where not exists (select 1 from payment p where p.id = e.payment and state = 'captured')");
        for (String half : halves) {
            assertThat(jdbc.sql("select count(*) from " + half)
                            .query(Integer.class)
                            .single())
                    .as("after chunk %d: %s", chunk, half)
                    .isZero();
        }
        shutdown(jdbc);
    }

    private static boolean tables(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from information_schema.indexes where index_name = 'event_payment'")
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private static void shutdown(JdbcClient jdbc) {
        jdbc.sql("shutdown immediately").update();
    }
}
