package org.sanalpos.hub.sandbox.nestpay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sanalpos.hub.sandbox.RequestXml;

/** A CC5Request that a test sends; a path such as {@code Extra/MAILORDER} is an element within another. */
record Message(Map<String, String> values) {

    static final String VISA = "4546711234567894";

    /** A message of the bank's demonstration store with nothing but the credentials. */
    static Message of(Map<String, String> credentials) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("Name", credentials.get("username"));
        values.put("Password", credentials.get("password"));
        values.put("ClientId", credentials.get("clientId"));
        return new Message(values);
    }

    /** This message as a payment in lira by a good card. */
    Message payment(String type, String orderId, String total) {
        return with("Type", type)
                .with("IPAddress", "192.0.2.7")
                .with("OrderId", orderId)
                .with("Total", total)
                .with("Currency", "949")
                .with("Taksit", "")
                .with("Number", VISA)
                .with("Expires", "12/30")
                .with("Cvv2Val", "000")
                .with("Mode", "P");
    }

    Message followUp(String type, String orderId) {
        return with("Type", type).with("OrderId", orderId);
    }

    Message with(String path, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(path, value);
        return new Message(changed);
    }

    Message without(String path) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.remove(path);
        return new Message(changed);
    }

    String xml() {
        return "<?xml version=\"1.0\" encoding=\"ISO-8859-9\"?><CC5Request>" + RequestXml.elements(values)
                + "</CC5Request>";
    }
}
