package org.sanalpos.hub.audit;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Looks whether the audit is as it was written: each entry against its seal, each chain for gaps and against its head. Entries that are
 * written meanwhile do not disturb it.
 */
@Component
class AuditVerification {
    private static final int PART = 1_000;
    private static final int MOST_FAULTS = 100;

    private final AuditTable table;
    private final Seal seal;

    AuditVerification(AuditTable table, Seal seal) {
        this.table = table;
        this.seal = seal;
    }

    /**
     * @param whole whether there is no fault
     * @param entries entries that were looked at
     * @param faults the first hundred
     */
    record Report(boolean whole, long entries, List<Chain> chains, List<Fault> faults) {}

    /**
     * A chain and its last entry. Kept elsewhere, number and hash show later that nothing before them was changed or taken away.
     *
     * @param company null for the chain of what belongs to no company
     */
    record Chain(String company, long number, String hash) {}

    /**
     * @param company null where the entry belongs to none
     * @param number place in the chain, or null for an entry that stands alone
     * @param id the entry, or null where it is not there
     */
    record Fault(String company, Long number, String id, String reason) {}

    /** @param company null for everything */
    Report verify(String company) {
        Look look = new Look();
        List<AuditTable.Head> heads = table.heads(company);
        table.headless(company).forEach(chain -> look.fault(company(chain), null, null, "the chain has lost its head"));
        heads.forEach(look::chain);
        look.alone(company);
        List<Chain> chains = heads.stream()
                .map(head -> new Chain(company(head.chain()), head.number(), head.hash()))
                .toList();
        return new Report(look.faults.isEmpty(), look.entries, chains, look.faults);
    }

    private static String company(String chain) {
        return chain.equals(Thing.HUB_CHAIN) ? null : chain;
    }

    private final class Look {
        private final List<Fault> faults = new ArrayList<>();
        private long entries;

        private void chain(AuditTable.Head head) {
            String company = company(head.chain());
            String previous = "";
            long expected = 1;
            String atHead = head.number() == 0 ? head.hash() : null;
            List<AuditEntry> part = table.chained(head.chain(), 0, PART);
            while (!part.isEmpty()) {
                for (AuditEntry entry : part) {
                    entries++;
                    if (entry.number() != expected) {
                        fault(company, expected, null, "is not there; the next that is has number " + entry.number());
                    } else if (!entry.isWhole(previous, seal)) {
                        fault(company, entry.number(), entry.id(), "is not as it was written");
                    }
                    if (entry.number() == head.number()) {
                        atHead = entry.hash();
                    }
                    previous = entry.hash();
                    expected = entry.number() + 1;
                }
                part = table.chained(head.chain(), expected - 1, PART);
            }
            if (!head.hash().equals(atHead)) {
                fault(company, head.number(), null, "the last entry is not the one that the chain's head names");
            }
        }

        private void alone(String company) {
            List<AuditEntry> part = table.alone(company, "", PART);
            while (!part.isEmpty()) {
                for (AuditEntry entry : part) {
                    entries++;
                    if (!entry.isWhole("", seal)) {
                        fault(entry.thing().company(), null, entry.id(), "is not as it was written");
                    }
                }
                part = table.alone(company, part.get(part.size() - 1).id(), PART);
            }
        }

        private void fault(String company, Long number, String id, String reason) {
            if (faults.size() < MOST_FAULTS) {
                faults.add(new Fault(company, number, id, reason));
            }
        }
    }
}
