package org.sanalpos.hub.sandbox.nestpay;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads the XML out of an HTTP request: the form field DATA, or the bare body. */
final class RequestBody {

    private static final int LIMIT = 64 * 1024;

    private RequestBody() {}

    /**
     * Returns the root element.
     *
     * @throws CoreError.Refusal if there is no well-formed XML
     */
    static Element read(HttpServletRequest request) throws IOException {
        String type = request.getContentType() == null
                ? ""
                : request.getContentType().split(";")[0].strip().toLowerCase(Locale.ROOT);
        byte[] body = request.getInputStream().readNBytes(LIMIT + 1);
        if (body.length > LIMIT) {
            throw CoreError.REQUEST_NOT_USABLE.refusal("(boyut)");
        }
        return switch (type) {
            case "application/x-www-form-urlencoded" -> parse(new InputSource(new StringReader(data(request, body))));
            case "", "text/xml", "application/xml" -> parse(new InputSource(new ByteArrayInputStream(body)));
            default -> throw CoreError.REQUEST_NOT_USABLE.refusal("(" + type + ")");
        };
    }

    private static String data(HttpServletRequest request, byte[] body) {
        if (body.length == 0) {
            // a filter that asked for a parameter has read the body already
            String parameter = request.getParameter("DATA");
            if (parameter == null) {
                throw CoreError.REQUEST_NOT_USABLE.refusal("(DATA)");
            }
            return parameter;
        }
        String form = new String(body, StandardCharsets.ISO_8859_1);
        List<String> fields = Arrays.stream(form.split("&"))
                .filter(field -> field.startsWith("DATA="))
                .toList();
        if (fields.size() != 1) {
            throw CoreError.REQUEST_NOT_USABLE.refusal("(DATA)");
        }
        try {
            // percent-decoded into bytes first, so that bytes which are no UTF-8 are refused, not replaced
            String octets = URLDecoder.decode(fields.get(0).substring("DATA=".length()), StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw CoreError.REQUEST_NOT_USABLE.refusal("(DATA)");
        }
    }

    private static Element parse(InputSource source) throws IOException {
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
            return builder.parse(source).getDocumentElement();
        } catch (SAXException | java.io.CharConversionException e) {
            throw CoreError.REQUEST_NOT_USABLE.refusal("(XML)");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The XML parser cannot be made safe", e);
        }
    }
}
