package org.sanalpos.hub.output;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The named parameters of {@code routes/sql/erp-result.sql}. */
@Component
public class ErpRow {
    private final JsonMapper json;

    public ErpRow(JsonMapper json) {
        this.json = json;
    }

    /**
     * All parameters that a statement may name, each there even when its value is null: texts, but {@code amount} (major units with
     * two or more decimals), {@code installments}, and {@code occurred_at} (time).
     */
    public Map<String, Object> parameters(OutboxRow row) {
        JsonNode payload = json.readTree(row.payload());
        JsonNode operation = payload.path("operation");
        JsonNode payment = payload.path("payment");
        JsonNode result = payment.path("result");
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("operation_id", row.operationId());
        parameters.put("transaction_code", text(payment, "transactionCode"));
        parameters.put("payment_id", row.paymentId());
        parameters.put("company", row.company());
        parameters.put("virtual_pos", text(payment, "virtualPos"));
        parameters.put("bank", text(payment, "bank"));
        parameters.put("operation", text(operation, "type"));
        parameters.put("outcome", text(operation, "outcome"));
        parameters.put("payment_status", text(payment, "status"));
        parameters.put("order_no", text(payment, "orderNo"));
        parameters.put("amount", new BigDecimal(operation.path("amount").stringValue()));
        parameters.put("currency", text(payment, "currency"));
        parameters.put("installments", payment.path("installments").intValue(1));
        parameters.put("channel", text(payment, "channel"));
        parameters.put("card_masked", text(payment.path("card"), "masked"));
        parameters.put("card_brand", text(payment.path("card"), "brand"));
        parameters.put("auth_code", text(operation, "authCode"));
        parameters.put("host_reference", text(operation, "hostReference"));
        parameters.put("bank_transaction_id", text(operation, "bankTransactionId"));
        String code = text(operation, "resultCode");
        parameters.put("result_code", code);
        parameters.put("bank_code", text(operation, "bankCode"));
        parameters.put("bank_message", text(operation, "bankMessage"));
        // The payment tells the messages of its last operation only.
        JsonNode message =
                code != null && code.equals(text(result, "code")) ? result.path("message") : result.path("-");
        parameters.put("message_tr", text(message, "tr"));
        parameters.put("message_en", text(message, "en"));
        parameters.put("occurred_at", time(operation));
        return parameters;
    }

    /** The {@link #parameters} of each of some rows, in their order. */
    public List<Map<String, Object>> allParameters(List<OutboxRow> rows) {
        return rows.stream().map(this::parameters).toList();
    }

    private static Timestamp time(JsonNode operation) {
        String completed = text(operation, "completedAt");
        String at = completed != null ? completed : operation.path("startedAt").stringValue();
        return Timestamp.from(OffsetDateTime.parse(at).toInstant());
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).stringValue(null);
    }
}
