package org.sanalpos.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.virtualpos.Companies;
import org.sanalpos.hub.virtualpos.Company;
import org.sanalpos.hub.virtualpos.CompanySettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What the audit promises, on each database that the hub runs on. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AuditTableTest {
    private static final Actor CLERK = Actor.key("key_1", null, "2001:db8:0:0:0:0:0:7");

    @Parameter
    TestDatabase kind;

    JdbcClient jdbc;
    TransactionTemplate transaction;
    AuditLog audit;
    AuditTable table;
    AuditVerification verification;
    String company;

    @BeforeEach
    void start() {
        DataSource source = kind.shared();
        jdbc = JdbcClient.create(source);
        transaction = TestAudit.transaction(source);
        audit = TestAudit.on(source);
        table = new AuditTable(jdbc);
        verification = new AuditVerification(table, TestAudit.SEAL);
        company = "C" + UUID.randomUUID().toString().substring(0, 12).toUpperCase(java.util.Locale.ROOT);
    }

    @Test
    void anEntryIsReadAsItWasWritten() {
        write(audit, company);

        AuditEntry read = entries().get(0);

        assertThat(read.by()).isEqualTo(CLERK);
        assertThat(read.thing()).isEqualTo(new Thing(Kind.COMPANY, company, company));
        assertThat(read.action()).isEqualTo(Action.CHANGE);
        assertThat(read.changed()).isEqualTo("name signingSecret");
        assertThat(read.before()).isEqualTo("{\"name\":\"ğ\",\"signingSecret\":\"********\"}");
        assertThat(read.after()).isEqualTo("{\"name\":\"ı\",\"signingSecret\":\"********\"}");
        assertThat(read.isWhole("", TestAudit.SEAL)).isTrue();
        assertThat(read.isWhole("", text -> TestAudit.SEAL.of("another key" + text)))
                .isFalse();
    }

    @Test
    void theDatabaseRefusesToChangeDeleteOrTruncateEntries() {
        write(audit, company);
        List<AuditEntry> before = entries();
        assertThat(before).hasSize(1);

        for (String sql : List.of(
                "update audit_entry set by_key = 'another' where company = '" + company + "'",
                "update audit_entry set hash = hash",
                "delete from audit_entry where company = '" + company + "'",
                "delete from audit_entry",
                "truncate table audit_entry")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update())
                    .as(sql)
                    .rootCause()
                    .hasMessageMatching("(?is).*(never changed or deleted|cannot truncate).*");
        }

        assertThat(entries()).isEqualTo(before);
    }

    @Test
    void anEntryWithoutATransactionIsRefused() {
        assertThatThrownBy(() -> audit.acted(
                        CLERK, new Thing(Kind.COMPANY, company, company), Action.CHECK, AuditLog.DONE, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
        assertThat(entries()).isEmpty();
    }

    @Test
    void neitherAChangeNorItsEntryExistsWithoutTheOther() {
        Company made = new Company(company, "x", CompanySettings.DEFAULTS);
        Companies unable = companies(new AuditLog(
                jdbc,
                text -> {
                    throw new IllegalStateException("no seal");
                },
                Clock.systemUTC()));
        Companies able = companies(audit);

        assertThatThrownBy(() -> unable.create(made, CLERK)).hasMessage("no seal");
        assertThat(able.find(company)).isEmpty();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    able.create(made, CLERK);
                    throw new IllegalStateException("afterwards");
                }))
                .hasMessage("afterwards");
        assertThat(able.find(company)).isEmpty();
        assertThat(entries()).isEmpty();

        able.create(made, CLERK);
        assertThat(able.find(company)).hasValue(made);
        assertThat(entries()).hasSize(1);
    }

    @Test
    void writersAtTheSameMomentOnTwoNodesMakeOneWholeChain() throws Exception {
        int threads = 8;
        int each = 6;
        List<AuditLog> nodes = List.of(TestAudit.on(kind.shared()), TestAudit.on(kind.shared()));
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> writers = new ArrayList<>();
            IntStream.range(0, threads)
                    .forEach(number -> writers.add(() -> {
                        start.await();
                        IntStream.range(0, each).forEach(i -> write(nodes.get(number % 2), company));
                        return null;
                    }));
            for (Future<Void> end : pool.invokeAll(writers)) {
                end.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(table.chained(company, 0, 1000))
                .extracting(AuditEntry::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, threads * each).boxed().toList());
        AuditVerification.Report report = verification.verify(company);
        assertThat(report.faults()).isEmpty();
        assertThat(report.whole()).isTrue();
        assertThat(report.entries()).isEqualTo(threads * each);
        assertThat(report.chains()).singleElement().satisfies(chain -> assertThat(chain.number())
                .isEqualTo(threads * each));
    }

    @Test
    void entriesAboutPaymentsWaitForNobody() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            transaction.executeWithoutResult(status -> {
                write(audit, company);
                Future<?> other = pool.submit(() -> transaction.executeWithoutResult(inner -> audit.acted(
                        CLERK, new Thing(Kind.PAYMENT, company, "P1"), Action.REFUND, AuditLog.REFUSED, Map.of())));
                // The chain of the company is locked as long as this transaction lives.
                assertThat(other).succeedsWithin(java.time.Duration.ofSeconds(10));
            });
        } finally {
            pool.shutdownNow();
        }
        assertThat(verification.verify(company).entries()).isEqualTo(2);
        assertThat(verification.verify(company).whole()).isTrue();
    }

    private Companies companies(AuditLog log) {
        return new Companies(jdbc, transaction, log, Clock.systemUTC(), new JsonMapper());
    }

    private void write(AuditLog log, String code) {
        transaction.executeWithoutResult(status -> log.changed(
                CLERK,
                new Thing(Kind.COMPANY, code, code),
                Action.CHANGE,
                new Snapshot().field("name", "ğ").secret("signingSecret", "one"),
                new Snapshot().field("name", "ı").secret("signingSecret", "other")));
    }

    private List<AuditEntry> entries() {
        return table.list(new AuditFilter(company, null, null, null, null), 0, 100);
    }
}
