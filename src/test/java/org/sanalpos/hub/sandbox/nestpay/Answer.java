package org.sanalpos.hub.sandbox.nestpay;

import java.net.http.HttpResponse;
import org.sanalpos.hub.sandbox.XmlRoot;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A CC5Response, read from its bytes by its own encoding declaration. */
record Answer(Element root, HttpResponse<byte[]> http) {

    static Answer of(HttpResponse<byte[]> response) {
        return new Answer(XmlRoot.of(response.body()), response);
    }

    String get(String name) {
        return child(root, name);
    }

    String extra(String name) {
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals("Extra")) {
                return child(element, name);
            }
        }
        return null;
    }

    boolean approved() {
        return "Approved".equals(get("Response")) && "00".equals(get("ProcReturnCode"));
    }

    /** Returns the response, and what tells why. */
    String outcome() {
        return approved() ? "Approved" : get("Response") + " " + extra("ERRORCODE");
    }

    private static String child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element.getTextContent();
            }
        }
        return null;
    }
}
