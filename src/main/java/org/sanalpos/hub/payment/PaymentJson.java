package org.sanalpos.hub.payment;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A payment as the public contract writes it. */
public final class PaymentJson {
    private static final JsonMapper JSON = new JsonMapper();

    private PaymentJson() {}

    /** The text of {@link #tree(Payment)}. */
    public static String text(Payment payment) {
        return JSON.writeValueAsString(tree(payment));
    }

    public static ObjectNode tree(Payment payment) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", payment.id());
        json.put("status", payment.status().code());
        json.put("company", payment.company());
        json.put("virtualPos", payment.virtualPos());
        json.put("bank", payment.bank());
        json.put("operation", payment.operation().code());
        json.put("secure", payment.secure().code());
        json.put("orderNo", payment.orderNo());
        json.put("transactionCode", payment.transactionCode());
        json.put("amount", payment.amount().decimal());
        json.put("capturedAmount", payment.captured().decimal());
        json.put("refundedAmount", payment.refunded().decimal());
        json.put("currency", payment.amount().currency().getCurrencyCode());
        json.put("installments", payment.installments());
        json.put("channel", payment.channel().code());
        if (payment.maskedCard() == null) {
            json.putNull("card");
        } else {
            json.putObject("card").put("masked", payment.maskedCard()).put("brand", payment.cardBrand());
        }
        json.put("authCode", payment.authCode());
        json.put("hostReference", payment.hostReference());
        json.put("bankTransactionId", payment.bankTransactionId());
        json.set("result", payment.result() == null ? JsonNodeFactory.instance.nullNode() : result(payment.result()));
        if (payment.nextActionUrl() == null) {
            json.putNull("nextAction");
        } else {
            json.putObject("nextAction").put("type", "redirect").put("url", payment.nextActionUrl());
        }
        json.put("description", payment.description());
        ObjectNode metadata = json.putObject("metadata");
        payment.metadata().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        json.put("createdAt", time(payment.createdAt()));
        json.put("completedAt", time(payment.completedAt()));
        ArrayNode operations = json.putArray("operations");
        payment.operations().forEach(operation -> operations.add(operation(operation)));
        return json;
    }

    /** What is told outside about the end of one operation: the operation and the payment as it is then. */
    static String event(Payment payment, Operation operation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode own = json.putObject("operation");
        own.put("id", operation.id());
        own.put("source", operation.source());
        own.put("startedAt", time(operation.startedAt()));
        own.put("completedAt", time(operation.completedAt()));
        own.put(
                "resultCode",
                operation.result() == null ? null : operation.result().code().code());
        own.setAll(operation(operation));
        json.set("payment", tree(payment));
        return JSON.writeValueAsString(json);
    }

    /**
     * What a company is told when a payment has reached a final state.
     *
     * @param id the event's
     */
    public static String stateEvent(String id, Payment payment, Instant at) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id);
        json.put("type", eventType(payment.status()));
        json.put("createdAt", time(at));
        json.set("payment", tree(payment));
        return JSON.writeValueAsString(json);
    }

    /** The name of the event of a final state: {@code payment.captured}. */
    public static String eventType(PaymentStatus reached) {
        return "payment." + reached.code();
    }

    /** The contract's page of a list. */
    public static String page(List<Payment> payments, int page, int size, long total) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode items = json.putArray("items");
        payments.forEach(payment -> items.add(tree(payment)));
        json.put("page", page).put("size", size).put("total", total);
        return JSON.writeValueAsString(json);
    }

    private static ObjectNode operation(Operation operation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", operation.type().code());
        json.put("amount", operation.amount().decimal());
        json.put(
                "outcome",
                operation.outcome() == null ? "processing" : operation.outcome().code());
        Result result = operation.result();
        json.put("bankCode", result == null ? null : result.bankCode());
        json.put("bankMessage", result == null ? null : result.bankMessage());
        json.put("authCode", operation.authCode());
        json.put("hostReference", operation.hostReference());
        json.put("bankTransactionId", operation.bankTransactionId());
        Authentication authentication = operation.authentication();
        if (authentication != null) {
            json.putObject("authentication")
                    .put("mdStatus", authentication.mdStatus())
                    .put("eci", authentication.eci())
                    .put("cavv", authentication.cavv())
                    .put("xid", authentication.xid());
        }
        json.put("at", time(operation.startedAt()));
        json.put("durationMs", operation.durationMs());
        return json;
    }

    private static ObjectNode result(Result result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("code", result.code().code());
        json.put("retryable", result.retryable());
        json.put("bankCode", result.bankCode());
        json.put("bankMessage", result.bankMessage());
        json.putObject("message").put("tr", result.messageTr()).put("en", result.messageEn());
        return json;
    }

    private static String time(Instant instant) {
        return instant == null ? null : DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MILLIS));
    }
}
