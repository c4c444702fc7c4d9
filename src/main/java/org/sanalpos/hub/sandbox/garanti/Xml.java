package org.sanalpos.hub.sandbox.garanti;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.function.Consumer;
import org.sanalpos.hub.sandbox.XmlText;

/** Writes an answer's document: no line breaks, empty elements as pairs of tags. */
final class Xml {

    private static final Charset CHARSET = Charset.forName("ISO-8859-9");

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"ISO-8859-9\"?>");

    /** Writes elements with a text each: names and values by turns. */
    Xml leaves(Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            leaf(namesAndValues[i], namesAndValues[i + 1]);
        }
        return this;
    }

    Xml leaves(Map<String, Object> values) {
        values.forEach(this::leaf);
        return this;
    }

    Xml group(String name, Consumer<Xml> content) {
        tag("", name);
        content.accept(this);
        return tag("/", name);
    }

    byte[] bytes() {
        return text.toString().getBytes(CHARSET);
    }

    private void leaf(Object name, Object value) {
        tag("", name);
        text.append(XmlText.escaped(String.valueOf(value), CHARSET, "&#%d;"));
        tag("/", name);
    }

    private Xml tag(String slash, Object name) {
        text.append('<').append(slash).append(name).append('>');
        return this;
    }
}
