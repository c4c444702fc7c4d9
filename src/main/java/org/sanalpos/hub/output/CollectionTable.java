package org.sanalpos.hub.output;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.sanalpos.hub.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The ERP's collections, newest first. Every read is short: no connection is held between two parts of a list.
 *
 * <p>While the ERP's database is away, every read ends with a {@link ProblemException} that says so.
 */
@Component
class CollectionTable {
    private static final int LONGEST_SECONDS = 10;
    private static final String COLUMNS = Arrays.stream(CollectionColumn.values())
            .map(CollectionColumn::column)
            .collect(Collectors.joining(", "));
    private static final String ORDER = " order by occurred_at desc, operation_id desc";
    private static final Logger LOG = LoggerFactory.getLogger(CollectionTable.class);

    private final JdbcClient erp;
    private final String from;

    /** @param statement gives all collections of all companies */
    CollectionTable(@Qualifier("erpDataSource") DataSource erp, @Qualifier("collections.sql") String statement) {
        JdbcTemplate template = new JdbcTemplate(erp);
        template.setQueryTimeout(LONGEST_SECONDS);
        this.erp = JdbcClient.create(template);
        // The line break ends a comment that the statement may end with.
        this.from = " from (\n" + statement.strip().replaceFirst(";$", "") + "\n) c where 1 = 1";
    }

    List<CollectionRow> page(CollectionFilter filter, long offset, int size) {
        List<Object> params = new ArrayList<>();
        String where = where(filter, params);
        return rows(where, params, offset, size);
    }

    /**
     * The part of a list that comes after a row.
     *
     * @param last null for the first part
     * @param size how many rows at most
     */
    List<CollectionRow> after(CollectionFilter filter, CollectionRow last, int size) {
        List<Object> params = new ArrayList<>();
        String where = where(filter, params);
        if (last != null) {
            where += " and occurred_at <= ? and (occurred_at < ? or operation_id < ?)";
            params.addAll(List.of(last.occurredAt(), last.occurredAt(), last.operationId()));
        }
        return rows(where, params, 0, size);
    }

    long count(CollectionFilter filter) {
        List<Object> params = new ArrayList<>();
        String where = where(filter, params);
        return ask(() -> erp.sql("select count(*)" + from + where)
                .params(params)
                .query(Long.class)
                .single());
    }

    private List<CollectionRow> rows(String where, List<Object> params, long offset, int size) {
        params.add(offset);
        params.add(size);
        return ask(() -> erp.sql("select " + COLUMNS + from + where + ORDER + " offset ? rows fetch next ? rows only")
                .params(params)
                .query((row, number) -> CollectionRow.read(row))
                .list());
    }

    private static String where(CollectionFilter filter, List<Object> params) {
        StringBuilder where = new StringBuilder();
        and(where, params, "company = ?", filter.company());
        and(where, params, "bank = ?", filter.bank());
        and(where, params, "payment_status = ?", filter.status());
        and(where, params, "occurred_at >= ?", utc(filter.from()));
        and(where, params, "occurred_at < ?", utc(filter.to()));
        return where.toString();
    }

    private static void and(StringBuilder where, List<Object> params, String condition, Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            params.add(value);
        }
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            if (Failures.outage(e)
                    || e instanceof DataAccessResourceFailureException
                    || e instanceof QueryTimeoutException) {
                LOG.warn("The ERP's database did not answer a list: {}", Failures.text(e));
                throw ProblemException.unavailable("The ERP's database does not answer; payments go on, and what they"
                        + " became can be read at /api/v1/payments. Try again later");
            }
            throw new IllegalStateException(
                    "The list of routes/sql/collections.sql cannot be read: " + Failures.text(e), e);
        }
    }
}
