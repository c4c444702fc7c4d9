package org.sanalpos.hub.intake;

import java.io.IOException;
import java.io.Reader;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Requests written as XML by the schema of the hub, one in a body. */
@Component
public class XmlRequests {
    private final XmlBodies bodies;
    private final Commands commands;

    public XmlRequests(XmlBodies bodies, Commands commands) {
        this.bodies = bodies;
        this.commands = commands;
    }

    /**
     * Reads a {@code payment} or {@code followUp} element.
     *
     * @param company whose queue user or folder it is; null when only the body tells
     * @param source {@code file} or {@code queue}
     * @param fallbackKey request key for a body that has no {@code requestId}; may be null
     * @throws ProblemException when it is not XML, or for all elements that are wrong, or when the company allows no clear card
     */
    public Command read(byte[] body, String company, String source, String fallbackKey, boolean waitForFirst) {
        return commands.command(parse(body), UnaryOperator.identity(), company, source, fallbackKey, waitForFirst);
    }

    private RawRequest parse(byte[] body) {
        try (Reader text = Encodings.reader(body)) {
            XmlPlace place = bodies.open(text, Math.max(1, body.length) * 2);
            int event = place.getEventType();
            while (event != XMLStreamConstants.START_ELEMENT) {
                event = place.next();
            }
            if (!XmlBodies.isRequest(place)) {
                throw ProblemException.invalid(
                        "body", "expected the element payment or followUp of the namespace " + XmlRequest.NAMESPACE);
            }
            RawRequest raw = bodies.read(place);
            while (place.getEventType() != XMLStreamConstants.END_DOCUMENT) {
                place.next();
            }
            return raw;
        } catch (XMLStreamException e) {
            throw ProblemException.invalid("body", XmlFaults.fault(e));
        } catch (IOException e) {
            throw ProblemException.invalid("body", "is not valid text in its encoding");
        }
    }
}
