package org.sanalpos.hub.sandbox;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes texts and elements of XML; what stands around them is each bank's own. */
public final class XmlText {

    private XmlText() {}

    /** Returns an element with a text. */
    public static String element(String name, String text) {
        return "<" + name + ">" + escaped(text) + "</" + name + ">";
    }

    /** Escapes what would be read as markup. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /**
     * Escapes what would be read as markup, and letters that a charset does not have.
     *
     * @param reference format of the number of such a letter
     */
    public static String escaped(String text, Charset charset, String reference) {
        return escaped(text)
                .codePoints()
                .mapToObj(c -> c < 128 || charset.newEncoder().canEncode(Character.toString(c))
                        ? Character.toString(c)
                        : String.format(Locale.ROOT, reference, c))
                .collect(Collectors.joining());
    }
}
