package org.sanalpos.hub.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads XML answers of sandbox banks. */
public final class XmlRoot {

    private XmlRoot() {}

    /** Returns the root of a document, read by its own encoding declaration. */
    public static Element of(byte[] document) {
        return of(new InputSource(new ByteArrayInputStream(document)));
    }

    /** Returns the root of a document whose encoding declaration says nothing. */
    public static Element of(String document) {
        return of(new InputSource(new StringReader(document)));
    }

    private static Element of(InputSource document) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(document)
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("No XML", e);
        }
    }
}
