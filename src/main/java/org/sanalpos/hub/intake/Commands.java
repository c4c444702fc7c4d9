package org.sanalpos.hub.intake;

import java.util.function.UnaryOperator;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.FollowUpRequest;
import org.sanalpos.hub.payment.Origin;
import org.sanalpos.hub.payment.PaymentRequest;
import org.sanalpos.hub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Turns what files and queues bring into commands: checked for form, for the company, and for the rule on clear cards. */
@Component
public class Commands {
    private final RequestValidator validator;
    private final ClearCards clearCards;

    public Commands(RequestValidator validator, ClearCards clearCards) {
        this.validator = validator;
        this.clearCards = clearCards;
    }

    /**
     * Makes the command that a request asks for.
     *
     * @param names from the names of the JSON form to those that the caller wrote
     * @param company whose folder or queue user it is; null when only the request tells
     * @param source {@code file} or {@code queue}
     * @param fallbackKey request key for a request that has none of its own; may be null
     * @throws ProblemException with all that is wrong
     */
    public Command command(
            RawRequest raw,
            UnaryOperator<String> names,
            String company,
            String source,
            String fallbackKey,
            boolean waitForFirst) {
        RequestBody body = raw.body();
        if (validator.isFollowUp(body)) {
            FollowUpRequest request = validator.followUp(raw, names);
            return new Command.FollowUp(origin(body, names, company, source, fallbackKey, waitForFirst), request);
        }
        boolean known =
                company != null && (body.company() == null || body.company().equals(company));
        if (known) {
            // Whatever else is wrong, a card that must not come in clear is told of.
            checkClearCard(body, names, company);
        }
        PaymentRequest request = validator.payment(raw, names);
        Origin origin = origin(body, names, company, source, fallbackKey, waitForFirst);
        if (!known) {
            checkClearCard(body, names, origin.company());
        }
        return new Command.Pay(origin, request);
    }

    private void checkClearCard(RequestBody body, UnaryOperator<String> names, String company) {
        if (body.card() != null && !clearCards.allowed(company)) {
            throw ProblemException.refused(
                    names.apply("card.number"),
                    "company '" + company + "' does not allow card numbers in clear in files and queues"
                            + " (its setting clearCards); send " + names.apply("cardJwe") + " instead");
        }
    }

    private static Origin origin(
            RequestBody body,
            UnaryOperator<String> names,
            String company,
            String source,
            String fallbackKey,
            boolean waitForFirst) {
        if (company == null && body.company() == null) {
            throw ProblemException.invalid(names.apply("company"), "is required");
        }
        if (company != null && body.company() != null && !body.company().equals(company)) {
            throw ProblemException.invalid(names.apply("company"), "expected '" + company + "', or nothing");
        }
        return new Origin(
                company != null ? company : body.company(),
                source,
                body.requestId() != null ? body.requestId() : fallbackKey,
                waitForFirst);
    }
}
