package org.sanalpos.hub.intake.queue;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.SettingProblem;
import org.springframework.stereotype.Component;

/** Reads what the broker delivers. */
@Component
public class QueueMessages {
    /** The size of a message that Artemis moves in parts. */
    private static final String LARGE_SIZE = "_AMQ_LARGE_SIZE";

    /** The encoding that an XML declaration names is not the one of a text message. */
    private static final String XML_DECLARATION = "^\\uFEFF?\\s*<\\?xml\\s[^>]*\\?>";

    private final Seal seal;
    private final int largest;

    public QueueMessages(Seal seal, HubSettings settings) {
        this.seal = seal;
        this.largest = settings.limits().requestBytes();
    }

    /** Never fails for what a message contains; see {@link QueueMessage#unreadable()}. */
    public QueueMessage read(Message message) throws JMSException {
        byte[] body = null;
        String unreadable = null;
        try {
            body = body(message);
        } catch (UnreadableBody e) {
            unreadable = e.getMessage();
        }
        String id = message.getJMSMessageID();
        String correlationId = message.getJMSCorrelationID();
        return new QueueMessage(
                id,
                correlationId == null ? id : correlationId,
                message.getJMSReplyTo(),
                message.getStringProperty("JMSXUserID"),
                message.getStringProperty("company"),
                scopes(message),
                form(message),
                message.getIntProperty("JMSXDeliveryCount"),
                body,
                unreadable);
    }

    private static final class UnreadableBody extends Exception {
        private static final long serialVersionUID = 1L;

        private UnreadableBody(String why) {
            super(why, null, false, false);
        }
    }

    private byte[] body(Message message) throws JMSException, UnreadableBody {
        if (message.propertyExists(LARGE_SIZE)) {
            checkSize(message.getLongProperty(LARGE_SIZE));
        }
        boolean sealed = message.propertyExists(QueueNames.SEALED) && message.getBooleanProperty(QueueNames.SEALED);
        byte[] body;
        try {
            if (message instanceof TextMessage text) {
                body = text(text, sealed);
            } else if (message instanceof BytesMessage bytes) {
                body = bytes(bytes, sealed);
            } else {
                throw new UnreadableBody("expected a text message or a bytes message");
            }
        } catch (IllegalStateException | IllegalArgumentException | SettingProblem e) {
            throw new UnreadableBody("cannot be decrypted: " + e.getMessage());
        }
        checkSize(body.length);
        return body;
    }

    private byte[] text(TextMessage message, boolean sealed) throws JMSException {
        String text = message.getText() == null ? "" : message.getText();
        String open = sealed ? seal.open(text) : text;
        return open.replaceFirst(XML_DECLARATION, "").getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bytes(BytesMessage message, boolean sealed) throws JMSException, UnreadableBody {
        if (!sealed) {
            checkSize(message.getBodyLength());
        }
        byte[] bytes = new byte[Math.toIntExact(message.getBodyLength())];
        message.reset();
        message.readBytes(bytes);
        return sealed ? seal.open(bytes) : bytes;
    }

    private void checkSize(long bytes) throws UnreadableBody {
        if (bytes > largest) {
            throw new UnreadableBody("has " + bytes + " bytes; at most " + largest + " are taken");
        }
    }

    private static Set<String> scopes(Message message) throws JMSException {
        String scopes = message.getStringProperty(QueueNames.SCOPES);
        return scopes == null ? null : Set.of(scopes.split(" "));
    }

    private static String form(Message message) throws JMSException {
        for (String told : new String[] {message.getStringProperty("contentType"), message.getJMSType()}) {
            String lower = told == null ? "" : told.toLowerCase(Locale.ROOT);
            if (lower.contains("xml")) {
                return "xml";
            }
            if (lower.contains("json")) {
                return "json";
            }
        }
        return null;
    }
}
