package org.sanalpos.hub.sandbox.payflex;

import java.nio.charset.StandardCharsets;
import org.sanalpos.hub.sandbox.XmlText;

/** An XML answer under construction, in one line as the bank writes it. */
final class Xml {

    static final String CONTENT_TYPE = "text/xml;charset=UTF-8";

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>");

    Xml open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    Xml close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    Xml element(String name, String value) {
        if (value.isEmpty()) {
            return empty(name);
        }
        text.append(XmlText.element(name, value));
        return this;
    }

    Xml element(String name, boolean value) {
        return element(name, String.valueOf(value));
    }

    Xml empty(String tag) {
        text.append('<').append(tag).append(" />");
        return this;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
