package org.sanalpos.hub.load;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Sales by queue, over TCP, with an answer to each on a temporary queue. */
final class QueueLoad implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final ActiveMQConnectionFactory factory;
    private final JMSContext sending;
    private final JMSContext receiving;
    private final JMSProducer producer;
    private final Queue requests;
    private final Queue replies;
    private final Map<String, CompletableFuture<Boolean>> open = new ConcurrentHashMap<>();

    QueueLoad(Hub hub) {
        factory = new ActiveMQConnectionFactory(hub.broker());
        receiving = factory.createContext(Hub.COMPANY, hub.key());
        replies = receiving.createTemporaryQueue();
        receiving.createConsumer(replies).setMessageListener(this::answered);
        sending = factory.createContext(Hub.COMPANY, hub.key());
        producer = sending.createProducer();
        requests = sending.createQueue("sanalpos.requests");
    }

    /** Sends a sale; the future tells whether the money was taken. */
    CompletableFuture<Boolean> send(String requestId, int delay) throws JMSException {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        open.put(requestId, answer);
        synchronized (producer) {
            TextMessage message = sending.createTextMessage(Hub.sale(requestId, delay));
            message.setJMSCorrelationID(requestId);
            message.setJMSReplyTo(replies);
            producer.send(requests, message);
        }
        return answer;
    }

    /** Sends a sale and waits for its answer. */
    boolean pay(String requestId, int delay) throws Exception {
        return send(requestId, delay).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void answered(Message message) {
        try {
            CompletableFuture<Boolean> answer = open.remove(message.getJMSCorrelationID());
            if (answer != null) {
                answer.complete("captured".equals(message.getStringProperty("status")));
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        sending.close();
        receiving.close();
        factory.close();
    }
}
