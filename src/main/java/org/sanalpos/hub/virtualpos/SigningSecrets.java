package org.sanalpos.hub.virtualpos;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sanalpos.hub.audit.Action;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.audit.AuditLog;
import org.sanalpos.hub.audit.Snapshot;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.EncryptedStore;
import org.sanalpos.hub.security.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The secret with which the hub signs what it tells a company: the address that a browser is sent back to, and webhooks. Kept encrypted,
 * bound to its company.
 */
@Component
public class SigningSecrets implements EncryptedStore {
    private static final int BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final Vault vault;
    private final SecureRandom random = new SecureRandom();

    public SigningSecrets(JdbcClient jdbc, TransactionTemplate transaction, AuditLog audit, Vault vault) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.audit = audit;
        this.vault = vault;
    }

    /** The company's secret; one that has none yet gets one. */
    public String of(String company) {
        String stored = stored(company);
        if (stored != null) {
            return vault.decrypt(stored, place(company));
        }
        transaction.executeWithoutResult(status -> {
            if (lock(company) == null) {
                write(company, made(), null, Actor.HUB);
            }
        });
        return vault.decrypt(stored(company), place(company));
    }

    /** HMAC-SHA256 of a text, in hexadecimal digits, with the company's secret. */
    public String sign(String company, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(of(company).getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /**
     * Gives the company another secret; the old one is not good any more.
     *
     * @param by who renews it
     * @throws ProblemException if there is no such company
     */
    public String renew(String company, Actor by) {
        String secret = made();
        set(company, secret, by);
        return secret;
    }

    /**
     * Gives the company a secret that others know already.
     *
     * @param by who sets it
     * @throws ProblemException if there is no such company
     */
    public void set(String company, String secret, Actor by) {
        transaction.executeWithoutResult(status -> write(company, secret, lock(company), by));
    }

    /** The stored secret, encrypted, with its company's row locked; null if it has none. */
    private String lock(String company) {
        record Row(String signingSecret) {}
        return jdbc.sql("select signing_secret from company where code = :company for update")
                .param("company", company)
                .query(Row.class)
                .optional()
                .orElseThrow(() -> Companies.unknown("code", company))
                .signingSecret();
    }

    private void write(String company, String secret, String before, Actor by) {
        String after = vault.encrypt(secret, place(company));
        jdbc.sql("update company set signing_secret = :new where code = :company")
                .param("new", after)
                .param("company", company)
                .update();
        audit.changed(by, Companies.thing(company), Action.RENEW_SECRET, snapshot(before), snapshot(after));
    }

    private static Snapshot snapshot(String encrypted) {
        return new Snapshot().secret("signingSecret", encrypted);
    }

    @Override
    public Counts reEncrypt() {
        record Row(String code, String signingSecret) {}
        List<Row> rows = jdbc.sql(
                        "select code, signing_secret from company where signing_secret is not null order by code")
                .query(Row.class)
                .list();
        Counts counts = new Counts(0, 0);
        for (Row row : rows) {
            if (vault.current(row.signingSecret())) {
                counts = counts.plus(new Counts(0, 1));
                continue;
            }
            String secret = vault.decrypt(row.signingSecret(), place(row.code()));
            int changed = jdbc.sql(
                            "update company set signing_secret = :new where code = :code and signing_secret = :old")
                    .param("new", vault.encrypt(secret, place(row.code())))
                    .param("code", row.code())
                    .param("old", row.signingSecret())
                    .update();
            counts = counts.plus(new Counts(changed, 1 - changed));
        }
        return counts;
    }

    private String stored(String company) {
        return jdbc.sql("select signing_secret from company where code = :company")
                .param("company", company)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private String made() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String place(String company) {
        return "company/" + company + "/signing_secret";
    }
}
