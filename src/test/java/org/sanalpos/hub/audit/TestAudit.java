package org.sanalpos.hub.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit for tests that put the hub's parts together themselves; its seal has no secret. */
public final class TestAudit {
    static final Seal SEAL = text -> HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));

    private TestAudit() {}

    public static AuditLog on(DataSource source) {
        return new AuditLog(JdbcClient.create(source), SEAL, Clock.systemUTC());
    }

    public static TransactionTemplate transaction(DataSource source) {
        return new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
