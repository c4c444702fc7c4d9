package org.sanalpos.hub.output.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sanalpos.hub.payment.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows of {@code webhook_event} and {@code webhook_attempt}. An event whose id is in the outbox waits. */
@Component
class WebhookTable {
    private static final int BATCH = 500;
    private static final String FROM = " from webhook_event e left join outbox o on o.id = e.id where 1 = 1";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Ids ids;

    WebhookTable(JdbcClient jdbc, TransactionTemplate transaction, Ids ids) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.ids = ids;
    }

    /**
     * @param id ULID, the same in the event's body and in the outbox
     * @param body what is sent, byte for byte the same each time
     */
    record Event(
            String id,
            String company,
            String paymentId,
            String operationId,
            String type,
            String body,
            Instant createdAt) {}

    /**
     * Which deliveries a list shows; what is null does not matter.
     *
     * @param from the earliest moment of the event
     * @param to the moment before which it is
     */
    record Filter(String company, Delivery.Status status, String paymentId, Instant from, Instant to) {}

    void insert(Event event) {
        jdbc.sql("insert into webhook_event (id, company, payment_id, operation_id, type, body, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        event.id(),
                        event.company(),
                        event.paymentId(),
                        event.operationId(),
                        event.type(),
                        event.body(),
                        utc(event.createdAt()))
                .update();
    }

    /** Writes an attempt down, and with it whether the event is delivered. */
    void attempted(String id, Attempt attempt) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("insert into webhook_attempt (id, event_id, sent_at, http_status, failure, detail, duration_ms)"
                            + " values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            ids.next(),
                            id,
                            utc(attempt.at()),
                            attempt.httpStatus(),
                            attempt.failure() == null ? null : attempt.failure().code(),
                            attempt.detail(),
                            attempt.took().toMillis())
                    .update();
            if (attempt.delivered()) {
                jdbc.sql("update webhook_event set delivered_at = ? where id = ?")
                        .params(utc(attempt.at().plus(attempt.took())), id)
                        .update();
            }
        });
    }

    /** The event, with its row locked until the transaction ends. */
    Optional<Event> lock(String id) {
        return jdbc.sql("select id, company, payment_id, operation_id, type, body, created_at from webhook_event"
                        + " where id = ? for update")
                .param(id)
                .query((row, number) -> new Event(
                        row.getString("id"),
                        row.getString("company"),
                        row.getString("payment_id"),
                        row.getString("operation_id"),
                        row.getString("type"),
                        row.getString("body"),
                        instant(row, "created_at")))
                .optional();
    }

    void undelivered(String id) {
        jdbc.sql("update webhook_event set delivered_at = null where id = ?")
                .param(id)
                .update();
    }

    Optional<Delivery> find(String id) {
        return read(" and e.id = ?", List.of(id), 0, 1).stream().findFirst();
    }

    /** The newest first. */
    List<Delivery> page(Filter filter, long offset, int size) {
        List<Object> params = new ArrayList<>();
        return read(where(filter, params), params, offset, size);
    }

    long count(Filter filter) {
        List<Object> params = new ArrayList<>();
        String where = where(filter, params);
        return jdbc.sql("select count(*)" + FROM + where)
                .params(params)
                .query(Long.class)
                .single();
    }

    /** Events of all companies that were given up. */
    long givenUp() {
        return count(new Filter(null, Delivery.Status.GIVEN_UP, null, null, null));
    }

    /** Deletes what was delivered before a moment, some at a time, and tells how many events that were. */
    int deleteDelivered(Instant before) {
        int deleted = 0;
        int last = BATCH;
        while (last == BATCH) {
            last = transaction.execute(status -> deleteSome(before));
            deleted += last;
        }
        return deleted;
    }

    private int deleteSome(Instant before) {
        List<String> old = jdbc.sql(
                        "select id from webhook_event where delivered_at < ? and id not in"
                                + " (select id from outbox where destination = ?) order by delivered_at fetch first ? rows only")
                .params(utc(before), WebhookEvents.DESTINATION, BATCH)
                .query(String.class)
                .list();
        if (!old.isEmpty()) {
            jdbc.sql("delete from webhook_attempt where event_id in (:ids)")
                    .param("ids", old)
                    .update();
            jdbc.sql("delete from webhook_event where id in (:ids)")
                    .param("ids", old)
                    .update();
        }
        return old.size();
    }

    private List<Delivery> read(String where, List<Object> params, long offset, int size) {
        List<Object> all = new ArrayList<>(params);
        all.add(offset);
        all.add(size);
        List<Delivery> found = jdbc.sql(
                        "select e.id, e.type, e.company, e.payment_id, e.created_at, e.delivered_at, o.id as waits, o.due_at"
                                + FROM + where + " order by e.id desc offset ? rows fetch next ? rows only")
                .params(all)
                .query((row, number) -> delivery(row))
                .list();
        Map<String, List<Attempt>> attempts = attempts(found);
        return found.stream()
                .map(delivery -> with(delivery, attempts.getOrDefault(delivery.id(), List.of())))
                .toList();
    }

    private Map<String, List<Attempt>> attempts(List<Delivery> deliveries) {
        Map<String, List<Attempt>> attempts = new HashMap<>();
        if (!deliveries.isEmpty()) {
            jdbc.sql("select event_id, sent_at, http_status, failure, detail, duration_ms from webhook_attempt"
                            + " where event_id in (:ids) order by id")
                    .param("ids", deliveries.stream().map(Delivery::id).toList())
                    .query((ResultSet row) -> {
                        attempts.computeIfAbsent(row.getString("event_id"), id -> new ArrayList<>())
                                .add(attempt(row));
                    });
        }
        return attempts;
    }

    private static String where(Filter filter, List<Object> params) {
        StringBuilder where = new StringBuilder();
        and(where, params, "e.company = ?", filter.company());
        and(where, params, "e.payment_id = ?", filter.paymentId());
        and(where, params, "e.created_at >= ?", utc(filter.from()));
        and(where, params, "e.created_at < ?", utc(filter.to()));
        if (filter.status() != null) {
            where.append(
                    switch (filter.status()) {
                        case WAITING -> " and o.id is not null";
                        case DELIVERED -> " and o.id is null and e.delivered_at is not null";
                        case GIVEN_UP -> " and o.id is null and e.delivered_at is null";
                    });
        }
        return where.toString();
    }

    private static void and(StringBuilder where, List<Object> params, String condition, Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            params.add(value);
        }
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        Instant deliveredAt = instant(row, "delivered_at");
        Delivery.Status done = deliveredAt == null ? Delivery.Status.GIVEN_UP : Delivery.Status.DELIVERED;
        return new Delivery(
                row.getString("id"),
                row.getString("type"),
                row.getString("company"),
                row.getString("payment_id"),
                row.getString("waits") == null ? done : Delivery.Status.WAITING,
                instant(row, "created_at"),
                instant(row, "due_at"),
                deliveredAt,
                List.of());
    }

    private static Delivery with(Delivery delivery, List<Attempt> attempts) {
        return new Delivery(
                delivery.id(),
                delivery.type(),
                delivery.company(),
                delivery.paymentId(),
                delivery.status(),
                delivery.createdAt(),
                delivery.dueAt(),
                delivery.deliveredAt(),
                List.copyOf(attempts));
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        String failure = row.getString("failure");
        return new Attempt(
                instant(row, "sent_at"),
                row.getObject("http_status", Integer.class),
                failure == null ? null : Attempt.Failure.of(failure),
                row.getString("detail"),
                Duration.ofMillis(row.getLong("duration_ms")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
