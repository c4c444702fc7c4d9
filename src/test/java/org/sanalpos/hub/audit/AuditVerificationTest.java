package org.sanalpos.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody who owns the database, and has done away with its refusal, may do to the audit is noticed. */
class AuditVerificationTest {
    private static TestDatabase.Running database;
    private static JdbcClient jdbc;
    private static AuditLog audit;
    private static TransactionTemplate transaction;
    private static AuditVerification verification;

    @BeforeAll
    static void start() {
        database = TestDatabase.H2.start();
        DataSource source = database.migrated();
        jdbc = JdbcClient.create(source);
        audit = TestAudit.on(source);
        transaction = TestAudit.transaction(source);
        verification = new AuditVerification(new AuditTable(jdbc), TestAudit.SEAL);
        for (int i = 0; i < 4; i++) {
            write(new Thing(Kind.COMPANY, "ACME", "ACME"));
        }
        write(new Thing(Kind.API_KEY, null, "key_1"));
        write(new Thing(Kind.PAYMENT, "ACME", "P1"));
        jdbc.sql("drop trigger audit_entry_stays").update();
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    update audit_entry set by_key = 'another' where number = 2 and chain = 'ACME'         | 2 | not as it was written
                    update audit_entry set by_address = null where number = 2 and chain = 'ACME'          | 2 | not as it was written
                    update audit_entry set details = '{"n":9}' where number = 3 and chain = 'ACME'        | 3 | not as it was written
                    update audit_entry set at = at + interval '1' second where number = 1 and chain = 'ACME' | 1 | not as it was written
                    update audit_entry set company = 'OTHER' where number = 1 and chain = 'ACME'          | 1 | not as it was written
                    delete from audit_entry where number = 2 and chain = 'ACME'                           | 2 | is not there
                    delete from audit_entry where number = 1 and chain = 'ACME'                           | 1 | is not there
                    update audit_chain set number = 2, hash = (select hash from audit_entry where chain = 'ACME' and number = 1) where name = 'ACME' | 2 | not the one that the chain's head names
                    delete from audit_chain where name = 'ACME'                                           |   | has lost its head
                    update audit_entry set outcome = 'approved' where kind = 'payment'                    |   | not as it was written
                    """)
    void aChangeBehindTheHubsBackIsFound(String sql, Long number, String reason) {
        afterwards(sql, null, report -> {
            assertThat(report.whole()).isFalse();
            assertThat(report.faults().get(0)).satisfies(fault -> {
                assertThat(fault.number()).isEqualTo(number);
                assertThat(fault.reason()).contains(reason);
            });
        });
    }

    @Test
    void theLastEntryTakenAwayIsMissed() {
        String sql = "update audit_chain set entry_id = null where name = 'ACME';"
                + "delete from audit_entry where number = 4 and chain = 'ACME'";

        afterwards(sql, "ACME", report -> assertThat(report.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).contains("last entry")));
        afterwards(sql, "OTHER", report -> assertThat(report.whole()).isTrue());
    }

    @Test
    void anEntryThatWasWrittenWithoutTheKeyDoesNotFit() {
        String forged = """
                insert into audit_entry (id, chain, number, at, company, by_type, kind, code, action, outcome, changed, hash)
                select '7ZZZZZZZZZZZZZZZZZZZZZZZZZ', chain, 5, at, company, by_type, kind, code, action, outcome, changed, hash
                from audit_entry where chain = 'ACME' and number = 4;
                update audit_chain set number = 5 where name = 'ACME'
                """;

        afterwards(forged, "ACME", report -> assertThat(report.faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.number()).isEqualTo(5);
                    assertThat(fault.id()).isEqualTo("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
                }));
    }

    /** Nothing stays of what is done: each begins from a whole audit. */
    private static void afterwards(String sql, String company, Consumer<AuditVerification.Report> check) {
        assertThat(verification.verify(null).faults()).isEmpty();
        assertThat(verification.verify(null).entries()).isEqualTo(6);
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            for (String statement : sql.split(";")) {
                assertThat(jdbc.sql(statement).update()).isEqualTo(1);
            }
            check.accept(verification.verify(company));
        });
    }

    private static void write(Thing thing) {
        transaction.executeWithoutResult(status -> audit.acted(
                Actor.key("key_1", "ACME", "192.0.2.7"), thing, Action.CHECK, AuditLog.DONE, Map.of("n", 1)));
    }
}
