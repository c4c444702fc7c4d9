package org.sanalpos.hub.output;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The message that the result queue gets. */
@Component
public class ResultMessage {
    /** Property by which the broker drops what it was sent before. */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private final JsonMapper json;

    public ResultMessage(JsonMapper json) {
        this.json = json;
    }

    /** Makes the exchange's {@link OutboxRow} the payment's JSON, with the properties that a consumer can select by. */
    public void write(Exchange exchange) {
        OutboxRow row = exchange.getMessage().getBody(OutboxRow.class);
        JsonNode payload = json.readTree(row.payload());
        JsonNode payment = payload.path("payment");
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(json.writeValueAsString(payment));
        message.setHeader("contentType", "application/json");
        message.setHeader("company", row.company());
        message.setHeader("paymentId", row.paymentId());
        message.setHeader("operationId", row.operationId());
        message.setHeader("operation", payload.path("operation").path("type").stringValue(""));
        message.setHeader("status", payment.path("status").stringValue(""));
        message.setHeader(DUPLICATE_ID, row.id());
    }
}
