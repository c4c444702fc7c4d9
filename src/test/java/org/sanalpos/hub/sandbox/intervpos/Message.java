package org.sanalpos.hub.sandbox.intervpos;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A form that a test sends. */
record Message(Map<String, String> values) {

    static final String VISA = "4546711234567894";

    /** This message as a payment in lira by a good card. */
    Message payment(String type, String orderId, String amount) {
        return with("TxnType", type)
                .with("OrderId", orderId)
                .with("PurchAmount", amount)
                .with("Currency", "949")
                .with("InstallmentCount", "")
                .with("MOTO", "0")
                .with("Lang", "TR")
                .with("Pan", VISA)
                .with("Expiry", "1230")
                .with("Cvv2", "000");
    }

    Message followUp(String type, String orderId) {
        return with("TxnType", type).with("OrderId", "").with("orgOrderId", orderId);
    }

    Message with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Message(changed);
    }

    Message without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.remove(name);
        return new Message(changed);
    }

    String body() {
        return values.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
