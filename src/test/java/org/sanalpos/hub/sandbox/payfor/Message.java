package org.sanalpos.hub.sandbox.payfor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sanalpos.hub.sandbox.RequestXml;

/** A PayforRequest that a test sends. */
record Message(Map<String, String> fields) {

    static final String VISA = "4546711234567894";

    /** A message with nothing but the credentials and the language. */
    static Message of(Map<String, String> credentials) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("MbrId", credentials.get("mbrId"));
        fields.put("MerchantId", credentials.get("merchantId"));
        fields.put("UserCode", credentials.get("userCode"));
        fields.put("UserPass", credentials.get("userPass"));
        fields.put("Lang", "TR");
        return new Message(fields);
    }

    Message typed(String secureType, String type) {
        return with("SecureType", secureType).with("TxnType", type);
    }

    /** This message as a payment in lira by a good card. */
    Message payment(String type, String orderId, String amount) {
        return typed("NonSecure", type)
                .with("OrderId", orderId)
                .with("PurchAmount", amount)
                .with("InstallmentCount", "0")
                .with("Currency", "949")
                .with("Pan", VISA)
                .with("Expiry", "1230")
                .with("Cvv2", "000")
                .with("MOTO", "0");
    }

    Message followUp(String type, String orderId) {
        return typed("NonSecure", type).with("OrgOrderId", orderId).with("Currency", "949");
    }

    Message with(String field, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return new Message(changed);
    }

    Message without(String field) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.remove(field);
        return new Message(changed);
    }

    String xml() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PayforRequest>" + RequestXml.elements(fields)
                + "</PayforRequest>";
    }
}
