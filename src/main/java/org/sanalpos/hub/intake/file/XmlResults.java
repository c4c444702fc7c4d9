package org.sanalpos.hub.intake.file;

import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.sanalpos.hub.intake.XmlBodies;
import org.sanalpos.hub.problem.FieldError;
import org.sanalpos.hub.problem.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Results as XML by the hub's schema. */
final class XmlResults implements ResultWriter {
    private static final Pattern NO_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final Writer out;
    private final XMLStreamWriter xml;
    private final JsonMapper json;

    XmlResults(Writer out, JsonMapper json) throws IOException {
        this.out = out;
        this.json = json;
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.setDefaultNamespace(XmlBodies.NAMESPACE);
            xml.writeStartElement(XmlBodies.NAMESPACE, "results");
            xml.writeDefaultNamespace(XmlBodies.NAMESPACE);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void write(LineResult result) throws IOException {
        try {
            xml.writeCharacters("\n");
            xml.writeStartElement("result");
            xml.writeAttribute("line", Long.toString(result.line()));
            if (result.requestId() != null) {
                xml.writeAttribute("requestId", text(result.requestId()));
            }
            if (result.answer() == null) {
                error(result.problem());
            } else {
                xml.writeStartElement("answer");
                xml.writeAttribute("replayed", Boolean.toString(result.answer().replayed()));
                children(json.readTree(result.answer().body()));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        } finally {
            out.close();
        }
    }

    private void error(Problem problem) throws XMLStreamException {
        xml.writeStartElement("error");
        element("type", problem.type());
        element("title", problem.title());
        element("status", Integer.toString(problem.status()));
        element("detail", problem.detail());
        for (FieldError error : problem.errors()) {
            xml.writeStartElement("field");
            xml.writeAttribute("name", text(error.field()));
            xml.writeCharacters(text(error.message()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void children(JsonNode node) throws XMLStreamException {
        for (var field : node.properties()) {
            if (field.getKey().equals("metadata")) {
                xml.writeStartElement("metadata");
                for (var entry : field.getValue().properties()) {
                    xml.writeStartElement("entry");
                    xml.writeAttribute("key", text(entry.getKey()));
                    xml.writeCharacters(text(entry.getValue().asString("")));
                    xml.writeEndElement();
                }
                xml.writeEndElement();
            } else {
                value(field.getKey(), field.getValue());
            }
        }
    }

    private void value(String name, JsonNode value) throws XMLStreamException {
        if (value.isNull()) {
            return;
        }
        if (value.isContainer()) {
            xml.writeStartElement(name);
            if (value.isArray()) {
                for (JsonNode item : value) {
                    value("item", item);
                }
            } else {
                children(value);
            }
            xml.writeEndElement();
        } else {
            element(name, value.asString());
        }
    }

    private void element(String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text(value));
        xml.writeEndElement();
    }

    /** Without what no XML can hold. */
    private static String text(String value) {
        return NO_XML.matcher(value).replaceAll("?");
    }
}
