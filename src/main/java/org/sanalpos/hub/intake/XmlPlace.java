package org.sanalpos.hub.intake;

import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/** A stream of XML that knows which element it is in, and refuses document types, depth and requests without end. */
public final class XmlPlace extends StreamReaderDelegate {
    private static final int DEEPEST = 16;

    /** Well-formed or not, it is more than the hub takes. */
    public static final class Refused extends XMLStreamException {
        private static final long serialVersionUID = 1L;
        private final String reason;

        Refused(String reason, Location place) {
            super(reason, place);
            this.reason = reason;
        }

        /** Without the place, which the superclass puts into the message. */
        @Override
        public String getMessage() {
            return reason;
        }
    }

    private final Deque<String> path = new ArrayDeque<>();
    private final MeteredReader text;
    private final int largestRequest;
    private boolean leaving;
    private int requestDepth;
    private int read;

    /**
     * @param text what the reader reads from
     * @param largestRequest characters and tags in one request
     */
    XmlPlace(XMLStreamReader reader, MeteredReader text, int largestRequest) {
        super(reader);
        this.text = text;
        this.largestRequest = largestRequest;
    }

    /** The request element that the stream is at begins to count. */
    void beginRequest() {
        requestDepth = path.size();
        read = 0;
    }

    void endRequest() {
        requestDepth = 0;
        read = 0;
    }

    /** Elements around the place, with dots, below the request: {@code card.number}. */
    String field() {
        StringBuilder field = new StringBuilder();
        path.stream().skip(requestDepth).forEach(name -> field.append(field.isEmpty() ? "" : ".")
                .append(name));
        return field.toString();
    }

    public int depth() {
        return path.size();
    }

    @Override
    public int next() throws XMLStreamException {
        if (leaving) {
            path.removeLast();
            leaving = false;
        }
        int event = advance();
        read++;
        switch (event) {
            case START_ELEMENT -> {
                path.addLast(CardNumbers.mask(getLocalName()));
                if (path.size() > DEEPEST) {
                    throw new Refused("has elements nested more than " + DEEPEST + " deep", getLocation());
                }
            }
            case END_ELEMENT -> leaving = true;
            case CHARACTERS, CDATA -> read += getTextLength();
            case DTD, ENTITY_REFERENCE ->
                throw new Refused("has a document type or an entity, which are refused", getLocation());
            default -> {
                return event;
            }
        }
        if (requestDepth > 0 && read > largestRequest) {
            throw new Refused("has a request of more than " + largestRequest + " characters", getLocation());
        }
        return event;
    }

    /** The parser breaks in ways of its own on some texts. */
    private int advance() throws XMLStreamException {
        text.restart();
        try {
            return super.next();
        } catch (XMLStreamException e) {
            if (text.exceeded()) {
                throw new Refused("has a tag or comment without end", getLocation());
            }
            throw new XMLStreamException("is not well-formed XML", getLocation());
        } catch (RuntimeException e) {
            throw new XMLStreamException("cannot be read", getLocation());
        }
    }
}
