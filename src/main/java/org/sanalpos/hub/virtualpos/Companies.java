package org.sanalpos.hub.virtualpos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.sanalpos.hub.audit.Action;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.audit.AuditLog;
import org.sanalpos.hub.audit.Kind;
import org.sanalpos.hub.audit.Snapshot;
import org.sanalpos.hub.audit.Thing;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.Caller;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The companies, always as the database has them now. */
@Component
public class Companies {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final Clock clock;
    private final JsonMapper json;

    public Companies(JdbcClient jdbc, TransactionTemplate transaction, AuditLog audit, Clock clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
        this.json = json;
    }

    public Optional<Company> find(String code) {
        return jdbc.sql("select code, name, settings from company where code = :code")
                .param("code", code)
                .query(this::company)
                .optional();
    }

    /** All companies, by code. */
    public List<Company> list() {
        return jdbc.sql("select code, name, settings from company order by code")
                .query(this::company)
                .list();
    }

    /**
     * @param by who makes it
     * @throws ProblemException if the code is taken
     */
    public void create(Company company, Actor by) {
        transaction.executeWithoutResult(status -> {
            insert(company);
            audit.changed(by, thing(company.code()), Action.CREATE, null, snapshot(company));
        });
    }

    private void insert(Company company) {
        try {
            jdbc.sql("insert into company (code, name, settings, created_at, updated_at)"
                            + " values (:code, :name, :settings, :now, :now)")
                    .param("code", company.code())
                    .param("name", company.name())
                    .param("settings", json.writeValueAsString(company.settings()))
                    .param("now", now())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw ProblemException.conflict("There is a company '" + company.code() + "' already");
        }
    }

    /**
     * @param by who changes it
     * @throws ProblemException if there is no company with this code
     */
    public void update(Company company, Actor by) {
        transaction.executeWithoutResult(status -> {
            Company before = jdbc.sql("select code, name, settings from company where code = :code for update")
                    .param("code", company.code())
                    .query(this::company)
                    .optional()
                    .orElseThrow(() -> unknown("code", company.code()));
            jdbc.sql("update company set name = :name, settings = :settings, updated_at = :now where code = :code")
                    .param("code", company.code())
                    .param("name", company.name())
                    .param("settings", json.writeValueAsString(company.settings()))
                    .param("now", now())
                    .update();
            audit.changed(by, thing(company.code()), Action.CHANGE, snapshot(before), snapshot(company));
        });
    }

    static Thing thing(String code) {
        return new Thing(Kind.COMPANY, code, code);
    }

    private static Snapshot snapshot(Company company) {
        CompanySettings settings = company.settings();
        return new Snapshot()
                .field("code", company.code())
                .field("name", company.name())
                .field("clearCards", settings.clearCards())
                .field("doneMarker", settings.doneMarker())
                .field("returnUrls", settings.returnUrls())
                .field("fullAuthenticationOnly", settings.fullAuthenticationOnly())
                .field("unconfirmedCharges", settings.reverseUnconfirmed() ? "reverse" : "keep")
                // Receivers like to know their callers by a token in the query.
                .partly("webhookUrl", UrlRules.withoutQueryValues(settings.webhookUrl()), settings.webhookUrl())
                .field("logFolder", settings.logFolder())
                .field("logRetentionDays", settings.logRetentionDays());
    }

    /**
     * The company that a request is for.
     *
     * @param named the company that the request names, or null
     * @return code of a company that exists
     * @throws ProblemException if an operator's key names none, or the company does not exist or is not the caller's: the
     *     last two are told alike
     */
    public String resolve(Caller caller, String named) {
        if (!caller.operator()) {
            if (named != null && !named.equals(caller.company())) {
                throw unknown("company", named);
            }
            return caller.company();
        }
        if (named == null || named.isEmpty()) {
            throw ProblemException.invalid("company", "is missing: an operator's key must name the company");
        }
        return find(named).map(Company::code).orElseThrow(() -> unknown("company", named));
    }

    static ProblemException unknown(String field, String code) {
        return ProblemException.notFound(field, "There is no company '" + code + "'");
    }

    private Company company(ResultSet row, int number) throws SQLException {
        return new Company(
                row.getString("code"),
                row.getString("name"),
                json.readValue(row.getString("settings"), CompanySettings.class));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
