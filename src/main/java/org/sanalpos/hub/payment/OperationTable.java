package org.sanalpos.hub.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sanalpos.hub.settings.HubNode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code operation} and {@code bank_call}. */
@Component
class OperationTable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String SELECT =
            "select o.*, p.currency from operation o join payment p on p.id = o.payment_id ";

    private final JdbcClient jdbc;
    private final HubNode node;

    OperationTable(JdbcClient jdbc, HubNode node) {
        this.jdbc = jdbc;
        this.node = node;
    }

    Write insert(Operation operation) {
        return Write.of(
                """
                        insert into operation (id, payment_id, type, amount, source, kept, started_at, node)
                        values (?, ?, ?, ?, ?, '{}', ?, ?)
                        """,
                operation.id(),
                operation.paymentId(),
                operation.type().code(),
                operation.amount().minor(),
                operation.source(),
                Timestamp.from(operation.startedAt()),
                node.id());
    }

    Write complete(Operation operation) {
        Result result = operation.result();
        Authentication authentication =
                operation.authentication() == null ? Authentication.NONE : operation.authentication();
        return Write.of(
                """
                        update operation set outcome = ?, result_code = ?, retryable = ?, bank_code = ?, bank_message = ?,
                            message_tr = ?, message_en = ?, auth_code = ?, host_reference = ?, bank_transaction_id = ?,
                            md_status = ?, eci = ?, cavv = ?, xid = ?, kept = ?, completed_at = ?, duration_ms = ?
                        where id = ?
                        """,
                operation.outcome().code(),
                result.code().code(),
                result.retryable(),
                result.bankCode(),
                result.bankMessage(),
                result.messageTr(),
                result.messageEn(),
                operation.authCode(),
                operation.hostReference(),
                operation.bankTransactionId(),
                authentication.mdStatus(),
                authentication.eci(),
                authentication.cavv(),
                authentication.xid(),
                JSON.writeValueAsString(operation.kept()),
                Timestamp.from(operation.completedAt()),
                operation.durationMs(),
                operation.id());
    }

    /** By payment, in the order in which they were begun; a payment with none is missing. */
    Map<String, List<Operation>> of(Collection<String> paymentIds) {
        return jdbc
                .sql(SELECT + "where o.payment_id in (:payments) order by o.id")
                .param("payments", paymentIds)
                .query((row, number) -> read(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Operation::paymentId));
    }

    /** The bank is asked for it only now: a cardholder was on the way through 3-D Secure before. */
    Write start(String id, Instant now) {
        return Write.of(
                "update operation set started_at = ?, node = ? where id = ?", Timestamp.from(now), node.id(), id);
    }

    /**
     * Those that the bank is being asked for, begun before a moment or by a node that is not among the living; a cardholder on the way
     * through 3-D Secure has all the session's time.
     *
     * @param living ids of nodes; empty if that is not known
     */
    List<Operation> open(Instant before, Set<String> living, int max) {
        String dead = living.isEmpty() ? "" : " or o.node not in (:living)";
        return jdbc.sql(SELECT + "where o.completed_at is null and (o.started_at < :before" + dead + ") " + """
                            and not exists (select 1 from three_d_session s
                                where s.operation_id = o.id and s.state <> 'ended')
                        order by o.started_at limit :max
                        """)
                .param("before", Timestamp.from(before))
                .param("living", living)
                .param("max", max)
                .query((row, number) -> read(row))
                .list();
    }

    Write insertCall(BankCall call) {
        return Write.of(
                "insert into bank_call (id, operation_id, message, url, request, sent_at) values (?, ?, ?, ?, ?, ?)",
                call.id(),
                call.operationId(),
                call.message(),
                call.url(),
                call.request(),
                Timestamp.from(call.sentAt()));
    }

    Write completeCall(BankCall call) {
        return Write.of(
                "update bank_call set transport = ?, http_status = ?, answer = ?, answered_at = ? where id = ?",
                call.transport(),
                call.httpStatus(),
                call.answer(),
                Timestamp.from(call.answeredAt()),
                call.id());
    }

    private static Operation read(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new Operation(
                row.getString("id"),
                row.getString("payment_id"),
                OperationType.of(row.getString("type")),
                new Money(row.getLong("amount"), Currency.getInstance(row.getString("currency"))),
                row.getString("source"),
                outcome == null ? null : Outcome.of(outcome),
                result(row),
                row.getString("auth_code"),
                row.getString("host_reference"),
                row.getString("bank_transaction_id"),
                authentication(row),
                JSON.readValue(row.getString("kept"), TEXTS),
                row.getTimestamp("started_at").toInstant(),
                instant(row, "completed_at"),
                row.getObject("duration_ms") == null ? null : row.getLong("duration_ms"));
    }

    static Result result(ResultSet row) throws SQLException {
        String code = row.getString("result_code");
        return code == null
                ? null
                : new Result(
                        ResultCode.of(code),
                        row.getBoolean("retryable"),
                        row.getString("bank_code"),
                        row.getString("bank_message"),
                        row.getString("message_tr"),
                        row.getString("message_en"));
    }

    private static Authentication authentication(ResultSet row) throws SQLException {
        Authentication authentication = new Authentication(
                row.getString("md_status"), row.getString("eci"), row.getString("cavv"), row.getString("xid"));
        return authentication.equals(Authentication.NONE) ? null : authentication;
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
