package org.sanalpos.hub.sandbox.akbank;

import tools.jackson.databind.JsonNode;

/** A message whose members are known, present and of the right JSON types; the values are not checked. */
final class Request {

    private final Operation operation;
    private final JsonNode json;

    private Request(Operation operation, JsonNode json) {
        this.operation = operation;
        this.json = json;
    }

    /**
     * Takes a message of the transaction service.
     *
     * @throws HttpRefusal if it is not built as its operation must be
     */
    static Request of(JsonNode json) throws HttpRefusal {
        Operation operation = Operation.of(json.path("txnCode").asString(""))
                .orElseThrow(() -> HttpRefusal.badRequest("txnCode alanı geçersiz."));
        operation.shape().check(json);
        Request request = new Request(operation, json);
        request.checkChoices();
        return request;
    }

    /** Takes a message of the report service, which has no operation. */
    static Request ofReport(JsonNode json) throws HttpRefusal {
        Report.SHAPE.check(json);
        Request request = new Request(null, json);
        boolean range = request.has("report.startDateTime") && request.has("report.endDateTime");
        boolean half = request.has("report.startDateTime") || request.has("report.endDateTime");
        if (request.has("report.batchNumber") ? half : !range) {
            throw HttpRefusal.badRequest("report alanı hatalı.");
        }
        return request;
    }

    Operation operation() {
        return operation;
    }

    boolean has(String path) {
        return !node(path).isMissingNode();
    }

    JsonNode node(String path) {
        return json.at("/" + path.replace('.', '/'));
    }

    /** Returns a text, empty if it is absent. */
    String text(String path) {
        return node(path).asString("");
    }

    /** Returns a whole number, -1 if it is absent or too large to mean anything. */
    int integer(String path) {
        JsonNode number = node(path);
        return number.canConvertToInt() ? number.intValue() : -1;
    }

    private void checkChoices() throws HttpRefusal {
        switch (operation) {
            case SALE, PREAUTH -> {
                requireOneOf("card", "secureTransaction");
                if (has("card") && !has("card.cvv2") && integer("transaction.motoInd") != 1) {
                    throw HttpRefusal.badRequest("card.cvv2 alanı zorunludur.");
                }
            }
            case VOID, REFUND, HISTORY -> requireOneOf("order.orderId", "order.orderTrackId");
            case PAY_BY_LINK -> requireOneOf("payByLink.mobilePhoneNumber", "payByLink.email");
            case CAPTURE, PLAN_CANCELLATION -> {}
        }
    }

    private void requireOneOf(String one, String other) throws HttpRefusal {
        if (has(one) == has(other)) {
            throw HttpRefusal.badRequest(one + " alanı ile " + other + " alanından biri zorunludur.");
        }
    }
}
