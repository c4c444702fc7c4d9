package org.sanalpos.hub.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sanalpos.hub.audit.Action;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.audit.AuditLog;
import org.sanalpos.hub.audit.Kind;
import org.sanalpos.hub.audit.Snapshot;
import org.sanalpos.hub.audit.Thing;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.SettingProblem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The API keys, in table {@code api_key} as SHA-256 hashes. A key carries 256 random bits, so that its plain hash cannot be
 * searched for. Keys are read from the database at each call: a revoked key is refused on every node at once.
 */
@Component
public class ApiKeys {
    /** Id of the caller whose key is the setting {@code SANALPOS_OPERATOR_KEY}. */
    public static final String OPERATOR_SETTING = "operator-setting";

    private static final String SANDBOX = "sandbox";
    private static final int OPERATOR_LENGTH = 20;
    private static final Duration ROLL_AGE = Duration.ofSeconds(1);
    private static final String COLUMNS = "id, company, scopes, key_hash, created_at, revoked_at";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final boolean sandbox;
    private final byte[] operatorHash;
    private final LoadingCache<Boolean, Set<String>> roll =
            Caffeine.newBuilder().expireAfterWrite(ROLL_AGE).build(all -> goodHashes());

    /** @throws SettingProblem if the operator key of the settings is too short to be kept secret */
    public ApiKeys(
            JdbcClient jdbc, TransactionTemplate transaction, AuditLog audit, Clock clock, HubSettings settings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
        this.sandbox = settings.sandbox();
        if (!settings.operatorKey().isBlank() && settings.operatorKey().strip().length() < OPERATOR_LENGTH) {
            throw new SettingProblem(
                    "SANALPOS_OPERATOR_KEY",
                    "is too short, expected at least " + OPERATOR_LENGTH
                            + " characters, such as `openssl rand -base64 32` makes");
        }
        this.operatorHash = settings.operatorKey().isBlank()
                ? null
                : hash(settings.operatorKey().strip());
    }

    /**
     * A key that was just made.
     *
     * @param key the key itself, to be shown this once
     */
    public record NewKey(ApiKey about, String key) {
        /** Without the key, so that no log shows it. */
        @Override
        public String toString() {
            return "NewKey[" + about.id() + "]";
        }
    }

    /** The owner of a key, or empty when there is no such key or it was revoked. */
    public Optional<Caller> authenticate(String rawKey) {
        byte[] hash = hash(rawKey);
        if (operatorHash != null && MessageDigest.isEqual(hash, operatorHash)) {
            return Optional.of(new Caller(OPERATOR_SETTING, null, EnumSet.allOf(Scope.class)));
        }
        return jdbc.sql("select " + COLUMNS + " from api_key where key_hash = :hash and revoked_at is null")
                .param("hash", HexFormat.of().formatHex(hash))
                .query(ApiKeys::stored)
                .optional()
                .filter(stored -> MessageDigest.isEqual(hash, stored.hash()))
                .map(Stored::key)
                .filter(key -> sandbox || !key.id().equals(SANDBOX))
                .map(key -> new Caller(key.id(), key.company(), key.scopes()));
    }

    /**
     * Whether a key may be good, by a list in memory that is at most a second old: so a flood of wrong keys is told from right ones with one
     * query a second. It says nothing of what a key may do; {@link #authenticate(String)} does.
     */
    boolean listed(String rawKey) {
        byte[] hash = hash(rawKey);
        return operatorHash != null && MessageDigest.isEqual(hash, operatorHash)
                || roll.get(Boolean.TRUE).contains(HexFormat.of().formatHex(hash));
    }

    private Set<String> goodHashes() {
        return Set.copyOf(jdbc.sql("select key_hash from api_key where revoked_at is null")
                .query(String.class)
                .list());
    }

    /**
     * Makes a key.
     *
     * @param company code of a company that exists, or null for an operator's key
     * @param by who makes it
     */
    public NewKey create(String company, Collection<Scope> scopes, Actor by) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String key = "sph_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        byte[] id = new byte[10];
        random.nextBytes(id);
        ApiKey about =
                new ApiKey("key_" + HexFormat.of().formatHex(id), company, Set.copyOf(scopes), clock.instant(), null);
        transaction.executeWithoutResult(status -> {
            insert(about, key);
            audit.changed(by, thing(about), Action.CREATE, null, snapshot(about));
        });
        return new NewKey(about, key);
    }

    /**
     * Makes sure that the well-known key of the sandbox exists. It is good only while the sandbox is on, even if its row stays
     * in the database.
     *
     * @param company code of a company that exists, or null for an operator's key
     */
    public void ensureSandboxKey(String rawKey, String company, Collection<Scope> scopes) {
        ApiKey wanted = new ApiKey(SANDBOX, company, Set.copyOf(scopes), clock.instant(), null);
        transaction.executeWithoutResult(status -> {
            Stored stored = lock(SANDBOX).orElse(null);
            if (stored != null && stored.isGoodAs(wanted, hash(rawKey))) {
                return;
            }
            jdbc.sql("delete from api_key where id = :id").param("id", SANDBOX).update();
            insert(wanted, rawKey);
            audit.changed(
                    Actor.HUB,
                    thing(wanted),
                    stored == null ? Action.CREATE : Action.CHANGE,
                    stored == null ? null : snapshot(stored.key()),
                    snapshot(wanted));
        });
    }

    /** All keys ever made, the newest first, revoked ones included. */
    public List<ApiKey> list() {
        return jdbc
                .sql("select " + COLUMNS + " from api_key order by created_at desc, id")
                .query(ApiKeys::stored)
                .list()
                .stream()
                .map(Stored::key)
                .toList();
    }

    /**
     * Refuses a key from now on. Revoking twice changes nothing.
     *
     * @param by who revokes it
     * @return false when there is no key with this id
     */
    public boolean revoke(String id, Actor by) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            ApiKey before = lock(id).map(Stored::key).orElse(null);
            if (before == null || before.revokedAt() != null) {
                return before != null;
            }
            Instant now = clock.instant();
            jdbc.sql("update api_key set revoked_at = :now where id = :id")
                    .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                    .param("id", id)
                    .update();
            ApiKey after = new ApiKey(before.id(), before.company(), before.scopes(), before.createdAt(), now);
            audit.changed(by, thing(before), Action.REVOKE, snapshot(before), snapshot(after));
            return true;
        }));
    }

    private Optional<Stored> lock(String id) {
        return jdbc.sql("select " + COLUMNS + " from api_key where id = :id for update")
                .param("id", id)
                .query(ApiKeys::stored)
                .optional();
    }

    private static Thing thing(ApiKey key) {
        return new Thing(Kind.API_KEY, key.company(), key.id());
    }

    // The hash of a key is nothing that anybody is to have.
    private static Snapshot snapshot(ApiKey key) {
        return new Snapshot()
                .field("id", key.id())
                .field("company", key.company())
                .field("scopes", codes(key.scopes()))
                .field(
                        "revokedAt",
                        key.revokedAt() == null ? null : key.revokedAt().toString());
    }

    private static List<String> codes(Collection<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::code).toList();
    }

    private void insert(ApiKey about, String rawKey) {
        jdbc.sql("insert into api_key (id, company, scopes, key_hash, created_at)"
                        + " values (:id, :company, :scopes, :hash, :at)")
                .param("id", about.id())
                .param("company", about.company())
                .param("scopes", String.join(" ", codes(about.scopes())))
                .param("hash", HexFormat.of().formatHex(hash(rawKey)))
                .param("at", OffsetDateTime.ofInstant(about.createdAt(), ZoneOffset.UTC))
                .update();
        roll.invalidateAll();
    }

    private record Stored(ApiKey key, byte[] hash) {
        boolean isGoodAs(ApiKey other, byte[] otherHash) {
            return MessageDigest.isEqual(hash, otherHash)
                    && key.revokedAt() == null
                    && Objects.equals(key.company(), other.company())
                    && key.scopes().equals(other.scopes());
        }
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        Set<Scope> scopes = Arrays.stream(row.getString("scopes").split(" "))
                .flatMap(code -> Scope.find(code).stream())
                .collect(Collectors.toUnmodifiableSet());
        OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
        ApiKey key = new ApiKey(
                row.getString("id"),
                row.getString("company"),
                scopes,
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                revoked == null ? null : revoked.toInstant());
        return new Stored(key, HexFormat.of().parseHex(row.getString("key_hash")));
    }

    private static byte[] hash(String rawKey) {
        return Hashing.sha256(rawKey.getBytes(StandardCharsets.UTF_8));
    }
}
