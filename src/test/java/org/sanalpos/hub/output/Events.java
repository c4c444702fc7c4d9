package org.sanalpos.hub.output;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of the outbox as the ledger writes them. */
final class Events {
    private final JdbcClient jdbc;
    private int made;

    Events(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes what is told of an approved operation and returns the operation's id. */
    String approved(String destination, String company, String payment, String type) {
        return write(destination, company, payment, type, "Onaylandı", "2026-03-14T21:30:00Z");
    }

    String write(
            String destination, String company, String payment, String type, String bankMessage, String completedAt) {
        return write(destination, company, payment, type, bankMessage, completedAt, false);
    }

    /** The same as a node leaves it that vanished over it, its claim just over. */
    String claimed(String destination, String company, String payment, String type) {
        return write(destination, company, payment, type, "Onaylandı", "2026-03-14T21:30:00Z", true);
    }

    /** What is told of an approved operation. */
    static String payload(
            String operation, String payment, String company, String type, String bankMessage, String completedAt) {
        return """
                {"operation":{"id":"%s","source":"rest","startedAt":"2026-03-14T21:29:59Z","completedAt":"%s","resultCode":"approved",
                 "type":"%s","amount":"129.90","outcome":"approved","bankCode":"00","bankMessage":"%s","authCode":"123456",
                 "hostReference":"607312345678","bankTransactionId":"T-1","at":"2026-03-14T21:29:59Z","durationMs":312},
                 "payment":{"id":"%s","status":"captured","company":"%s","virtualPos":"%s-POS","bank":"garanti","operation":"sale",
                 "secure":"none","orderNo":null,"transactionCode":"TX-%s","amount":"129.90","capturedAmount":"129.90",
                 "refundedAmount":"0.00","currency":"TRY","installments":3,"channel":"ecommerce",
                 "card":{"masked":"415565******6111","brand":"visa"},"authCode":"123456",
                 "result":{"code":"approved","retryable":false,"bankCode":"00","bankMessage":"Onaylandı",
                 "message":{"tr":"Ödeme alındı","en":"Approved"}},"nextAction":null,"operations":[]}}""".formatted(operation, completedAt, type, bankMessage, payment, company, company, payment);
    }

    private String write(
            String destination,
            String company,
            String payment,
            String type,
            String bankMessage,
            String completedAt,
            boolean claimed) {
        made++;
        String operation = "OP%04d".formatted(made);
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        jdbc.sql("insert into outbox (id, destination, company, payment_id, operation_id, payload, created_at, due_at,"
                        + " attempts, claimed) values (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)")
                .params(
                        "%s-%s".formatted(destination, operation),
                        destination,
                        company,
                        payment,
                        operation,
                        payload(operation, payment, company, type, bankMessage, completedAt),
                        now,
                        now,
                        claimed)
                .update();
        return operation;
    }

    long waiting(String destination) {
        return jdbc.sql("select count(*) from outbox where destination = ?")
                .param(destination)
                .query(Long.class)
                .single();
    }
}
