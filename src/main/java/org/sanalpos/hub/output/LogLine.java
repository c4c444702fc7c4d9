package org.sanalpos.hub.output;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.sanalpos.hub.payment.PanMask;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One operation as a line of the transaction log. */
@Component
public class LogLine {
    private final JsonMapper json;

    public LogLine(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param at when the operation ended, or began where its end is not known
     * @param json the line, without its end
     */
    public record Line(Instant at, String json) {}

    public Line of(OutboxRow row) {
        JsonNode payload = json.readTree(row.payload());
        JsonNode operation = payload.path("operation");
        JsonNode payment = payload.path("payment");
        String completed = operation.path("completedAt").stringValue(null);
        String at = completed != null ? completed : operation.path("startedAt").stringValue();

        ObjectNode line = json.createObjectNode();
        line.put("at", at);
        line.put("company", row.company());
        line.put("paymentId", row.paymentId());
        line.put("operationId", row.operationId());
        copy(line, "operation", operation.path("type"));
        copy(line, "amount", operation.path("amount"));
        copy(line, "currency", payment.path("currency"));
        copy(line, "installments", payment.path("installments"));
        copy(line, "outcome", operation.path("outcome"));
        copy(line, "status", payment.path("status"));
        copy(line, "source", operation.path("source"));
        copy(line, "channel", payment.path("channel"));
        copy(line, "secure", payment.path("secure"));
        copy(line, "virtualPos", payment.path("virtualPos"));
        copy(line, "bank", payment.path("bank"));
        copy(line, "orderNo", payment.path("orderNo"));
        copy(line, "transactionCode", payment.path("transactionCode"));
        line.put("card", PanMask.mask(payment.path("card").path("masked").stringValue(null)));
        copy(line, "cardBrand", payment.path("card").path("brand"));
        copy(line, "resultCode", operation.path("resultCode"));
        copy(line, "bankCode", operation.path("bankCode"));
        line.put("bankMessage", PanMask.mask(operation.path("bankMessage").stringValue(null)));
        copy(line, "authCode", operation.path("authCode"));
        copy(line, "hostReference", operation.path("hostReference"));
        copy(line, "bankTransactionId", operation.path("bankTransactionId"));
        copy(line, "startedAt", operation.path("startedAt"));
        copy(line, "durationMs", operation.path("durationMs"));
        return new Line(OffsetDateTime.parse(at).toInstant(), json.writeValueAsString(line));
    }

    private static void copy(ObjectNode line, String field, JsonNode value) {
        if (value.isMissingNode()) {
            line.putNull(field);
        } else {
            line.set(field, value);
        }
    }
}
