package org.sanalpos.hub.intake.queue;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;
import org.apache.camel.component.jms.JmsConstants;
import org.springframework.stereotype.Component;

/** Writes the messages that leave the queue channel. */
@Component
public class QueueReplies {
    private final ReplyDestinations destinations;

    public QueueReplies(ReplyDestinations destinations) {
        this.destinations = destinations;
    }

    /** Makes the exchange the answer, with {@link JmsConstants#JMS_DESTINATION} where the sender wants one. */
    public void reply(
            Exchange exchange,
            @ExchangeProperty("request") QueueMessage request,
            @ExchangeProperty("answer") QueueAnswer answer) {
        exchange.getMessage().removeHeaders("*");
        destinations.of(request).ifPresent(destination -> {
            Message message = fresh(exchange, answer.body(), request);
            message.setHeader(JmsConstants.JMS_DESTINATION, destination);
            message.setHeader("contentType", answer.contentType());
            message.setHeader("status", answer.status());
            message.setHeader("httpStatus", answer.httpStatus());
            if (answer.paymentId() != null) {
                message.setHeader("paymentId", answer.paymentId());
            }
        });
    }

    /** Whether the request can never be processed. */
    public boolean isDead(@ExchangeProperty("answer") QueueAnswer answer) {
        return answer.dead() != null;
    }

    /** Makes the exchange the message for {@code sanalpos.dead}: the reason, and the request without what must not be kept. */
    public void dead(
            Exchange exchange,
            @ExchangeProperty("request") QueueMessage request,
            @ExchangeProperty("answer") QueueAnswer answer) {
        Message message = fresh(exchange, DeadBody.of(request.body()), request);
        message.setHeader("reason", answer.dead());
        message.setHeader("originalMessageId", request.id());
        message.setHeader("deliveries", request.delivery());
        if (request.user() != null) {
            message.setHeader("user", request.user());
        }
        if (request.company() != null) {
            message.setHeader("company", DeadBody.masked(request.company()));
        }
    }

    private static Message fresh(Exchange exchange, String body, QueueMessage request) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(body);
        message.setHeader("JMSCorrelationID", request.correlationId());
        return message;
    }
}
