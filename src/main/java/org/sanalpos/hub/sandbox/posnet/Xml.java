package org.sanalpos.hub.sandbox.posnet;

import java.nio.charset.Charset;
import org.sanalpos.hub.sandbox.XmlText;

/** Writes an answer of the bank element by element. */
final class Xml {

    private static final Charset CHARSET = Charset.forName("ISO-8859-9");

    private final StringBuilder text;

    private Xml(String declaration) {
        text = new StringBuilder(declaration).append("<posnetResponse>");
    }

    /** Starts an answer that declares its charset. */
    static Xml latin5() {
        return new Xml("<?xml version='1.0' encoding='iso-8859-9'?>");
    }

    /** Starts an answer that declares two bytes a letter, which its bytes are not. */
    static Xml falseUtf16() {
        return new Xml("<?xml version=\"1.0\" encoding=\"utf-16\"?>\n");
    }

    Xml put(String name, String value) {
        return raw(XmlText.element(name, value));
    }

    Xml open(String name) {
        return raw("<").raw(name).raw(">");
    }

    Xml close(String name) {
        return raw("</").raw(name).raw(">");
    }

    /** Ends the answer; letters that the charset does not have become question marks. */
    byte[] bytes() {
        return close("posnetResponse").text.toString().getBytes(CHARSET);
    }

    private Xml raw(String part) {
        text.append(part);
        return this;
    }
}
