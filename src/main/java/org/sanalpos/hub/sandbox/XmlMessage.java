package org.sanalpos.hub.sandbox;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An XML request to a sandbox bank as the texts of its elements by path below the root, such as {@code Order/OrderID}. Document types
 * are refused.
 */
public final class XmlMessage {

    private final String root;
    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final Map<String, Integer> groups = new LinkedHashMap<>();
    private final Map<String, List<String>> attributes = new LinkedHashMap<>();

    private XmlMessage(String root) {
        this.root = root;
    }

    /** Reads a document from its bytes, in the charset that it declares. */
    public static XmlMessage read(byte[] document) throws RequestText.Unreadable {
        return read(new InputSource(new ByteArrayInputStream(document)));
    }

    /** Reads a document that was decoded already; the charset that it declares says nothing. */
    public static XmlMessage read(String document) throws RequestText.Unreadable {
        return read(new InputSource(new StringReader(document)));
    }

    /** Returns the name of the root element. */
    public String root() {
        return root;
    }

    /** Returns the text of an element, the first one of several; absent and empty are the same. */
    public String text(String path) {
        return texts.getOrDefault(path, List.of("")).get(0);
    }

    /** Tells whether an element has a text. */
    public boolean has(String path) {
        return !text(path).isEmpty();
    }

    /** Tells whether an element is there, with or without a text or children. */
    public boolean present(String path) {
        return texts.containsKey(path) || groups.containsKey(path);
    }

    /** Returns the paths of all elements without children, in their order. */
    public Set<String> paths() {
        return texts.keySet();
    }

    /** Returns the paths of all elements with children, in their order. */
    public Set<String> groups() {
        return groups.keySet();
    }

    /** Returns the paths of all elements that come more than once. */
    public List<String> repeated() {
        List<String> repeated = new ArrayList<>();
        texts.forEach((path, values) -> {
            if (values.size() > 1 || groups.containsKey(path)) {
                repeated.add(path);
            }
        });
        groups.forEach((path, count) -> {
            if (count > 1) {
                repeated.add(path);
            }
        });
        return repeated;
    }

    /**
     * Returns the values of all attributes, namespaces included, by the element's path and their name, such as
     * {@code Order/Item@name} and, of the root, {@code @xmlns}.
     */
    public Map<String, List<String>> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    private static XmlMessage read(InputSource source) throws RequestText.Unreadable {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setCoalescing(true);
            factory.setIgnoringComments(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            Element root = builder.parse(source).getDocumentElement();
            XmlMessage message = new XmlMessage(root.getTagName());
            message.take(root, "");
            return message;
        } catch (SAXException | CharConversionException e) {
            throw new RequestText.Unreadable("XML");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The XML parser cannot be made safe", e);
        }
    }

    private void take(Element parent, String path) {
        NamedNodeMap named = parent.getAttributes();
        for (int i = 0; i < named.getLength(); i++) {
            attributes
                    .computeIfAbsent(path + "@" + named.item(i).getNodeName(), absent -> new ArrayList<>())
                    .add(named.item(i).getNodeValue());
        }
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                String inner = path.isEmpty() ? element.getTagName() : path + "/" + element.getTagName();
                if (hasElements(element)) {
                    groups.merge(inner, 1, Integer::sum);
                } else {
                    texts.computeIfAbsent(inner, absent -> new ArrayList<>()).add(element.getTextContent());
                }
                take(element, inner);
            }
        }
    }

    private static boolean hasElements(Element element) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element) {
                return true;
            }
        }
        return false;
    }
}
