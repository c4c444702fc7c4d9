package org.sanalpos.hub.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the XML of a store's messages. */
public final class RequestXml {

    private RequestXml() {}

    /** Writes texts by the paths of their elements, such as {@code Order/OrderID}, in the order of their first names. */
    public static String elements(Map<String, String> texts) {
        StringBuilder xml = new StringBuilder();
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        texts.forEach((path, text) -> {
            int slash = path.indexOf('/');
            groups.computeIfAbsent(slash < 0 ? path : path.substring(0, slash), any -> new LinkedHashMap<>())
                    .put(slash < 0 ? "" : path.substring(slash + 1), text);
        });
        groups.forEach((name, inner) -> xml.append('<')
                .append(name)
                .append('>')
                .append(inner.containsKey("") ? escaped(inner.get("")) : elements(inner))
                .append("</")
                .append(name)
                .append('>'));
        return xml.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
