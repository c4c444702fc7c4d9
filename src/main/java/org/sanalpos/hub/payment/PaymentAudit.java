package org.sanalpos.hub.payment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sanalpos.hub.audit.Action;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.audit.AuditLog;
import org.sanalpos.hub.audit.Kind;
import org.sanalpos.hub.audit.Snapshot;
import org.sanalpos.hub.audit.Thing;
import org.sanalpos.hub.problem.ProblemException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the audit what API keys ask for about payments that exist, and what comes of it; of new payments only what an operator's key
 * asks for. Each is told in the transaction that makes it so.
 */
@Component
public class PaymentAudit {
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    public PaymentAudit(AuditLog audit, TransactionTemplate transaction) {
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * Tells that a new payment was begun.
     *
     * @param by null if no API key asks for it
     */
    void paid(Actor by, Payment payment, Operation operation) {
        if (by != null && by.operator()) {
            tell(by, operation, AuditLog.BEGUN, null, payment);
        }
    }

    /**
     * Tells that a follow-up was begun.
     *
     * @param by null if no API key asks for it
     */
    void followed(Actor by, Payment before, Operation operation, Payment after) {
        if (by != null) {
            tell(by, operation, AuditLog.BEGUN, before, after);
        }
    }

    /** Tells what a follow-up came to, if an API key asked for it. */
    void ended(Payment before, Operation ended, Payment after) {
        askedBy(ended).ifPresent(by -> tell(by, ended, ended.outcome().code(), before, after));
    }

    /** Tells that a follow-up was refused and another one begun in its place, if an API key asked for it. */
    void turned(Payment before, Operation refused, Operation other, Payment after) {
        askedBy(refused).ifPresent(by -> {
            tell(by, refused, refused.outcome().code(), before, after);
            tell(by, other, AuditLog.BEGUN, before, after);
        });
    }

    /**
     * Writes that the hub refused a follow-up before anything was done.
     *
     * @param by null if no API key asked for it
     * @param amount what was asked for, decimal text, or null for all of it
     */
    public void refused(Actor by, Payment payment, OperationType wished, String amount, ProblemException refused) {
        if (by != null) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("amount", amount);
            details.put("currency", payment.amount().currency().getCurrencyCode());
            details.put("reason", refused.getMessage());
            transaction.executeWithoutResult(
                    status -> audit.acted(by, thing(payment), Action.of(wished.code()), AuditLog.REFUSED, details));
        }
    }

    /** Tells what a person decided about an operation that no bank could settle. */
    void decided(Actor by, Payment before, Operation decided, Payment after) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("operation", decided.type().code());
        details.put("reason", decided.result().bankMessage());
        audit.operation(
                by,
                thing(after),
                Action.DECIDE,
                decided.outcome().code(),
                decided.id(),
                snapshot(before),
                snapshot(after),
                details);
    }

    /** Tells that a person lets a charge stand that was to be given back. */
    void stands(Actor by, Payment payment, String reason) {
        audit.acted(by, thing(payment), Action.DECIDE, "stands", Map.of("reason", reason));
    }

    private Optional<Actor> askedBy(Operation operation) {
        return operation.type().first() ? Optional.empty() : audit.askedBy(operation.id());
    }

    private void tell(Actor by, Operation operation, String outcome, Payment before, Payment after) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("amount", operation.amount().decimal());
        details.put("currency", operation.amount().currency().getCurrencyCode());
        if (operation.result() != null) {
            details.put("resultCode", operation.result().code().code());
            details.put("bankCode", operation.result().bankCode());
        }
        audit.operation(
                by,
                thing(after),
                Action.of(operation.type().code()),
                outcome,
                operation.id(),
                before == null ? null : snapshot(before),
                snapshot(after),
                details);
    }

    private static Thing thing(Payment payment) {
        return new Thing(Kind.PAYMENT, payment.company(), payment.id());
    }

    private static Snapshot snapshot(Payment payment) {
        return new Snapshot()
                .field("status", payment.status().code())
                .field("amount", payment.amount().decimal())
                .field(
                        "capturedAmount",
                        payment.amount().withMinor(payment.capturedMinor()).decimal())
                .field(
                        "refundedAmount",
                        payment.amount().withMinor(payment.refundedMinor()).decimal())
                .field("currency", payment.amount().currency().getCurrencyCode());
    }
}
