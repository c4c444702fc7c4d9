package org.sanalpos.hub.resolve;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Recoveries;
import org.sanalpos.hub.payment.ResultCode;
import org.sanalpos.hub.payment.Settlement;
import org.sanalpos.hub.payment.Transitions;
import org.springframework.stereotype.Component;

/** Operations whose process died, or lost its way, while the bank was being asked: their outcome is unknown. */
@Component("staleOperations")
public class StaleOperations {
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final int BATCH = 100;

    private final Ledger ledger;
    private final Recoveries recoveries;
    private final Nodes nodes;
    private final BankMappings mappings;
    private final BankCatalogue catalogue;
    private final Clock clock;

    StaleOperations(
            Ledger ledger,
            Recoveries recoveries,
            Nodes nodes,
            BankMappings mappings,
            BankCatalogue catalogue,
            Clock clock) {
        this.ledger = ledger;
        this.recoveries = recoveries;
        this.nodes = nodes;
        this.mappings = mappings;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Closes them as unknown, so that nobody takes them for running and the bank is asked. */
    public void close() {
        Duration longest = catalogue.banks().stream()
                .map(bank -> bank.timeouts().total())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Instant before = clock.instant().minus(longest).minus(GRACE);
        for (Operation operation : ledger.openSince(before, nodes.living(), BATCH)) {
            Operation ended = operation.ended(
                    Outcome.UNKNOWN,
                    mappings.result(ResultCode.UNKNOWN, "The hub stopped before the bank's answer was recorded"),
                    clock.instant());
            Settlement settlement = ended.type().moves()
                    ? Settlement.of(
                            Transitions.after(ledger.find(ended.paymentId()).orElseThrow(), ended, Outcome.UNKNOWN))
                    : Settlement.none();
            ledger.close(ended, settlement, null);
        }
        recoveries.adopt(clock.instant());
    }
}
