package org.sanalpos.hub.cardkeys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sanalpos.hub.audit.Action;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.audit.AuditLog;
import org.sanalpos.hub.audit.Kind;
import org.sanalpos.hub.audit.Snapshot;
import org.sanalpos.hub.audit.Thing;
import org.sanalpos.hub.security.EncryptedStore;
import org.sanalpos.hub.security.Vault;
import org.sanalpos.hub.settings.HubSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that callers encrypt cards for, the same on all nodes. The first one is made when somebody asks for it. A key is current until the next
 * generation is there, decrypts for {@code sanalpos.card-keys.keep-days} more, and then loses its private part.
 */
@Component("cardKeys")
public class CardKeys implements EncryptedStore {
    private static final Logger LOG = LoggerFactory.getLogger(CardKeys.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final Vault vault;
    private final Clock clock;
    private final Duration rotateAfter;
    private final Duration keepFor;
    private final int bits;
    private final Map<String, RSAPrivateKey> opened = new ConcurrentHashMap<>();

    public CardKeys(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            AuditLog audit,
            Vault vault,
            Clock clock,
            HubSettings settings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.audit = audit;
        this.vault = vault;
        this.clock = clock;
        this.rotateAfter = Duration.ofDays(settings.cardKeys().rotateDays());
        this.keepFor = Duration.ofDays(settings.cardKeys().keepDays());
        this.bits = settings.cardKeys().bits();
    }

    private record Row(int generation, String kid, String publicKey, String privateKey, Instant createdAt) {}

    /** The keys that decrypt now, the current one first. Makes the first key where there is none. */
    public List<CardKey> usable() {
        List<Row> rows = rows();
        if (rows.isEmpty()) {
            next(0, Actor.HUB);
            rows = rows();
        }
        Instant now = clock.instant();
        return keys(rows).stream().filter(key -> key.usableAt(now)).toList();
    }

    /**
     * Makes a new current key. What was encrypted for the one before still decrypts for a time.
     *
     * @param by who wants it
     * @return the key that this call made; another node may have made one behind it by now
     */
    public CardKey rotate(Actor by) {
        RSAKey key = generate();
        Optional<CardKey> made = Optional.empty();
        while (made.isEmpty()) {
            made = put(key, rows().stream().findFirst().map(Row::generation).orElse(0), by);
        }
        return made.get();
    }

    /** Replaces the current key when it is old, and forgets what decrypts no more. Where nobody has asked for a key, none is made. */
    public void tend() {
        List<Row> rows = rows();
        if (rows.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        if (!rows.get(0).createdAt().plus(rotateAfter).isAfter(now)) {
            next(rows.get(0).generation(), Actor.HUB);
        }
        keys(rows).stream().filter(key -> !key.usableAt(now)).forEach(key -> forget(key.kid()));
    }

    private void forget(String kid) {
        opened.remove(kid);
        transaction.executeWithoutResult(status -> {
            int forgotten = jdbc.sql(
                            "update card_key set private_key = null where kid = :kid and private_key is not null")
                    .param("kid", kid)
                    .update();
            if (forgotten == 1) {
                audit.changed(Actor.HUB, thing(kid), Action.DELETE, snapshot(kid, true), snapshot(kid, false));
            }
        });
    }

    /**
     * The keys that may open what was encrypted for this one.
     *
     * @param kid null where the caller did not say it: then any that decrypts
     * @return empty where the key is not known, or not used any more
     */
    List<CardKey.Opening> opening(String kid) {
        Instant now = clock.instant();
        List<Row> rows = rows();
        List<CardKey> keys = keys(rows);
        List<CardKey.Opening> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            CardKey key = keys.get(i);
            if (key.usableAt(now)
                    && rows.get(i).privateKey() != null
                    && (kid == null || key.kid().equals(kid))) {
                found.add(new CardKey.Opening(key, privateKey(rows.get(i))));
            }
        }
        return found;
    }

    /** A key that was published once, whether or not it decrypts still. */
    Optional<CardKey> find(String kid) {
        return keys(rows()).stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    @Override
    public Counts reEncrypt() {
        Counts counts = new Counts(0, 0);
        for (Row row : rows()) {
            if (row.privateKey() == null) {
                continue;
            }
            if (vault.current(row.privateKey())) {
                counts = counts.plus(new Counts(0, 1));
                continue;
            }
            int changed = jdbc.sql("update card_key set private_key = :new where kid = :kid and private_key = :old")
                    .param("new", vault.encrypt(vault.decrypt(row.privateKey(), place(row.kid())), place(row.kid())))
                    .param("kid", row.kid())
                    .param("old", row.privateKey())
                    .update();
            counts = counts.plus(new Counts(changed, 1 - changed));
        }
        return counts;
    }

    /** Makes the generation behind this one, unless another thread or node was faster. */
    private synchronized void next(int generation, Actor by) {
        if (rows().stream().noneMatch(row -> row.generation() > generation)) {
            put(generate(), generation, by);
        }
    }

    /** Keeps a key as the generation behind this one; empty where there is one. */
    private Optional<CardKey> put(RSAKey key, int generation, Actor by) {
        CardKey made =
                new CardKey(key.getKeyID(), key.toPublicJWK(), clock.instant().truncatedTo(ChronoUnit.MICROS), null);
        try {
            transaction.executeWithoutResult(status -> {
                insert(generation + 1, key, made.createdAt());
                audit.changed(by, thing(made.kid()), Action.CREATE, null, snapshot(made.kid(), true));
            });
        } catch (DuplicateKeyException anotherNodeWasFaster) {
            LOG.debug("Another node made the card key of generation {}", generation + 1);
            return Optional.empty();
        }
        LOG.info("Cards are encrypted for key {} from now on", made.kid());
        return Optional.of(made);
    }

    private void insert(int generation, RSAKey key, Instant createdAt) {
        jdbc.sql("""
                        insert into card_key (generation, kid, public_key, private_key, created_at)
                        values (:generation, :kid, :public, :private, :created)
                        """)
                .param("generation", generation)
                .param("kid", key.getKeyID())
                .param("public", key.toPublicJWK().toJSONString())
                .param("private", vault.encrypt(key.toJSONString(), place(key.getKeyID())))
                .param("created", Timestamp.from(createdAt))
                .update();
    }

    private static Thing thing(String kid) {
        return new Thing(Kind.CARD_KEY, null, kid);
    }

    /** @param decrypts whether the private part is there */
    private static Snapshot snapshot(String kid, boolean decrypts) {
        return new Snapshot().field("kid", kid).secret("privateKey", decrypts ? kid : null);
    }

    private RSAKey generate() {
        try {
            return new RSAKeyGenerator(bits)
                    .keyUse(KeyUse.ENCRYPTION)
                    .algorithm(JWEAlgorithm.RSA_OAEP_256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException missing) {
            throw new IllegalStateException("this Java runtime cannot make RSA keys", missing);
        }
    }

    /** All of them, the current one first. */
    private List<Row> rows() {
        return jdbc.sql("select generation, kid, public_key, private_key, created_at from card_key"
                        + " order by generation desc")
                .query((row, number) -> new Row(
                        row.getInt("generation"),
                        row.getString("kid"),
                        row.getString("public_key"),
                        row.getString("private_key"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    private List<CardKey> keys(List<Row> rows) {
        List<CardKey> keys = new ArrayList<>();
        Instant replacedAt = null;
        for (Row row : rows) {
            Instant usableUntil = replacedAt == null ? null : replacedAt.plus(keepFor);
            keys.add(new CardKey(row.kid(), parsed(row.publicKey()), row.createdAt(), usableUntil));
            replacedAt = row.createdAt();
        }
        return keys;
    }

    private RSAPrivateKey privateKey(Row row) {
        return opened.computeIfAbsent(row.kid(), kid -> {
            try {
                return parsed(vault.decrypt(row.privateKey(), place(kid))).toRSAPrivateKey();
            } catch (JOSEException broken) {
                throw new IllegalStateException("card key " + kid + " in the database is not one", broken);
            }
        });
    }

    private static RSAKey parsed(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException broken) {
            // Without its cause, which may repeat the text.
            throw new IllegalStateException("a card key in the database is not one");
        }
    }

    private static String place(String kid) {
        return "card_key/" + kid;
    }
}
