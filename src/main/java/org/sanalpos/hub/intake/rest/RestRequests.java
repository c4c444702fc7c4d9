package org.sanalpos.hub.intake.rest;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.sanalpos.hub.intake.CardSearch;
import org.sanalpos.hub.intake.JsonRequests;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.FollowUpRequest;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Origin;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.virtualpos.Companies;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Turns REST calls into commands, with the company that the caller's key speaks for. */
@Component("restRequests")
public class RestRequests {
    private static final String SOURCE = "rest";
    private static final int MAX_KEY = 200;
    private static final Map<String, OperationType> FOLLOW_UPS = Map.of(
            "captures", OperationType.CAPTURE,
            "voids", OperationType.VOID,
            "refunds", OperationType.REFUND,
            "sync", OperationType.INQUIRY);

    private final JsonRequests json;
    private final Companies companies;
    private final Ledger ledger;

    public RestRequests(JsonRequests json, Companies companies, Ledger ledger) {
        this.json = json;
        this.companies = companies;
        this.ledger = ledger;
    }

    /** {@code POST /payments}. */
    public Command pay(Exchange exchange, @Header("Idempotency-Key") String key) {
        JsonRequests.PaymentBody body = json.readPayment(body(exchange));
        Caller caller = caller();
        String company = companies.resolve(caller, body.company());
        return new Command.Pay(
                origin(company, requestKey(key, body.requestId(), body.request().card()), caller), body.request());
    }

    /** {@code POST /payments/{id}/{action}}. */
    public Command followUp(
            Exchange exchange,
            @Header("id") String id,
            @Header("action") String action,
            @Header("Idempotency-Key") String key) {
        OperationType operation = FOLLOW_UPS.get(action);
        if (operation == null) {
            throw ProblemException.notFound("path", "There is no such resource");
        }
        Payment payment = visible(id);
        JsonRequests.AmountBody body = json.readAmount(body(exchange), operation);
        return new Command.FollowUp(
                origin(payment.company(), requestKey(key, body.requestId(), null), caller()),
                new FollowUpRequest(operation, payment.id(), null, body.amount(), body.auto()));
    }

    /** The payment if the caller may see it; another company's is as if it were not there. */
    Payment visible(String id) {
        Caller caller = caller();
        return ledger.find(id)
                .filter(payment -> caller.operator() || payment.company().equals(caller.company()))
                .orElseThrow(() -> ProblemException.notFound("id", "There is no payment '" + printable(id) + "'"));
    }

    private static Origin origin(String company, String requestKey, Caller caller) {
        return new Origin(company, SOURCE, requestKey, false, caller.actor());
    }

    static Caller caller() {
        return (Caller) SecurityContextHolder.getContext().getAuthentication().getPrincipal();
    }

    private static byte[] body(Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        return body == null ? new byte[0] : body;
    }

    private static String requestKey(String header, String requestId, Card card) {
        if (header == null) {
            return requestId;
        }
        if (header.isEmpty() || header.length() > MAX_KEY || !header.chars().allMatch(c -> c > 32 && c < 127)) {
            throw ProblemException.invalid(
                    "Idempotency-Key", "expected 1 to " + MAX_KEY + " printable ASCII characters without blanks");
        }
        if (CardSearch.found(header) || card != null && CardSearch.found(header, card.number())) {
            throw ProblemException.invalid("Idempotency-Key", CardSearch.REFUSAL);
        }
        if (requestId != null && !requestId.equals(header)) {
            throw ProblemException.invalid("requestId", "differs from the header Idempotency-Key; send one of them");
        }
        return header;
    }

    private static String printable(String id) {
        return id.matches("[A-Za-z0-9]{1,40}") ? id : "?";
    }
}
