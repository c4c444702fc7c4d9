package org.sanalpos.hub.virtualpos;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.EncryptedStore;
import org.sanalpos.hub.security.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The secret with which the hub signs what it tells a company: the address that a browser is sent back to, and webhooks. Kept encrypted,
 * bound to its company.
 */
@Component
public class SigningSecrets implements EncryptedStore {
    private static final int BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final SecureRandom random = new SecureRandom();

    public SigningSecrets(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** The company's secret; one that has none yet gets one. */
    public String of(String company) {
        String stored = stored(company);
        if (stored != null) {
            return vault.decrypt(stored, place(company));
        }
        jdbc.sql("update company set signing_secret = :new where code = :company and signing_secret is null")
                .param("new", vault.encrypt(made(), place(company)))
                .param("company", company)
                .update();
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
     * @throws ProblemException if there is no such company
     */
    public String renew(String company) {
        String secret = made();
        set(company, secret);
        return secret;
    }

    /** Gives the company a secret that others know already. */
    public void set(String company, String secret) {
        int updated = jdbc.sql("update company set signing_secret = :new where code = :company")
                .param("new", vault.encrypt(secret, place(company)))
                .param("company", company)
                .update();
        if (updated == 0) {
            throw Companies.unknown("code", company);
        }
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
