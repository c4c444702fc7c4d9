package org.sanalpos.hub.intake.file;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.sanalpos.hub.intake.CardNumbers;
import org.sanalpos.hub.intake.JsonBodies;
import org.sanalpos.hub.intake.XmlBodies;
import org.sanalpos.hub.intake.XmlFaults;
import org.sanalpos.hub.intake.XmlPlace;

/** Copies an XML text element by element. From the line where it stops being XML it is copied as lines without their digits. */
final class XmlMasking {
    private static final Set<String> STRUCTURE = Set.of("requests", "payment", "followUp", "entry");
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private final XmlPlace place;
    private final XMLStreamWriter xml;
    private final Deque<String> elements = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final int longest;

    private XmlMasking(XmlPlace place, XMLStreamWriter xml, int longest) {
        this.place = place;
        this.xml = xml;
        this.longest = longest;
    }

    /** @param raw the same text once more */
    static void copy(Reader parsed, Reader raw, Writer out, XmlBodies bodies, int longest) throws IOException {
        int line = 1;
        try {
            XmlPlace place = bodies.open(parsed, longest);
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            line = new XmlMasking(place, xml, longest).copy();
            xml.flush();
        } catch (XMLStreamException e) {
            line = Math.max(1, XmlFaults.line(e));
        }
        if (line > 0) {
            out.append("\n<!-- from line " + line + " on this could not be read; its digits are left out -->\n");
            PhysicalLines lines = new PhysicalLines(raw, longest);
            PhysicalLines.Line each = lines.next();
            while (each != null) {
                if (each.number() >= line) {
                    out.append(CardNumbers.withoutDigits(each.text())).append('\n');
                }
                each = lines.next();
            }
        }
    }

    /** @return the line where it broke, or 0 */
    private int copy() throws XMLStreamException {
        if (place.getCharacterEncodingScheme() != null) {
            xml.writeProcessingInstruction(
                    "xml", "version=\"1.0\" encoding=\"" + place.getCharacterEncodingScheme() + "\"");
            xml.writeCharacters("\n");
        }
        try {
            while (place.getEventType() != XMLStreamConstants.END_DOCUMENT) {
                place.next();
                event();
            }
            return 0;
        } catch (XMLStreamException e) {
            xml.flush();
            return Math.max(1, XmlFaults.line(e));
        }
    }

    private void event() throws XMLStreamException {
        switch (place.getEventType()) {
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                text.append(place.getText());
                if (text.length() > longest) {
                    text.setLength(0);
                    throw new XMLStreamException("too long a text", place.getLocation());
                }
            }
            case XMLStreamConstants.START_ELEMENT -> {
                text();
                start();
            }
            case XMLStreamConstants.END_ELEMENT -> {
                text();
                xml.writeEndElement();
                elements.pop();
            }
            case XMLStreamConstants.COMMENT -> {
                text();
                xml.writeComment(CardNumbers.withoutDigits(place.getText()));
            }
            default -> text();
        }
    }

    private void text() throws XMLStreamException {
        if (text.isEmpty()) {
            return;
        }
        String value = text.toString();
        text.setLength(0);
        String name = elements.isEmpty() ? "" : elements.peek();
        xml.writeCharacters(
                value.isBlank()
                        ? value
                        : SensitiveNames.kept(name, elements.stream().allMatch(XmlMasking::known), value));
    }

    private void start() throws XMLStreamException {
        String name = place.getLocalName();
        elements.push(name);
        String prefix = place.getPrefix() == null ? "" : place.getPrefix();
        xml.writeStartElement(
                prefix, CardNumbers.mask(name), place.getNamespaceURI() == null ? "" : place.getNamespaceURI());
        for (int i = 0; i < place.getNamespaceCount(); i++) {
            String bound = place.getNamespacePrefix(i);
            String uri = place.getNamespaceURI(i) == null ? "" : place.getNamespaceURI(i);
            if (bound == null || bound.isEmpty()) {
                xml.writeDefaultNamespace(uri);
            } else {
                xml.writeNamespace(bound, uri);
            }
        }
        for (int i = 0; i < place.getAttributeCount(); i++) {
            attribute(i);
        }
    }

    private void attribute(int i) throws XMLStreamException {
        String prefix = place.getAttributePrefix(i);
        String name = place.getAttributeLocalName(i);
        boolean known = name.equals("key") || SCHEMA_INSTANCE.equals(place.getAttributeNamespace(i));
        String value = SensitiveNames.kept(name, known, place.getAttributeValue(i));
        if (prefix == null || prefix.isEmpty()) {
            xml.writeAttribute(name, value);
        } else {
            xml.writeAttribute(prefix, place.getAttributeNamespace(i), name, value);
        }
    }

    private static boolean known(String name) {
        return STRUCTURE.contains(name) || JsonBodies.knows(name);
    }
}
