package org.sanalpos.hub.audit;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down who changed or did what, in the transaction of the change itself: neither exists without the other. Outside of a
 * transaction nothing can be written.
 *
 * <p>Entries about definitions, companies, keys and secrets are chained, a chain for each company and one for the hub: each has a
 * number and the seal of the one before it. Writers of a chain wait for each other until their transactions end, so that the entry is to
 * be the last thing in them.
 */
@Component
public class AuditLog {
    /** Outcome of what was done. */
    public static final String DONE = "done";

    /** Outcome of what the bank is being asked for. */
    public static final String BEGUN = "begun";

    /** Outcome of what the hub did not do. */
    public static final String REFUSED = "refused";

    private static final JsonMapper JSON = new JsonMapper();

    private final AuditTable table;
    private final Seal seal;
    private final Clock clock;

    public AuditLog(JdbcClient jdbc, Seal seal, Clock clock) {
        this.table = new AuditTable(jdbc);
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * Writes that a thing came to be, changed, or went.
     *
     * @param before null for one that came to be
     * @param after null for one that went
     */
    public void changed(Actor by, Thing thing, Action action, Snapshot before, Snapshot after) {
        write(by, thing, action, DONE, null, before, after, null);
    }

    /** Writes that something was done, or refused, that changed nothing of the thing itself. */
    public void acted(Actor by, Thing thing, Action action, String outcome, Map<String, Object> details) {
        write(by, thing, action, outcome, null, null, null, details);
    }

    /** Writes that an operation of a payment was begun or has ended. */
    public void operation(
            Actor by,
            Thing payment,
            Action action,
            String outcome,
            String operationId,
            Snapshot before,
            Snapshot after,
            Map<String, Object> details) {
        write(by, payment, action, outcome, operationId, before, after, details);
    }

    /** Who asked for an operation; empty if no API key did. */
    public Optional<Actor> askedBy(String operationId) {
        return table.askedBy(operationId);
    }

    private void write(
            Actor by,
            Thing thing,
            Action action,
            String outcome,
            String operationId,
            Snapshot before,
            Snapshot after,
            Map<String, Object> details) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an entry of the audit belongs into the transaction of what it tells");
        }
        List<String> changed = before == null || after == null ? List.of() : Snapshot.changed(before, after);
        AuditTable.Head head = thing.chain() == null ? null : table.lock(thing.chain());
        AuditEntry entry = new AuditEntry(
                        UlidCreator.getMonotonicUlid(clock.millis()).toString(),
                        thing.chain(),
                        head == null ? null : head.number() + 1,
                        // As databases keep it: what is sealed is what is read.
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        by,
                        thing,
                        action,
                        outcome,
                        operationId,
                        String.join(" ", changed),
                        before == null ? null : JSON.writeValueAsString(before.shown()),
                        after == null ? null : JSON.writeValueAsString(after.shown()),
                        details == null ? null : JSON.writeValueAsString(details),
                        null)
                .sealed(head == null ? "" : head.hash(), seal);
        table.insert(entry);
        if (head != null) {
            table.move(entry);
        }
    }
}
