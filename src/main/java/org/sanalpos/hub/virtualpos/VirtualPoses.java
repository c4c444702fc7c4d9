package org.sanalpos.hub.virtualpos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sanalpos.hub.audit.Action;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.audit.AuditLog;
import org.sanalpos.hub.payment.Secure;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.EncryptedStore;
import org.sanalpos.hub.security.Vault;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The definitions of virtual POSes, always as the database has them now: a change holds for the next payment on every node.
 * Secret fields are kept encrypted, each bound to its company, code and name.
 */
@Component
public class VirtualPoses implements EncryptedStore {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String SELECT = "select company, code, bank, active, environment, secure, allow_non_secure,"
            + " currencies, installments, priority, outbound_ip, endpoints, company_endpoints, credentials, secrets"
            + " from virtual_pos";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final PosSnapshots snapshots;
    private final Clock clock;
    private final JsonMapper json;
    private final Vault vault;

    VirtualPoses(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            AuditLog audit,
            PosSnapshots snapshots,
            Clock clock,
            JsonMapper json,
            Vault vault) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.audit = audit;
        this.snapshots = snapshots;
        this.clock = clock;
        this.json = json;
        this.vault = vault;
    }

    public Optional<VirtualPos> find(String company, String code) {
        return jdbc.sql(SELECT + " where company = :company and code = :code")
                .param("company", company)
                .param("code", code)
                .query(this::virtualPos)
                .optional();
    }

    /** The definitions with this code, of all companies. */
    public List<VirtualPos> findAll(String code) {
        return jdbc.sql(SELECT + " where code = :code order by company")
                .param("code", code)
                .query(this::virtualPos)
                .list();
    }

    /** The company's definitions that new payments may use, by priority and then code. */
    public List<VirtualPos> active(String company) {
        return jdbc.sql(SELECT + " where company = :company and active = true order by priority, code")
                .param("company", company)
                .query(this::virtualPos)
                .list();
    }

    /** The definitions of a company, or with null of all companies, by company and code. */
    public List<VirtualPos> list(String company) {
        return company == null
                ? jdbc.sql(SELECT + " order by company, code")
                        .query(this::virtualPos)
                        .list()
                : jdbc.sql(SELECT + " where company = :company order by code")
                        .param("company", company)
                        .query(this::virtualPos)
                        .list();
    }

    /**
     * @param by who makes it
     * @throws ProblemException if the company has a definition with this code already
     */
    public void create(VirtualPos pos, Actor by) {
        transaction.executeWithoutResult(status -> {
            insert(pos);
            audit.changed(by, PosSnapshots.thing(pos), Action.CREATE, null, snapshots.of(pos));
        });
    }

    private void insert(VirtualPos pos) {
        try {
            written(
                            "insert into virtual_pos (company, code, bank, active, environment, secure, allow_non_secure,"
                                    + " currencies, installments, priority, outbound_ip, endpoints, company_endpoints,"
                                    + " credentials, secrets, created_at, updated_at) values (:company, :code, :bank, :active, :environment, :secure,"
                                    + " :allowNonSecure, :currencies, :installments, :priority, :outboundIp, :endpoints,"
                                    + " :companyEndpoints, :credentials, :secrets, :now, :now)",
                            pos)
                    .update();
        } catch (DuplicateKeyException taken) {
            throw ProblemException.conflict("There is a virtual POS '" + pos.code() + "' already");
        }
    }

    /**
     * @param by who changes it
     * @throws ProblemException if there is no such definition
     */
    public void update(VirtualPos pos, Actor by) {
        transaction.executeWithoutResult(status -> {
            VirtualPos before = lock(pos.company(), pos.code());
            written(
                            "update virtual_pos set bank = :bank, active = :active, environment = :environment,"
                                    + " secure = :secure, allow_non_secure = :allowNonSecure, currencies = :currencies,"
                                    + " installments = :installments, priority = :priority, outbound_ip = :outboundIp,"
                                    + " endpoints = :endpoints, company_endpoints = :companyEndpoints,"
                                    + " credentials = :credentials, secrets = :secrets, updated_at = :now where company = :company and code = :code",
                            pos)
                    .update();
            audit.changed(by, PosSnapshots.thing(pos), Action.CHANGE, snapshots.of(before), snapshots.of(pos));
        });
    }

    /** The definition, with its row locked until the transaction ends. */
    private VirtualPos lock(String company, String code) {
        return jdbc.sql(SELECT + " where company = :company and code = :code for update")
                .param("company", company)
                .param("code", code)
                .query(this::virtualPos)
                .optional()
                .orElseThrow(() -> unknown(code));
    }

    /** Whether a payment was ever made with the definition, so that its credentials may still be needed. */
    public boolean hasPayments(String company, String code) {
        return jdbc.sql("select count(*) from (select 1 from payment where company = :company"
                                + " and virtual_pos = :code limit 1) found")
                        .param("company", company)
                        .param("code", code)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * Deletes a definition that no payment was made with.
     *
     * @param by who deletes it
     * @throws ProblemException if there is none, or payments of it exist: refunds and inquiries still need its credentials
     */
    public void delete(String company, String code, Actor by) {
        transaction.executeWithoutResult(status -> {
            VirtualPos before = lock(company, code);
            remove(company, code);
            audit.changed(by, PosSnapshots.thing(before), Action.DELETE, snapshots.of(before), null);
        });
    }

    private void remove(String company, String code) {
        int deleted = jdbc.sql("delete from virtual_pos where company = :company and code = :code and not exists"
                        + " (select 1 from payment where payment.company = :company and payment.virtual_pos = :code)")
                .param("company", company)
                .param("code", code)
                .update();
        if (deleted == 0) {
            throw ProblemException.conflict("Payments were made with virtual POS '" + code
                    + "', and their refunds need its credentials; set active to false instead of deleting it");
        }
    }

    @Override
    public Counts reEncrypt() {
        record Row(String company, String code, String secrets) {}
        Counts counts = new Counts(0, 0);
        List<Row> rows = jdbc.sql("select company, code, secrets from virtual_pos order by company, code")
                .query(Row.class)
                .list();
        for (Row row : rows) {
            Map<String, String> stored = json.readValue(row.secrets(), TEXTS);
            int old = (int) stored.values().stream()
                    .filter(text -> !vault.current(text))
                    .count();
            if (old > 0) {
                // A definition that was changed meanwhile was written under the current key anyway.
                jdbc.sql("update virtual_pos set secrets = :new"
                                + " where company = :company and code = :code and secrets = :old")
                        .param("new", encrypted(row.company(), row.code(), secrets(row.company(), row.code(), stored)))
                        .param("company", row.company())
                        .param("code", row.code())
                        .param("old", row.secrets())
                        .update();
            }
            counts = counts.plus(new Counts(old, stored.size() - old));
        }
        return counts;
    }

    static ProblemException unknown(String code) {
        return ProblemException.notFound("code", "There is no virtual POS '" + code + "'");
    }

    private JdbcClient.StatementSpec written(String sql, VirtualPos pos) {
        return jdbc.sql(sql)
                .param("company", pos.company())
                .param("code", pos.code())
                .param("bank", pos.bank())
                .param("active", pos.active())
                .param("environment", pos.environment())
                .param("secure", pos.secure().code())
                .param("allowNonSecure", pos.allowNonSecure())
                .param("currencies", String.join(",", pos.currencies()))
                .param(
                        "installments",
                        pos.installments().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .param("priority", pos.priority())
                .param("outboundIp", pos.outboundIp())
                .param("endpoints", json.writeValueAsString(new TreeMap<>(pos.endpoints())))
                .param("companyEndpoints", String.join(",", new TreeSet<>(pos.companyEndpoints())))
                .param("credentials", json.writeValueAsString(new TreeMap<>(pos.credentials())))
                .param("secrets", encrypted(pos.company(), pos.code(), pos.secrets()))
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private VirtualPos virtualPos(ResultSet row, int number) throws SQLException {
        String company = row.getString("company");
        String code = row.getString("code");
        return new VirtualPos(
                company,
                code,
                row.getString("bank"),
                row.getBoolean("active"),
                row.getString("environment"),
                Secure.of(row.getString("secure")),
                row.getBoolean("allow_non_secure"),
                List.of(row.getString("currencies").split(",")),
                Arrays.stream(row.getString("installments").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                row.getInt("priority"),
                row.getString("outbound_ip"),
                json.readValue(row.getString("endpoints"), TEXTS),
                keys(row.getString("company_endpoints")),
                json.readValue(row.getString("credentials"), TEXTS),
                secrets(company, code, json.readValue(row.getString("secrets"), TEXTS)));
    }

    private static Set<String> keys(String joined) {
        return joined.isEmpty() ? Set.of() : Set.of(joined.split(","));
    }

    private String encrypted(String company, String code, Map<String, String> secrets) {
        Map<String, String> stored = new TreeMap<>();
        secrets.forEach((name, secret) -> stored.put(name, vault.encrypt(secret, place(company, code, name))));
        return json.writeValueAsString(stored);
    }

    private Map<String, String> secrets(String company, String code, Map<String, String> stored) {
        Map<String, String> secrets = new TreeMap<>();
        stored.forEach((name, text) -> secrets.put(name, vault.decrypt(text, place(company, code, name))));
        return secrets;
    }

    private static String place(String company, String code, String name) {
        return "virtual_pos/" + company + "/" + code + "/" + name;
    }
}
