package org.sanalpos.hub.intake.queue;

import java.util.List;
import java.util.stream.Collectors;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.problem.FieldError;
import org.sanalpos.hub.problem.Problem;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.problem.ProblemJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Decides what becomes of a message: answered, refused, given up, or delivered again. */
@Component
public class QueueAnswers {
    private static final String IN_PROGRESS = "/problems/request-in-progress";
    private static final int REASON_LENGTH = 500;
    private static final Logger LOG = LoggerFactory.getLogger(QueueAnswers.class);

    private final JsonMapper json;
    private final ReplyDestinations replies;

    public QueueAnswers(JsonMapper json, ReplyDestinations replies) {
        this.json = json;
        this.replies = replies;
    }

    public QueueAnswer answered(Answer answer) {
        String status = json.readTree(answer.body()).path("status").stringValue("");
        return new QueueAnswer(answer.body(), "application/json", status, answer.status(), answer.paymentId(), null);
    }

    /** Whether delivering the message again would not help, or was tried often enough. */
    public boolean isFinal(QueueMessage message, Exception error) {
        boolean last = message != null && (isFinal(error) || message.lastDelivery());
        if (!last) {
            LOG.warn("{} will be delivered again: {}", message, text(error));
        }
        return last;
    }

    /** What becomes of a message that could not be processed and is not delivered again. */
    public QueueAnswer failed(QueueMessage message, Exception error) {
        if (isFinal(error)) {
            Problem problem = ((ProblemException) error).problem();
            boolean dead = problem.status() == 400
                    || problem.errors().stream().anyMatch(field -> field.field().equals("company"))
                    || replies.of(message).isEmpty();
            return problem(problem, "refused", dead ? reason(problem) : null);
        }
        LOG.error("{} is given up: {}", message, text(error));
        Problem problem = new Problem(
                "/problems/not-processed",
                "The request was not processed",
                500,
                "The request failed " + message.delivery() + " times; ask what became of it before it is sent again",
                List.of());
        return problem(problem, "failed", "failed " + message.delivery() + " times, last: " + text(error));
    }

    private QueueAnswer problem(Problem problem, String status, String dead) {
        return new QueueAnswer(
                ProblemJson.text(problem),
                ProblemJson.MEDIA_TYPE,
                status,
                problem.status(),
                null,
                dead == null ? null : shortened(DeadBody.masked(dead)));
    }

    private static boolean isFinal(Exception error) {
        return error instanceof ProblemException refusal
                && refusal.problem().status() < 500
                && !refusal.problem().type().equals(IN_PROGRESS);
    }

    private static String reason(Problem problem) {
        return problem.errors().isEmpty()
                ? problem.detail()
                : problem.errors().stream().map(QueueAnswers::text).collect(Collectors.joining("; "));
    }

    private static String text(FieldError error) {
        return error.field() + ": " + error.message();
    }

    private static String text(Exception error) {
        return shortened(DeadBody.masked(error.getClass().getSimpleName() + ": " + error.getMessage()));
    }

    private static String shortened(String text) {
        return text.length() > REASON_LENGTH ? text.substring(0, REASON_LENGTH) : text;
    }
}
