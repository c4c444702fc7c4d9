package org.sanalpos.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

class ComparisonTest {
    private static final String NOW = "timestamp with time zone '2026-03-14 21:30:00+00'";

    @Test
    void anUnknownPaymentThatNobodyAsksAboutIsFound() throws Exception {
        try (TestDatabase.Running database = TestDatabase.H2.start()) {
            JdbcClient hub = JdbcClient.create(database.migrated());
            payment(hub, "P1", "unknown");
            payment(hub, "P2", "unknown");
            payment(hub, "P3", "captured");
            hub.sql("insert into recovery (payment_id, company, bank, goal, since, due_at, attempts)"
                            + " values ('P1', 'ACME', 'teb', 'settle', " + NOW + ", " + NOW + ", 0)")
                    .update();

            Comparison comparison = new Comparison(hub);
            comparison.requests(List.of("P1", "P2", "P3"));

            assertThat(comparison.faults()).containsExactly("payment P2 is unknown, and nobody asks the bank");
        }
    }

    @Test
    void chargesAreCountedFromTheHubsOwnOperations() throws Exception {
        try (TestDatabase.Running database = TestDatabase.H2.start()) {
            JdbcClient hub = JdbcClient.create(database.migrated());
            payment(hub, "P1", "captured");
            operation(hub, "O1", "P1", "preauth", "approved");
            operation(hub, "O2", "P1", "capture", "approved");
            payment(hub, "P2", "declined");
            operation(hub, "O3", "P2", "sale", "declined");
            payment(hub, "P3", "voided");
            operation(hub, "O4", "P3", "sale", "not_sent");
            operation(hub, "O5", "P3", "sale", "approved");
            operation(hub, "O6", "P3", "void", "approved");
            operation(hub, "O7", "P3", "inquiry", "approved");

            Comparison comparison = new Comparison(hub);

            assertThat(comparison.charged()).isEqualTo(2);
            assertThat(comparison.deliveries().due()).isEqualTo(6);
        }
    }

    private static void payment(JdbcClient hub, String id, String status) {
        hub.sql("insert into payment (id, company, virtual_pos, bank, operation, secure, status, version,"
                        + " transaction_code, amount, captured_amount, refunded_amount, currency, installments, channel,"
                        + " metadata, created_at) values (:id, 'ACME', 'ACME-TEB', 'teb', 'sale', 'none', :status, 1, :id,"
                        + " 100, 0, 0, 'TRY', 1, 'ecommerce', '{}', " + NOW + ")")
                .param("id", id)
                .param("status", status)
                .update();
    }

    private static void operation(JdbcClient hub, String id, String payment, String type, String outcome) {
        hub.sql("insert into operation (id, payment_id, type, amount, source, outcome, kept, started_at)"
                        + " values (?, ?, ?, 100, 'rest', ?, '{}', " + NOW + ")")
                .params(id, payment, type, outcome)
                .update();
    }
}
