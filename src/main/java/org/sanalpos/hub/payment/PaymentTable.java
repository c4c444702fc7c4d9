package org.sanalpos.hub.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of {@code payment}. */
@Component
class PaymentTable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private static final String CHANGED = " was changed by another writer";
    private static final String SELECT =
            "select p.*, (select s.page_url from three_d_session s where s.payment_id = p.id) as page_url from payment p";

    private final JdbcClient jdbc;
    private final OperationTable operations;

    PaymentTable(JdbcClient jdbc, OperationTable operations) {
        this.jdbc = jdbc;
        this.operations = operations;
    }

    Write insert(Payment payment) {
        Customer customer = payment.customer();
        return Write.of(
                """
                        insert into payment (id, company, virtual_pos, bank, operation, secure, status, version, order_no,
                            transaction_code, amount, captured_amount, refunded_amount, currency, installments, channel,
                            card_masked, card_brand, customer_ip, customer_email, customer_name, customer_phone,
                            description, metadata, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                payment.id(),
                payment.company(),
                payment.virtualPos(),
                payment.bank(),
                payment.operation().code(),
                payment.secure().code(),
                payment.status().code(),
                payment.version(),
                payment.orderNo(),
                payment.transactionCode(),
                payment.amount().minor(),
                payment.capturedMinor(),
                payment.refundedMinor(),
                payment.amount().currency().getCurrencyCode(),
                payment.installments(),
                payment.channel().code(),
                payment.maskedCard(),
                payment.cardBrand(),
                customer.ip(),
                customer.email(),
                customer.name(),
                customer.phone(),
                payment.description(),
                JSON.writeValueAsString(payment.metadata()),
                Timestamp.from(payment.createdAt()));
    }

    /** Takes the payment for a follow-up if it is still as it was read. */
    boolean claim(Payment payment) {
        return jdbc.sql("""
                                update payment set status = 'processing', resume_status = status, version = version + 1
                                where id = ? and version = ? and status = ?
                                """)
                        .params(
                                payment.id(),
                                payment.version(),
                                payment.status().code())
                        .update()
                == 1;
    }

    /** The new standing of a payment that was {@link Payment#moved}, from the version before. */
    Write move(Payment after) {
        Result result = after.result();
        return new Write(
                """
                        update payment set status = ?, resume_status = ?, version = ?, captured_amount = ?, refunded_amount = ?,
                            result_code = ?, retryable = ?, bank_code = ?, bank_message = ?, message_tr = ?, message_en = ?,
                            auth_code = ?, host_reference = ?, bank_transaction_id = ?, completed_at = ?
                        where id = ? and version = ?
                        """,
                "payment " + after.id() + CHANGED,
                after.status().code(),
                after.resumeStatus() == null ? null : after.resumeStatus().code(),
                after.version(),
                after.capturedMinor(),
                after.refundedMinor(),
                result.code().code(),
                result.retryable(),
                result.bankCode(),
                result.bankMessage(),
                result.messageTr(),
                result.messageEn(),
                after.authCode(),
                after.hostReference(),
                after.bankTransactionId(),
                after.completedAt() == null ? null : Timestamp.from(after.completedAt()),
                after.id(),
                after.version() - 1);
    }

    /** Another virtual POS for a payment that no bank has heard of. */
    Write place(Payment before, String virtualPos, String bank, String transactionCode) {
        return new Write(
                """
                        update payment set virtual_pos = ?, bank = ?, transaction_code = ?, version = version + 1
                        where id = ? and version = ?
                        """,
                "payment " + before.id() + CHANGED,
                virtualPos,
                bank,
                transactionCode,
                before.id(),
                before.version());
    }

    /** The card of a payment whose card was typed at the bank. */
    void card(String id, String masked, String brand) {
        jdbc.sql("update payment set card_masked = ?, card_brand = ? where id = ? and card_masked is null")
                .params(masked, brand, id)
                .update();
    }

    Optional<Payment> find(String id) {
        return one(SELECT + " where id = ?", id);
    }

    Optional<Payment> findByTransactionCode(String company, String transactionCode) {
        return one(SELECT + " where company = ? and transaction_code = ?", company, transactionCode);
    }

    /** The payment, with its row locked until the transaction ends. */
    Payment lock(String id) {
        return one(SELECT + " where id = ? for update", id)
                .orElseThrow(() -> new IllegalStateException("no payment " + id));
    }

    List<Payment> list(PaymentFilter filter) {
        List<Object> params = new ArrayList<>();
        String where = where(filter, params);
        params.add(filter.size());
        params.add((long) filter.page() * filter.size());
        return all(SELECT + where + " order by created_at desc, id desc limit ? offset ?", params);
    }

    long count(PaymentFilter filter) {
        List<Object> params = new ArrayList<>();
        String where = where(filter, params);
        return jdbc.sql("select count(*) from payment" + where)
                .params(params)
                .query(Long.class)
                .single();
    }

    private static String where(PaymentFilter filter, List<Object> params) {
        List<String> conditions = new ArrayList<>();
        add(conditions, params, "company = ?", filter.company());
        add(conditions, params, "order_no = ?", filter.orderNo());
        add(conditions, params, "transaction_code = ?", filter.transactionCode());
        add(
                conditions,
                params,
                "status = ?",
                filter.status() == null ? null : filter.status().code());
        add(conditions, params, "created_at >= ?", filter.from() == null ? null : Timestamp.from(filter.from()));
        add(conditions, params, "created_at < ?", filter.to() == null ? null : Timestamp.from(filter.to()));
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private static void add(List<String> conditions, List<Object> params, String condition, Object value) {
        if (value != null) {
            conditions.add(condition);
            params.add(value);
        }
    }

    private Optional<Payment> one(String sql, Object... params) {
        return all(sql, List.of(params)).stream().findFirst();
    }

    // Operations are read when the first result is at its end: a caller that held one connection and waited for a
    // second
    // would, with enough others like it, wait for ever.
    private List<Payment> all(String sql, List<?> params) {
        List<Payment> bare =
                jdbc.sql(sql).params(params).query((row, number) -> read(row)).list();
        if (bare.isEmpty()) {
            return bare;
        }
        Map<String, List<Operation>> found =
                operations.of(bare.stream().map(Payment::id).toList());
        return bare.stream()
                .map(payment -> payment.with(found.getOrDefault(payment.id(), List.of())))
                .toList();
    }

    private static Payment read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        String resume = row.getString("resume_status");
        PaymentStatus status = PaymentStatus.of(row.getString("status"));
        return new Payment(
                id,
                row.getString("company"),
                row.getString("virtual_pos"),
                row.getString("bank"),
                OperationType.of(row.getString("operation")),
                Secure.of(row.getString("secure")),
                status,
                resume == null ? null : PaymentStatus.of(resume),
                row.getInt("version"),
                row.getString("order_no"),
                row.getString("transaction_code"),
                new Money(row.getLong("amount"), Currency.getInstance(row.getString("currency"))),
                row.getLong("captured_amount"),
                row.getLong("refunded_amount"),
                row.getInt("installments"),
                Channel.of(row.getString("channel")),
                row.getString("card_masked"),
                row.getString("card_brand"),
                new Customer(
                        row.getString("customer_ip"),
                        row.getString("customer_email"),
                        row.getString("customer_name"),
                        row.getString("customer_phone")),
                row.getString("description"),
                JSON.readValue(row.getString("metadata"), TEXTS),
                row.getString("auth_code"),
                row.getString("host_reference"),
                row.getString("bank_transaction_id"),
                OperationTable.result(row),
                row.getTimestamp("created_at").toInstant(),
                OperationTable.instant(row, "completed_at"),
                status == PaymentStatus.REQUIRES_ACTION ? row.getString("page_url") : null,
                List.of());
    }
}
