package org.sanalpos.hub.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sanalpos.hub.payment.ThreeDSession.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code three_d_session} and {@code three_d_callback}. Every step forward is taken by one caller only, on whatever node. */
@Component
public class ThreeDSessions {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final int LONGEST_REASON = 500;

    private final JdbcClient jdbc;

    public ThreeDSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Write insert(ThreeDSession session) {
        return Write.of(
                """
                        insert into three_d_session (id, payment_id, operation_id, state, page_url, return_url, language, node,
                            kept, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                session.id(),
                session.paymentId(),
                session.operationId(),
                session.state().code(),
                session.pageUrl(),
                session.returnUrl(),
                session.language(),
                session.node(),
                JSON.writeValueAsString(session.kept()),
                Timestamp.from(session.createdAt()),
                Timestamp.from(session.expiresAt()));
    }

    public Optional<ThreeDSession> find(String id) {
        return jdbc.sql("select * from three_d_session where id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    public Optional<ThreeDSession> ofPayment(String paymentId) {
        return jdbc.sql("select * from three_d_session where payment_id = ?")
                .param(paymentId)
                .query((row, number) -> read(row))
                .optional();
    }

    /** The page is ready; false if the session has ended meanwhile. */
    boolean ready(String id, Map<String, String> kept) {
        return jdbc.sql("update three_d_session set state = ?, kept = ? where id = ? and state = ?")
                        .params(State.WAITING.code(), JSON.writeValueAsString(kept), id, State.PREPARING.code())
                        .update()
                == 1;
    }

    /** Lets another operation wait for the authentication. */
    void pass(String operationId, String otherId) {
        jdbc.sql("update three_d_session set operation_id = ? where operation_id = ?")
                .params(otherId, operationId)
                .update();
    }

    /** Takes the page, once; false if it was taken before or the time is over. */
    public boolean show(String id, Instant now) {
        return jdbc.sql(
                                "update three_d_session set state = ?, shown_at = ? where id = ? and state = ? and expires_at > ?")
                        .params(State.SHOWN.code(), Timestamp.from(now), id, State.WAITING.code(), Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Ends the session, once. */
    boolean end(String id, Instant now) {
        return jdbc.sql("update three_d_session set state = ?, ended_at = ? where id = ? and state <> ?")
                        .params(State.ENDED.code(), Timestamp.from(now), id, State.ENDED.code())
                        .update()
                == 1;
    }

    /** Ends the session of a payment that waits for the browser no more. */
    void endOf(String paymentId, Instant now) {
        jdbc.sql("update three_d_session set state = ?, ended_at = ? where payment_id = ? and state <> ?")
                .params(State.ENDED.code(), Timestamp.from(now), paymentId, State.ENDED.code())
                .update();
    }

    /** Lets the sessions that were begun at a node end at a moment, where they would end later. */
    public void shorten(String node, Instant latest) {
        jdbc.sql("update three_d_session set expires_at = ? where state <> ? and node = ? and expires_at > ?")
                .params(Timestamp.from(latest), State.ENDED.code(), node, Timestamp.from(latest))
                .update();
    }

    /** Sessions whose time is over and that nobody has ended. */
    public List<ThreeDSession> due(Instant now, int max) {
        return jdbc.sql(
                        "select * from three_d_session where state <> ? and expires_at <= ? order by expires_at limit ?")
                .params(State.ENDED.code(), Timestamp.from(now), max)
                .query((row, number) -> read(row))
                .list();
    }

    /** Notes that the bank's callback came. {@code reason} names what was wrong with it, without values, or is null. */
    public void note(String id, String sessionId, boolean accepted, String reason, Instant now) {
        String shown =
                reason == null || reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        jdbc.sql("insert into three_d_callback (id, session_id, received_at, accepted, reason) values (?, ?, ?, ?, ?)")
                .params(id, sessionId, Timestamp.from(now), accepted, shown)
                .update();
    }

    /** How many callbacks a session has had; beyond measure they are not noted any more. */
    public int callbacks(String sessionId) {
        return jdbc.sql("select count(*) from three_d_callback where session_id = ?")
                .param(sessionId)
                .query(Integer.class)
                .single();
    }

    private static ThreeDSession read(ResultSet row) throws SQLException {
        return new ThreeDSession(
                row.getString("id"),
                row.getString("payment_id"),
                row.getString("operation_id"),
                State.of(row.getString("state")),
                row.getString("page_url"),
                row.getString("return_url"),
                row.getString("language"),
                row.getString("node"),
                JSON.readValue(row.getString("kept"), TEXTS),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }
}
