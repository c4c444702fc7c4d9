package org.sanalpos.hub.sandbox.payflex;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sanalpos.hub.sandbox.RequestXml;

/** A VposRequest that a test sends, its elements by name. */
record Message(Map<String, String> values) {

    static final String VISA = "4938460158754205";

    Message with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Message(changed);
    }

    Message without(String... names) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        for (String name : names) {
            changed.remove(name);
        }
        return new Message(changed);
    }

    String id() {
        return values.get("TransactionId");
    }

    String xml() {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><VposRequest>" + RequestXml.elements(values)
                + "</VposRequest>";
    }
}
