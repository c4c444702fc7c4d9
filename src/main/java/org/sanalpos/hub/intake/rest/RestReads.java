package org.sanalpos.hub.intake.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.http.common.HttpMessage;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.payment.PaymentFilter;
import org.sanalpos.hub.payment.PaymentJson;
import org.sanalpos.hub.payment.PaymentStatus;
import org.sanalpos.hub.payment.Payments;
import org.sanalpos.hub.problem.FieldError;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.Caller;
import org.springframework.stereotype.Component;

/** Reads of one payment and of lists. */
@Component("restReads")
public class RestReads {
    private static final int DEFAULT_SIZE = 20;
    private static final int MAX_SIZE = 200;
    private static final int MAX_PAGE = 100_000;

    private final RestRequests requests;
    private final Payments payments;

    public RestReads(RestRequests requests, Payments payments) {
        this.requests = requests;
        this.payments = payments;
    }

    /** {@code GET /payments/{id}}. */
    public Answer one(@Header("id") String id) {
        return new Answer(200, id, PaymentJson.text(requests.visible(id)), false);
    }

    /** {@code GET /payments}. Filters are read from the query alone: a header of the same name is none. */
    public Answer list(Exchange exchange) {
        HttpServletRequest query = exchange.getMessage(HttpMessage.class).getRequest();
        String company = query.getParameter("company");
        List<FieldError> errors = new ArrayList<>();
        Caller caller = RestRequests.caller();
        if (!caller.operator() && company != null && !company.equals(caller.company())) {
            throw ProblemException.notFound("company", "There is no such company");
        }
        PaymentFilter filter = new PaymentFilter(
                caller.operator() ? company : caller.company(),
                query.getParameter("orderNo"),
                query.getParameter("transactionCode"),
                status(query.getParameter("status"), errors),
                time("from", query, errors),
                time("to", query, errors),
                number("page", query, 0, 0, MAX_PAGE, errors),
                number("size", query, DEFAULT_SIZE, 1, MAX_SIZE, errors));
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        Payments.Page found = payments.list(filter);
        return new Answer(
                200, null, PaymentJson.page(found.items(), filter.page(), filter.size(), found.total()), false);
    }

    private static PaymentStatus status(String text, List<FieldError> errors) {
        if (text == null) {
            return null;
        }
        for (PaymentStatus status : PaymentStatus.values()) {
            if (status.code().equals(text)) {
                return status;
            }
        }
        errors.add(new FieldError("status", "expected a payment state such as captured"));
        return null;
    }

    private static Instant time(String field, HttpServletRequest query, List<FieldError> errors) {
        String text = query.getParameter(field);
        if (text == null) {
            return null;
        }
        try {
            // An unescaped + of an offset arrives as a blank.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            errors.add(new FieldError(field, "expected an RFC 3339 time such as 2026-11-23T00:00:00Z"));
            return null;
        }
    }

    private static int number(
            String field, HttpServletRequest query, int otherwise, int least, int most, List<FieldError> errors) {
        String text = query.getParameter(field);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        errors.add(new FieldError(field, "expected a number from " + least + " to " + most));
        return otherwise;
    }
}
