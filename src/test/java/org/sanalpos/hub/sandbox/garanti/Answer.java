package org.sanalpos.hub.sandbox.garanti;

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

/** A GVPSResponse, read from its bytes by its own encoding declaration. */
record Answer(Element root, HttpResponse<byte[]> http) {

    static Answer of(HttpResponse<byte[]> response) {
        return new Answer(XmlRoot.of(response.body()), response);
    }

    /** Reads an answer that did not come over HTTP. */
    static Answer of(byte[] body) {
        return new Answer(XmlRoot.of(body), null);
    }

    /** Returns the text of an element by its path, null if it is not there. */
    String get(String path) {
        Node node = root;
        for (String name : path.split("/")) {
            node = child(node, name);
            if (node == null) {
                return null;
            }
        }
        return node.getTextContent();
    }

    String response(String name) {
        return get("Transaction/Response/" + name);
    }

    String rrn() {
        return get("Transaction/RetrefNum");
    }

    String authCode() {
        return get("Transaction/AuthCode");
    }

    String status(String name) {
        return get("Order/OrderInqResult/" + name);
    }

    /** Returns {@code 00}, the host's code, or {@code 92/} and the gateway's reason. */
    String outcome() {
        String code = response("Code");
        return code.equals("92") && response("Source").equals("GVPS") ? "92/" + response("ReasonCode") : code;
    }

    /** Returns the rows of a history or report. */
    List<Map<String, String>> rows() {
        List<Map<String, String>> rows = new ArrayList<>();
        NodeList elements = root.getElementsByTagName("OrderTxn");
        for (int i = 0; i < elements.getLength(); i++) {
            Map<String, String> row = new LinkedHashMap<>();
            NodeList leaves = elements.item(i).getChildNodes();
            for (int leaf = 0; leaf < leaves.getLength(); leaf++) {
                row.put(leaves.item(leaf).getNodeName(), leaves.item(leaf).getTextContent());
            }
            rows.add(row);
        }
        return rows;
    }

    String text() {
        return new String(http.body(), Charset.forName("ISO-8859-9"));
    }

    private static Node child(Node parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node;
            }
        }
        return null;
    }
}
