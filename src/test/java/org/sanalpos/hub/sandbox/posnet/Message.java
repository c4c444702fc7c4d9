package org.sanalpos.hub.sandbox.posnet;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sanalpos.hub.sandbox.RequestXml;

/**
 * A posnetRequest that a test sends.
 *
 * @param head elements before the operation
 * @param elements children of the operation; a path such as {@code cardInfo/cardNoLast} is an element within another
 * @param tail what comes after the operation
 */
record Message(Map<String, String> head, String operation, Map<String, String> elements, String tail) {

    static final String CARD = "4506340000000001";

    static Message of(Map<String, String> credentials, String operation) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("mid", credentials.get("merchantId"));
        head.put("tid", credentials.get("terminalId"));
        head.put("tranDateRequired", "1");
        return new Message(head, operation, Map.of(), "");
    }

    /** This message with another element of its head; without it if the text is null. */
    Message head(String name, String value) {
        return new Message(changed(head, name, value), operation, elements, tail);
    }

    /** This message with another element of its operation; without it if the text is null. */
    Message with(String path, String value) {
        return new Message(head, operation, changed(elements, path, value), tail);
    }

    Message without(String path) {
        return with(path, null);
    }

    Message followedBy(String xml) {
        return new Message(head, operation, elements, xml);
    }

    Message as(String otherOperation) {
        return new Message(head, otherOperation, elements, tail);
    }

    String xml() {
        return "<?xml version=\"1.0\" encoding=\"ISO-8859-9\"?><posnetRequest>" + RequestXml.elements(head)
                + "<" + operation + ">" + RequestXml.elements(elements) + "</" + operation + ">" + tail
                + "</posnetRequest>";
    }

    private static Map<String, String> changed(Map<String, String> values, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return changed;
    }
}
