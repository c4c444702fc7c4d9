package org.sanalpos.hub.intake.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.jms.DefaultJmsMessageListenerContainer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.springframework.jms.support.JmsUtils;

/**
 * Consumers that hold one message at a time. Artemis may hand a consumer a second message while it has one, although it is told not to: under load
 * two of the broker's threads see the same credit, and a wait that ends by a timeout asks twice. The second one would wait unseen behind the
 * first, a minute and more if that one's bank hangs. Therefore each message has a consumer of its own, which is closed, and gives back what it has
 * beyond it, before the work begins; and it waits without a limit.
 */
final class OneByOneContainer extends DefaultJmsMessageListenerContainer {
    private final Set<MessageConsumer> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    OneByOneContainer(JmsEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    protected Message receiveMessage(MessageConsumer consumer) throws JMSException {
        waiting.add(consumer);
        try {
            return ending ? null : consumer.receive();
        } finally {
            waiting.remove(consumer);
            consumer.close();
        }
    }

    /** Ends the waiting, which would last for ever; consumers that are at work finish it. */
    @Override
    protected void doShutdown() throws JMSException {
        ending = true;
        waiting.forEach(JmsUtils::closeMessageConsumer);
        super.doShutdown();
    }
}
