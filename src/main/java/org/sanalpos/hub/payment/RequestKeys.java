package org.sanalpos.hub.payment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.sanalpos.hub.database.Durability;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The keys that make requests safe to repeat: one space per company over all channels, kept as long as the payments. */
@Component
public class RequestKeys {
    private final JdbcClient jdbc;
    private final Durability durability;

    public RequestKeys(JdbcClient jdbc, Durability durability) {
        this.jdbc = jdbc;
        this.durability = durability;
    }

    /**
     * A key that is to be taken.
     *
     * @param fingerprint keyed digest of what was asked, so that another request under the same key is noticed
     * @param encryptedFingerprint the same with the encrypted text in place of the card; null where the card came in clear
     */
    public record Reservation(String company, String key, String fingerprint, String encryptedFingerprint) {}

    /**
     * A key that is taken.
     *
     * @param encryptedFingerprint null where the card of the first request came in clear
     * @param answer null while the first request is still running
     */
    public record Taken(
            String fingerprint, String encryptedFingerprint, String operationId, String paymentId, Answer answer) {}

    /** A key for an operation; taken already, it lets nothing of its transaction be written. */
    Write reserve(Reservation key, Operation operation, Instant now) {
        return Write.of(
                """
                        insert into request_key
                            (company, request_key, fingerprint, encrypted_fingerprint, operation_id, payment_id, created_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """,
                key.company(),
                key.key(),
                key.fingerprint(),
                key.encryptedFingerprint(),
                operation.id(),
                operation.paymentId(),
                Timestamp.from(now));
    }

    /** The first answer; a later one does not replace it. */
    Write answer(String operationId, Answer answer) {
        return Write.of(
                "update request_key set answer_status = ?, answer = ? where operation_id = ? and answer is null",
                answer.status(),
                answer.body(),
                operationId);
    }

    /** Lets another operation answer for a request. */
    Write pass(String operationId, String otherId) {
        return Write.of("update request_key set operation_id = ? where operation_id = ?", otherId, operationId);
    }

    /** The key, if it is taken. An answer that it has is there also after a kill: whoever is told it is told no other one later. */
    public Optional<Taken> find(String company, String key) {
        Optional<Taken> taken = read(company, key);
        if (taken.isPresent() && taken.get().answer() != null) {
            durability.await();
        }
        return taken;
    }

    private Optional<Taken> read(String company, String key) {
        return jdbc.sql("""
                        select fingerprint, encrypted_fingerprint, operation_id, payment_id, answer_status, answer
                        from request_key where company = ? and request_key = ?
                        """)
                .params(company, key)
                .query((row, number) -> {
                    String body = row.getString("answer");
                    String paymentId = row.getString("payment_id");
                    return new Taken(
                            row.getString("fingerprint"),
                            row.getString("encrypted_fingerprint"),
                            row.getString("operation_id"),
                            paymentId,
                            body == null ? null : new Answer(row.getInt("answer_status"), paymentId, body, true));
                })
                .optional();
    }
}
