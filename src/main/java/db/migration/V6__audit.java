package db.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * The audit, whose entries can be added only: each kind of database refuses changes in its own words, so that this is no SQL file. The
 * name is how Flyway finds it.
 */
public class V6__audit extends BaseJavaMigration {
    private static final List<String> TABLES = List.of(
            """
            create table audit_entry (
                id varchar(26) primary key,
                chain varchar(40),
                number bigint,
                at timestamp with time zone not null,
                company varchar(40),
                by_type varchar(10) not null,
                by_key varchar(40),
                by_company varchar(40),
                by_address varchar(64),
                kind varchar(20) not null,
                code varchar(60) not null,
                action varchar(30) not null,
                outcome varchar(20) not null,
                operation_id varchar(26),
                changed text not null,
                before_state text,
                after_state text,
                details text,
                hash varchar(64) not null,
                constraint audit_entry_number unique (chain, number)
            )
            """,
            "create index audit_entry_at on audit_entry (at, id)",
            "create index audit_entry_company on audit_entry (company, at, id)",
            "create index audit_entry_thing on audit_entry (kind, code, at)",
            "create index audit_entry_operation on audit_entry (operation_id)",
            // The reference also keeps the entries from being truncated on a database whose triggers do not see that.
            """
            create table audit_chain (
                name varchar(40) primary key,
                number bigint not null,
                hash varchar(64) not null,
                entry_id varchar(26) references audit_entry (id)
            )
            """);

    private static final List<String> POSTGRESQL = List.of(
            """
            create function audit_entry_stays() returns trigger language plpgsql as $$
            begin
                raise exception 'entries of the audit are never changed or deleted';
            end
            $$
            """,
            """
            create trigger audit_entry_stays before update or delete on audit_entry
                for each row execute function audit_entry_stays()
            """,
            """
            create trigger audit_entry_all_stay before truncate on audit_entry
                for each statement execute function audit_entry_stays()
            """,
            "alter table audit_entry enable always trigger audit_entry_stays",
            "alter table audit_entry enable always trigger audit_entry_all_stay");

    private static final List<String> H2 = List.of("""
            create trigger audit_entry_stays before update, delete on audit_entry
                for each row call 'org.sanalpos.hub.audit.AppendOnly'
            """);

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        run(connection, TABLES);
        run(connection, refusal(connection.getMetaData().getDatabaseProductName()));
    }

    private static List<String> refusal(String database) {
        return switch (database) {
            case "PostgreSQL" -> POSTGRESQL;
            case "H2" -> H2;
            default -> throw new IllegalStateException("The hub's own database is PostgreSQL or H2, not " + database);
        };
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
