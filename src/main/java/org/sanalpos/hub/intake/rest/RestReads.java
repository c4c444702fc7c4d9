package org.sanalpos.hub.intake.rest;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.http.common.HttpMessage;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.payment.PaymentFilter;
import org.sanalpos.hub.payment.PaymentJson;
import org.sanalpos.hub.payment.PaymentStatus;
import org.sanalpos.hub.payment.Payments;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.problem.QueryFields;
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
        QueryFields fields = new QueryFields(query::getParameter);
        String company = fields.text("company");
        Caller caller = RestRequests.caller();
        if (!caller.operator() && company != null && !company.equals(caller.company())) {
            throw ProblemException.notFound("company", "There is no such company");
        }
        PaymentFilter filter = new PaymentFilter(
                caller.operator() ? company : caller.company(),
                fields.text("orderNo"),
                fields.text("transactionCode"),
                fields.choice("status", PaymentStatus::find, "a payment state such as captured"),
                fields.time("from"),
                fields.time("to"),
                fields.number("page", 0, 0, MAX_PAGE),
                fields.number("size", DEFAULT_SIZE, 1, MAX_SIZE));
        fields.check();
        Payments.Page found = payments.list(filter);
        return new Answer(
                200, null, PaymentJson.page(found.items(), filter.page(), filter.size(), found.total()), false);
    }
}
