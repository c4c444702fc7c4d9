package org.sanalpos.hub.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of {@code audit_entry}, which are inserted only, and the heads of their chains, {@code audit_chain}. */
@Component
class AuditTable {
    private final JdbcClient jdbc;

    AuditTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The last entry of a chain.
     *
     * @param number 0 before the first entry
     * @param hash empty before the first entry
     */
    record Head(String chain, long number, String hash) {}

    /** The head of a chain, with its row locked until the transaction ends; a chain that is not there begins. */
    Head lock(String chain) {
        Optional<Head> head = locked(chain);
        if (head.isPresent()) {
            return head.get();
        }
        jdbc.sql("insert into audit_chain (name, number, hash) values (?, 0, '') on conflict do nothing")
                .params(chain)
                .update();
        return locked(chain).orElseThrow();
    }

    private Optional<Head> locked(String chain) {
        return jdbc.sql("select name, number, hash from audit_chain where name = ? for update")
                .params(chain)
                .query(AuditTable::head)
                .optional();
    }

    void move(AuditEntry last) {
        jdbc.sql("update audit_chain set number = ?, hash = ?, entry_id = ? where name = ?")
                .params(last.number(), last.hash(), last.id(), last.chain())
                .update();
    }

    void insert(AuditEntry entry) {
        jdbc.sql("""
                        insert into audit_entry (id, chain, number, at, company, by_type, by_key, by_company, by_address, kind, code,
                            action, outcome, operation_id, changed, before_state, after_state, details, hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        entry.id(),
                        entry.chain(),
                        entry.number(),
                        time(entry.at()),
                        entry.thing().company(),
                        entry.by().type().code(),
                        entry.by().keyId(),
                        entry.by().company(),
                        entry.by().address(),
                        entry.thing().kind().code(),
                        entry.thing().code(),
                        entry.action().code(),
                        entry.outcome(),
                        entry.operationId(),
                        entry.changed(),
                        entry.before(),
                        entry.after(),
                        entry.details(),
                        entry.hash())
                .update();
    }

    /** Who asked for an operation, if an API key did. */
    Optional<Actor> askedBy(String operationId) {
        return jdbc.sql("select * from audit_entry where operation_id = ? order by at, id limit 1")
                .params(operationId)
                .query(AuditTable::entry)
                .optional()
                .map(AuditEntry::by);
    }

    /** The newest first. */
    List<AuditEntry> list(AuditFilter filter, long offset, int size) {
        List<Object> params = new ArrayList<>();
        String where = where(filter, params);
        params.add(size);
        params.add(offset);
        return jdbc.sql("select * from audit_entry" + where + " order by at desc, id desc limit ? offset ?")
                .params(params)
                .query(AuditTable::entry)
                .list();
    }

    long count(AuditFilter filter) {
        List<Object> params = new ArrayList<>();
        return jdbc.sql("select count(*) from audit_entry" + where(filter, params))
                .params(params)
                .query(Long.class)
                .single();
    }

    /** The heads of all chains, or of a company's. */
    List<Head> heads(String company) {
        return company == null
                ? jdbc.sql("select name, number, hash from audit_chain order by name")
                        .query(AuditTable::head)
                        .list()
                : jdbc.sql("select name, number, hash from audit_chain where name = ?")
                        .params(company)
                        .query(AuditTable::head)
                        .list();
    }

    /** Names of chains that have entries and no head: something was taken away. */
    List<String> headless(String company) {
        return jdbc
                .sql("select distinct chain from audit_entry where chain is not null"
                        + " and not exists (select 1 from audit_chain where name = chain) order by chain")
                .query(String.class)
                .list()
                .stream()
                .filter(chain -> company == null || company.equals(chain))
                .toList();
    }

    /** The next entries of a chain after a number. */
    List<AuditEntry> chained(String chain, long after, int size) {
        return jdbc.sql("select * from audit_entry where chain = ? and number > ? order by number limit ?")
                .params(chain, after, size)
                .query(AuditTable::entry)
                .list();
    }

    /** The next entries that stand alone after an id, of a company or of all. */
    List<AuditEntry> alone(String company, String after, int size) {
        List<Object> params = new ArrayList<>(List.of(after));
        if (company != null) {
            params.add(company);
        }
        params.add(size);
        return jdbc.sql("select * from audit_entry where chain is null and id > ?"
                        + (company == null ? "" : " and company = ?") + " order by id limit ?")
                .params(params)
                .query(AuditTable::entry)
                .list();
    }

    private static String where(AuditFilter filter, List<Object> params) {
        List<String> conditions = new ArrayList<>();
        add(conditions, params, "company = ?", filter.company());
        add(
                conditions,
                params,
                "kind = ?",
                filter.kind() == null ? null : filter.kind().code());
        add(conditions, params, "code = ?", filter.code());
        add(conditions, params, "at >= ?", filter.from() == null ? null : time(filter.from()));
        add(conditions, params, "at < ?", filter.to() == null ? null : time(filter.to()));
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private static void add(List<String> conditions, List<Object> params, String condition, Object value) {
        if (value != null) {
            conditions.add(condition);
            params.add(value);
        }
    }

    private static Head head(ResultSet row, int number) throws SQLException {
        return new Head(row.getString("name"), row.getLong("number"), row.getString("hash"));
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getString("id"),
                row.getString("chain"),
                row.getObject("number", Long.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new Actor(
                        Actor.Type.of(row.getString("by_type")),
                        row.getString("by_key"),
                        row.getString("by_company"),
                        row.getString("by_address")),
                new Thing(Kind.of(row.getString("kind")), row.getString("company"), row.getString("code")),
                Action.of(row.getString("action")),
                row.getString("outcome"),
                row.getString("operation_id"),
                row.getString("changed"),
                row.getString("before_state"),
                row.getString("after_state"),
                row.getString("details"),
                row.getString("hash"));
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
