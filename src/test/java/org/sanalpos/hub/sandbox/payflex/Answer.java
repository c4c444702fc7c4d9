package org.sanalpos.hub.sandbox.payflex;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sanalpos.hub.sandbox.XmlRoot;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A VposResponse or SearchResponse. */
record Answer(Element root, HttpResponse<byte[]> http) {

    static Answer of(HttpResponse<byte[]> response) {
        return new Answer(XmlRoot.of(response.body()), response);
    }

    /** Returns the text of the first element of this name, null if there is none. */
    String get(String name) {
        Node found = root.getElementsByTagName(name).item(0);
        return found == null ? null : found.getTextContent();
    }

    /** Returns the code of a VposResponse. */
    String code() {
        return get("ResultCode");
    }

    /** Returns the names of the root's elements, in their order. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            names.add(node.getNodeName());
        }
        return names;
    }

    String text() {
        return new String(http.body(), StandardCharsets.UTF_8);
    }
}
