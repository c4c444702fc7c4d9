package org.sanalpos.hub.sandbox.posnet;

import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.sandbox.XmlRoot;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A posnetResponse; its bytes are ISO-8859-9, whatever its header and its declaration say. */
record Answer(String text, Element root) {

    static Answer of(HttpResponse<byte[]> response) {
        String text = new String(response.body(), Charset.forName("ISO-8859-9"));
        return new Answer(text, XmlRoot.of(text));
    }

    /** Returns the text of an element, the first of several; null if there is none. */
    String get(String name) {
        Node node = root.getElementsByTagName(name).item(0);
        return node == null ? null : node.getTextContent();
    }

    String key() {
        return get("hostlogkey");
    }

    /** Returns {@code 1} for an approval, else what is approved, the code and the text without its filling. */
    String outcome() {
        if (get("respCode") == null) {
            return get("approved");
        }
        String words = get("respText").replaceAll(" +", " ").replaceAll(" " + get("respCode") + "$", "");
        return get("approved") + " " + get("respCode") + " " + words;
    }

    /** Returns the movements of an agreement in their order, each as texts by element. */
    List<Map<String, String>> movements() {
        List<Map<String, String>> movements = new ArrayList<>();
        NodeList all = root.getElementsByTagName("transaction");
        for (int i = 0; i < all.getLength(); i++) {
            Map<String, String> movement = new LinkedHashMap<>();
            for (Node node = all.item(i).getFirstChild(); node != null; node = node.getNextSibling()) {
                movement.put(node.getNodeName(), node.getTextContent());
            }
            movements.add(movement);
        }
        return movements;
    }

    /** Returns the movements of an agreement as {@code state txnStatus amount}. */
    List<String> lines() {
        return movements().stream()
                .map(movement -> movement.get("state") + " " + movement.get("txnStatus") + " " + movement.get("amount"))
                .toList();
    }
}
