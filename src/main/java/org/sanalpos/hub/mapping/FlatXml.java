package org.sanalpos.hub.mapping;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads an XML answer from its bytes, in the charset that it declares. A document type is refused before anything in it counts. SAX
 * and not StAX, as the JDK's StAX parser writes faults of the charset to the error output.
 */
final class FlatXml extends DefaultHandler {
    private static final SAXParserFactory PARSERS = parsers();

    private final String root;
    private final Map<String, String> values = FlatDocument.values();
    private final Deque<Element> open = new ArrayDeque<>();

    private FlatXml(String root) {
        this.root = root;
    }

    /** @throws IOException for anything but a well-formed document with this root element (null for any) */
    static Map<String, String> read(byte[] body, String root) throws IOException {
        return read(new InputSource(new ByteArrayInputStream(body)), root);
    }

    /** Reads a document that is decoded already: what it declares of its charset says nothing. */
    static Map<String, String> read(String text, String root) throws IOException {
        return read(new InputSource(new StringReader(text.strip())), root);
    }

    private static Map<String, String> read(InputSource source, String root) throws IOException {
        FlatXml document = new FlatXml(root);
        try {
            SAXParser parser;
            synchronized (PARSERS) {
                parser = PARSERS.newSAXParser();
            }
            parser.parse(source, document);
            return document.values;
        } catch (SAXException | ParserConfigurationException | RuntimeException e) {
            throw new IOException("not XML", e);
        }
    }

    /** An element that is not closed yet. */
    private static final class Element {
        private final String path;
        private final Map<String, Integer> children = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final StringBuilder text = new StringBuilder();

        private Element(String path) {
            this.path = path;
        }

        private Element child(String name) {
            int number = children.merge(name, 1, Integer::sum);
            String step = number == 1 ? name : name + "[" + number + "]";
            return new Element(path.isEmpty() ? step : path + "/" + step);
        }
    }

    @Override
    public void startElement(String uri, String name, String qualifiedName, Attributes attributes) throws SAXException {
        if (open.isEmpty()) {
            if (root != null && !root.equals(name)) {
                throw new SAXException("root element is " + name);
            }
            open.push(new Element(""));
        } else {
            if (open.size() > FlatDocument.MAX_DEPTH) {
                throw new SAXException("too deep");
            }
            open.push(open.element().child(name));
        }
    }

    @Override
    public void characters(char[] text, int start, int length) {
        open.element().text.append(text, start, length);
    }

    @Override
    public void endElement(String uri, String name, String qualifiedName) throws SAXException {
        Element closed = open.pop();
        if (closed.children.isEmpty() && !closed.path.isEmpty()) {
            if (values.size() >= FlatDocument.MAX_VALUES) {
                throw new SAXException("too many values");
            }
            values.put(closed.path, closed.text.toString().strip());
        } else if (!closed.children.isEmpty() && !closed.text.toString().isBlank()) {
            throw new SAXException("text and elements are mixed");
        }
    }

    private static SAXParserFactory parsers() {
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory;
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser cannot refuse document types", e);
        }
    }
}
