package org.sanalpos.hub.intake.rest;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.problem.Problem;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.problem.ProblemJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes what REST callers get. Nothing of the request's headers goes back. */
@Component("restAnswers")
public class RestAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(RestAnswers.class);
    private static final Set<Integer> WITH_LOCATION = Set.of(201, 202);

    /** The payment, or the list, as JSON. */
    public void give(Exchange exchange) {
        Answer answer = exchange.getMessage().getBody(Answer.class);
        Message message = reply(exchange, answer.status(), "application/json", answer.body());
        if (WITH_LOCATION.contains(answer.status())) {
            message.setHeader("Location", "/api/v1/payments/" + answer.paymentId());
        }
        if (answer.replayed()) {
            message.setHeader("Idempotent-Replayed", "true");
        }
    }

    /** The problem that ended the request; what is not the caller's fault is logged and told without details. */
    public void refuse(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Problem problem;
        if (cause instanceof ProblemException refused) {
            problem = refused.problem();
        } else {
            LOG.error("A REST request failed", cause);
            problem = ProblemException.internal().problem();
        }
        reply(exchange, problem.status(), ProblemJson.MEDIA_TYPE, ProblemJson.text(problem));
    }

    private static Message reply(Exchange exchange, int status, String type, String body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, type);
        message.setBody(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return message;
    }
}
