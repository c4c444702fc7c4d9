package org.sanalpos.hub.output.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.sanalpos.hub.audit.Action;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.audit.AuditLog;
import org.sanalpos.hub.audit.Kind;
import org.sanalpos.hub.audit.Thing;
import org.sanalpos.hub.output.Outbox;
import org.sanalpos.hub.payment.FinalStates;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.OutboxTable;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentJson;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.virtualpos.Companies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes an event of each final state for the companies that want them, and sends one again on demand. */
@Component
public class WebhookEvents implements FinalStates {
    static final String DESTINATION = "webhooks";
    private static final Logger LOG = LoggerFactory.getLogger(WebhookEvents.class);

    private final WebhookTable table;
    private final OutboxTable rows;
    private final Outbox outbox;
    private final Companies companies;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final Clock clock;
    private final Duration kept;

    WebhookEvents(
            WebhookTable table,
            OutboxTable rows,
            Outbox outbox,
            Companies companies,
            TransactionTemplate transaction,
            AuditLog audit,
            Clock clock,
            WebhookSettings settings) {
        this.table = table;
        this.rows = rows;
        this.outbox = outbox;
        this.companies = companies;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
        this.kept = Duration.ofDays(settings.keepDays());
    }

    @Override
    public void reached(Payment payment, Operation operation, Instant now) {
        if (url(payment.company()).isEmpty()) {
            return;
        }
        String id = rows.nextId(payment);
        WebhookTable.Event event = new WebhookTable.Event(
                id,
                payment.company(),
                payment.id(),
                operation.id(),
                PaymentJson.eventType(payment.status()),
                PaymentJson.stateEvent(id, payment, now),
                now);
        table.insert(event);
        rows.put(row(event), now);
    }

    /** Where a company wants its events now, or empty. */
    Optional<String> url(String company) {
        return companies.find(company).map(found -> found.settings().webhookUrl());
    }

    /**
     * Sends an event once more, whatever became of it: the same body under the same id. One that waits for its next attempt is sent now.
     *
     * @param company the company that it must belong to, or null
     * @param by who wants it
     * @throws ProblemException if there is no such event, or the company has no webhookUrl
     */
    Delivery resend(String id, String company, Actor by) {
        transaction.executeWithoutResult(status -> {
            WebhookTable.Event event = table.lock(id)
                    .filter(found -> company == null || company.equals(found.company()))
                    .orElseThrow(() -> unknown(id));
            if (url(event.company()).isEmpty()) {
                throw ProblemException.conflict("Company " + event.company() + " has no webhookUrl to send it to");
            }
            if (!outbox.hurry(id)) {
                table.undelivered(id);
                rows.put(row(event), clock.instant());
            }
            audit.acted(
                    by,
                    new Thing(Kind.WEBHOOK_EVENT, event.company(), id),
                    Action.RESEND,
                    AuditLog.DONE,
                    Map.of("paymentId", event.paymentId(), "type", event.type()));
        });
        return table.find(id).orElseThrow();
    }

    static ProblemException unknown(String id) {
        return ProblemException.notFound("id", "There is no delivery '" + id + "'");
    }

    /** Deletes delivered events, with their attempts, that are older than they are kept. Those that were given up stay. */
    public void deleteOld() {
        int deleted = table.deleteDelivered(clock.instant().minus(kept));
        if (deleted > 0) {
            LOG.info("Deleted {} webhook events that were delivered more than {} days ago", deleted, kept.toDays());
        }
    }

    private static OutboxTable.Row row(WebhookTable.Event event) {
        return new OutboxTable.Row(
                event.id(), DESTINATION, event.company(), event.paymentId(), event.operationId(), event.body());
    }
}
