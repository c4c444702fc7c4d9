package org.sanalpos.hub.sandbox.payfor;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sanalpos.hub.sandbox.XmlRoot;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An answer of the bank, or one row of its history. */
record Answer(Element root, HttpResponse<byte[]> http) {

    static Answer of(HttpResponse<byte[]> response) {
        return new Answer(XmlRoot.of(response.body()), response);
    }

    /** Returns the text of a field; null if it is not there. */
    String get(String name) {
        return children(root).stream()
                .filter(child -> child.getLocalName().equals(name))
                .map(Element::getTextContent)
                .findFirst()
                .orElse(null);
    }

    String code() {
        return get("ProcReturnCode");
    }

    /** Returns some fields, separated by blanks. */
    String fields(String names) {
        List<String> values = new ArrayList<>();
        for (String name : names.split(" ")) {
            values.add(get(name));
        }
        return String.join(" ", values);
    }

    /** Returns the rows of a history. */
    List<Answer> rows() {
        return children(root).stream()
                .map(extended -> new Answer(children(extended).get(0), http))
                .toList();
    }

    String text() {
        return new String(http.body(), StandardCharsets.UTF_8);
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
