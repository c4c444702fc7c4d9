package org.sanalpos.hub.intake;

import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** Words of our own for the schema's and the parser's complaints, whose texts repeat values. */
public final class XmlFaults {
    private XmlFaults() {}

    /**
     * What is wrong with the structure. Values, and elements that are missing, are left to {@link RequestValidator}, which knows them better.
     *
     * @param message of the schema validator or of JAXB; begins with the name of the violated rule
     */
    static Optional<String> describe(String message) {
        String text = message == null ? "" : message;
        if (text.startsWith("cvc-complex-type.2.4.b")) {
            return Optional.empty();
        }
        if (text.startsWith("cvc-complex-type.2.4") || text.startsWith("cvc-elt.1") || text.startsWith("unexpected")) {
            return Optional.of("unknown element, or written twice");
        }
        if (text.startsWith("cvc-complex-type.3") || text.startsWith("cvc-complex-type.4")) {
            return Optional.of("has an attribute that is unknown, or lacks one that is required");
        }
        if (text.startsWith("cvc-complex-type.2") || text.startsWith("cvc-type.3.1.2")) {
            return Optional.of("expected elements with no text between them, or text with no elements");
        }
        if (text.startsWith("cvc-")) {
            return Optional.empty();
        }
        return Optional.of("cannot be read");
    }

    /** Where a text stopped being XML; the parser's own words are not used as they may repeat the text. */
    public static String fault(XMLStreamException e) {
        String what = e instanceof XmlPlace.Refused ? e.getMessage() : "is not well-formed XML";
        int line = line(e);
        return line < 1 ? what : what + " at line " + line;
    }

    /** The line where a text stopped being XML, or 0. */
    public static int line(XMLStreamException e) {
        return e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
    }
}
