package org.sanalpos.hub.intake.queue;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;

/** What a company's program does at the broker. */
public final class QueueClient implements AutoCloseable {
    private static final long PATIENCE_MS = 60_000;

    private final Connection connection;
    private final Session session;
    private final Queue replies;
    private final MessageConsumer answers;

    public QueueClient(Connection connection) throws JMSException {
        this.connection = connection;
        this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        this.replies = session.createTemporaryQueue();
        this.answers = session.createConsumer(replies);
    }

    Connection connection() {
        return connection;
    }

    public Session session() {
        return session;
    }

    public TextMessage text(String body) throws JMSException {
        TextMessage message = session.createTextMessage(body);
        message.setJMSReplyTo(replies);
        return message;
    }

    public BytesMessage bytes(String body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(body.getBytes(StandardCharsets.UTF_8));
        message.setJMSReplyTo(replies);
        return message;
    }

    public void send(Message message) throws JMSException {
        send("sanalpos.requests", message);
    }

    public void send(String queue, Message message) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            producer.send(message);
        }
    }

    /** The next answer, or null when none comes. */
    public TextMessage answer() throws JMSException {
        return (TextMessage) answers.receive(PATIENCE_MS);
    }

    public TextMessage ask(Message message) throws JMSException {
        send(message);
        return answer();
    }

    /** The next message of a queue, or null when none comes. */
    public TextMessage take(String queue) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            return (TextMessage) consumer.receive(PATIENCE_MS);
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
