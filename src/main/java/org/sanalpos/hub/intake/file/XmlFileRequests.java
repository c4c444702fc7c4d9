package org.sanalpos.hub.intake.file;

import java.io.IOException;
import java.io.Reader;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.sanalpos.hub.intake.XmlBodies;
import org.sanalpos.hub.intake.XmlFaults;
import org.sanalpos.hub.intake.XmlPlace;

/** The elements of an XML file as requests: the children of {@code requests}, or the root itself. */
final class XmlFileRequests implements FileRequests {
    private final Reader text;
    private final XmlBodies bodies;
    private final XmlPlace place;
    private boolean begun;
    private boolean ended;

    /** @param longest characters of one request */
    XmlFileRequests(Reader text, XmlBodies bodies, int longest) throws UnreadableFileException {
        this.text = text;
        this.bodies = bodies;
        try {
            place = bodies.open(text, longest);
            while (place.getEventType() != XMLStreamConstants.START_ELEMENT) {
                place.next();
            }
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
        if (!XmlBodies.isRequest(place)) {
            if (!XmlBodies.isContainer(place)) {
                throw new UnreadableFileException(
                        place.getLocation().getLineNumber(),
                        "expected the element requests of the namespace " + XmlBodies.NAMESPACE);
            }
            forward();
        }
    }

    @Override
    public FileRecord next() throws UnreadableFileException {
        if (ended) {
            return null;
        }
        try {
            while (place.getEventType() != XMLStreamConstants.END_DOCUMENT) {
                if (place.getEventType() == XMLStreamConstants.START_ELEMENT) {
                    long line = place.getLocation().getLineNumber();
                    FileRecord record;
                    if (XmlBodies.isRequest(place)) {
                        record = FileRecord.of(line, bodies.read(place));
                    } else {
                        skipElement();
                        record = FileRecord.unreadable(line, "unknown element; expected payment or followUp");
                    }
                    begun = true;
                    return record;
                }
                if (place.getEventType() == XMLStreamConstants.CHARACTERS && !place.isWhiteSpace()) {
                    long line = place.getLocation().getLineNumber();
                    place.next();
                    return FileRecord.unreadable(line, "expected elements and no text between them");
                }
                place.next();
            }
            ended = true;
            return null;
        } catch (XMLStreamException e) {
            ended = true;
            if (!begun) {
                throw unreadable(e);
            }
            return FileRecord.unreadable(
                    Math.max(1, XmlFaults.line(e)), "the file " + XmlFaults.fault(e) + "; nothing behind it was read");
        }
    }

    @Override
    public UnaryOperator<String> names() {
        return UnaryOperator.identity();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private void forward() throws UnreadableFileException {
        try {
            place.next();
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    private void skipElement() throws XMLStreamException {
        int depth = place.depth();
        do {
            place.next();
        } while (place.getEventType() != XMLStreamConstants.END_ELEMENT || place.depth() > depth);
        place.next();
    }

    private static UnreadableFileException unreadable(XMLStreamException e) {
        return new UnreadableFileException(XmlFaults.line(e), "the file " + XmlFaults.fault(e));
    }
}
