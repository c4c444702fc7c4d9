package org.sanalpos.examples;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Asks the hub for one sale by queue, waits for the answer and prints it. */
public final class QueueSale {
    private static final long PATIENCE_MS = 30_000;

    private QueueSale() {}

    /** Settings are the system properties {@code broker}, {@code user} and {@code password}. */
    public static void main(String[] args) throws JMSException {
        String broker = System.getProperty("broker", "tcp://127.0.0.1:61616");
        String user = System.getProperty("user", "DEMO");
        String password = System.getProperty("password", "sandbox-key");
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker)) {
            Message answer = ask(factory, user, password);
            if (answer == null) {
                System.err.println("No answer within " + PATIENCE_MS / 1000 + " s. The request stays in the queue:"
                        + " sending it again with the same requestId charges nothing twice.");
                return;
            }
            System.out.println("JMSCorrelationID  " + answer.getJMSCorrelationID());
            for (String property : new String[] {"contentType", "status", "httpStatus", "paymentId"}) {
                System.out.printf("%-17s %s%n", property, answer.getStringProperty(property));
            }
            System.out.println(((TextMessage) answer).getText());
        }
    }

    private static Message ask(ConnectionFactory factory, String user, String password) throws JMSException {
        try (JMSContext context = factory.createContext(user, password)) {
            Queue answers = context.createTemporaryQueue();
            TextMessage request = context.createTextMessage("""
                    {"requestId": "%s", "virtualPos": "DEMO-HALKBANK", "orderNo": "SO-1002",
                     "amount": "129.90", "currency": "TRY",
                     "card": {"number": "4355084355084358", "expiry": "12/30", "cvv": "000", "holder": "AYŞE YILMAZ"}}
                    """.formatted(UUID.randomUUID()));
            request.setJMSCorrelationID("SO-1002");
            request.setJMSReplyTo(answers);
            context.createProducer().send(context.createQueue("sanalpos.requests"), request);
            return context.createConsumer(answers).receive(PATIENCE_MS);
        }
    }
}
