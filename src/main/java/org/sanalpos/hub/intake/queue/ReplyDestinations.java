package org.sanalpos.hub.intake.queue;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Where answers may go. The hub may write to every queue, so it must not be made to write to one that the sender could not read:
 * of the hub's own queues only to the sender's reply queues.
 */
@Component
public class ReplyDestinations {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyDestinations.class);

    private final ObjectProvider<EmbeddedActiveMQ> embedded;

    public ReplyDestinations(ObjectProvider<EmbeddedActiveMQ> embedded) {
        this.embedded = embedded;
    }

    /** Where the answer to a message goes; empty when none is wanted or its place is not allowed or not there. */
    public Optional<Destination> of(QueueMessage message) {
        if (message.replyTo() == null) {
            return Optional.empty();
        }
        String name = name(message.replyTo());
        if (name == null || !allowed(name, message)) {
            LOG.warn("{} gets no answer: its JMSReplyTo is no queue of its sender", message);
            return Optional.empty();
        }
        return Optional.of(message.replyTo());
    }

    private boolean allowed(String name, QueueMessage message) {
        if (name.startsWith(QueueNames.PREFIX)) {
            boolean operator = message.user() != null && message.user().startsWith(":");
            String company = operator || message.user() == null ? message.company() : message.user();
            return operator && name.startsWith(QueueNames.REPLIES + ".")
                    || company != null && BrokerSecurity.isReplyQueue(name, company);
        }
        EmbeddedActiveMQ broker = embedded.getIfAvailable();
        return broker == null || broker.getActiveMQServer().locateQueue(SimpleString.of(name)) != null;
    }

    private static String name(Destination destination) {
        try {
            return destination instanceof Queue queue ? queue.getQueueName() : null;
        } catch (JMSException e) {
            return null;
        }
    }
}
