package org.sanalpos.hub.intake;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.sanalpos.hub.problem.FieldError;
import org.springframework.stereotype.Component;
import org.xml.sax.SAXException;

/**
 * Reads one XML element as a request: JAXB with the schema, from a stream in which document types and outside entities are refused.
 * Safe to share between threads.
 */
@Component
public class XmlBodies {
    public static final String SCHEMA = "/schema/sanalpos-hub-1.xsd";
    public static final String NAMESPACE = XmlRequest.NAMESPACE;
    private static final Set<String> REQUESTS = Set.of("payment", "followUp");

    private final XMLInputFactory input = XMLInputFactory.newDefaultFactory();
    private final JAXBContext context;
    private final Schema schema;

    public XmlBodies() {
        input.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        input.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        input.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        input.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        try {
            context = JAXBContext.newInstance(XmlRequest.class);
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            schema = factory.newSchema(new StreamSource(XmlBodies.class.getResourceAsStream(SCHEMA)));
        } catch (JAXBException | SAXException e) {
            throw new IllegalStateException("the packed schema " + SCHEMA + " cannot be used", e);
        }
    }

    /** A reader of a text, whose document type is refused as soon as it is met. */
    public XmlPlace open(Reader text, int largestRequest) throws XMLStreamException {
        MeteredReader metered = new MeteredReader(text, largestRequest + MeteredReader.READ_AHEAD);
        return new XmlPlace(input.createXMLStreamReader(metered), metered, largestRequest);
    }

    /** Whether a reader is at a payment or follow-up. */
    public static boolean isRequest(XMLStreamReader reader) {
        return XmlRequest.NAMESPACE.equals(reader.getNamespaceURI()) && REQUESTS.contains(reader.getLocalName());
    }

    /** Whether a reader is at the element that holds the requests of a file. */
    public static boolean isContainer(XMLStreamReader reader) {
        return NAMESPACE.equals(reader.getNamespaceURI())
                && reader.getLocalName().equals("requests");
    }

    /**
     * Reads the request whose start tag the reader is at, and leaves the reader behind its end tag.
     *
     * @throws XMLStreamException if the text is not XML; what is wrong with the fields is in the result
     */
    public RawRequest read(XmlPlace place) throws XMLStreamException {
        Map<String, String> errors = new LinkedHashMap<>();
        boolean payment = place.getLocalName().equals("payment");
        place.beginRequest();
        try {
            Unmarshaller unmarshaller = context.createUnmarshaller();
            unmarshaller.setSchema(schema);
            unmarshaller.setEventHandler(event -> {
                String field = place.field();
                XmlFaults.describe(event.getMessage())
                        .ifPresent(fault -> errors.putIfAbsent(field.isEmpty() ? "body" : field, fault));
                return true;
            });
            RequestBody body =
                    unmarshaller.unmarshal(place, XmlRequest.class).getValue().body();
            if (payment && body.operation() != null && RequestValidator.FOLLOW_UPS.contains(body.operation())) {
                errors.put("operation", "expected sale or preauth in the element payment");
            }
            return new RawRequest(
                    body,
                    errors.entrySet().stream()
                            .map(error -> new FieldError(error.getKey(), error.getValue()))
                            .toList());
        } catch (JAXBException e) {
            if (e.getLinkedException() instanceof XMLStreamException broken) {
                throw broken;
            }
            throw new XMLStreamException("cannot be read as a request", place.getLocation());
        } finally {
            place.endRequest();
        }
    }
}
