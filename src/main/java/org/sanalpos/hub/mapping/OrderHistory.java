package org.sanalpos.hub.mapping;

import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.sanalpos.hub.mapping.Dialect.HistoryRules;
import org.sanalpos.hub.mapping.Dialect.RowKind;
import org.sanalpos.hub.mapping.Dialect.RowRule;
import org.sanalpos.hub.payment.OperationType;

/**
 * Adds up what a bank lists of an order, row by row. What the rows leave open stays open: a row that no rule knows, an amount that is
 * none, a capture that is spoken of and not there, or a void that nothing can be found for.
 */
final class OrderHistory {
    private static final Set<RowKind> MONEY =
            EnumSet.of(RowKind.SALE, RowKind.PREAUTH, RowKind.CAPTURE, RowKind.REFUND);
    private static final Set<RowKind> CHARGES = EnumSet.of(RowKind.SALE, RowKind.CAPTURE);
    private static final Set<RowKind> REFUNDS = EnumSet.of(RowKind.REFUND);

    private final HistoryRules rules;
    private final Currency currency;
    private final boolean refundInDoubt;

    OrderHistory(HistoryRules rules, MessageContext context) {
        this.rules = rules;
        this.currency = context.payment().amount().currency();
        this.refundInDoubt = context.doubt()
                .filter(doubt -> doubt.type() == OperationType.REFUND)
                .isPresent();
    }

    /**
     * What the rows say of the order.
     *
     * @param state null if it cannot be told
     * @param decisive the row that tells the most: the last refund if one is in doubt, else the charge, else the preauthorization,
     *     else the last refusal
     */
    record Told(InquiredState state, long capturedMinor, long refundedMinor, Map<String, String> decisive) {
        private static final Told NOTHING = new Told(null, 0, 0, Map.of());
    }

    private static final class Entry {
        private final Map<String, String> row;
        private final RowRule rule;
        private final long minor;
        private boolean dead;

        private Entry(Map<String, String> row, RowRule rule, long minor) {
            this.row = row;
            this.rule = rule;
            this.minor = minor;
            this.dead = rule.dead();
        }

        private boolean live(Set<RowKind> kinds) {
            return !dead && kinds.contains(rule.kind());
        }
    }

    Told read(List<Map<String, String>> rows) {
        List<Entry> entries = new ArrayList<>();
        for (Map<String, String> row : rows) {
            Optional<RowRule> rule = rules.kinds().stream()
                    .filter(kind -> kind.when().holds(row))
                    .findFirst();
            if (rule.isEmpty() || rule.get().kind() == RowKind.DOUBTFUL) {
                return Told.NOTHING;
            }
            Optional<Long> minor = Amounts.minor(rules.amount(), row, currency);
            if (MONEY.contains(rule.get().kind()) && minor.isEmpty()) {
                return Told.NOTHING;
            }
            entries.add(new Entry(row, rule.get(), minor.orElse(0L)));
        }
        return takeBack(entries) ? told(entries) : Told.NOTHING;
    }

    /** Lets each void take back the last live row before it, unless the rows say themselves which were taken back. */
    private static boolean takeBack(List<Entry> entries) {
        for (int at = 0; at < entries.size(); at++) {
            RowRule rule = entries.get(at).rule;
            if (rule.kind() != RowKind.VOID) {
                continue;
            }
            Predicate<Entry> meant =
                    entry -> rule.of() == null ? MONEY.contains(entry.rule.kind()) : entry.rule.kind() == rule.of();
            if (entries.stream().anyMatch(entry -> meant.test(entry) && entry.rule.dead())) {
                continue;
            }
            List<Entry> before = entries.subList(0, at).stream()
                    .filter(entry -> !entry.dead && meant.test(entry))
                    .toList();
            if (before.isEmpty()) {
                return false;
            }
            before.get(before.size() - 1).dead = true;
        }
        return true;
    }

    private Told told(List<Entry> entries) {
        long captured = sum(entries, CHARGES);
        long refunded = sum(entries, REFUNDS);
        Optional<Entry> charge = last(entries, entry -> entry.live(CHARGES));
        if (charge.isPresent()) {
            InquiredState state = refunded >= captured ? InquiredState.REFUNDED : InquiredState.CAPTURED;
            Optional<Entry> asked = refundInDoubt ? last(entries, entry -> entry.live(REFUNDS)) : charge;
            return new Told(state, captured, refunded, asked.or(() -> charge).orElseThrow().row);
        }
        if (refunded > 0
                || last(entries, entry -> entry.live(EnumSet.of(RowKind.CLOSED)))
                        .isPresent()) {
            return Told.NOTHING;
        }
        Optional<Entry> hold = last(entries, entry -> entry.live(EnumSet.of(RowKind.PREAUTH)));
        if (hold.isPresent()) {
            return new Told(InquiredState.AUTHORIZED, 0, 0, hold.get().row);
        }
        Optional<Entry> dead = last(entries, entry -> entry.dead && MONEY.contains(entry.rule.kind()));
        if (dead.isPresent()) {
            return new Told(InquiredState.VOIDED, 0, 0, dead.get().row);
        }
        return last(entries, entry -> entry.rule.kind() == RowKind.REFUSED)
                .map(refused -> new Told(InquiredState.DECLINED, 0, 0, refused.row))
                .orElse(Told.NOTHING);
    }

    private static long sum(List<Entry> entries, Set<RowKind> kinds) {
        return entries.stream()
                .filter(entry -> entry.live(kinds))
                .mapToLong(entry -> entry.minor)
                .reduce(0, Math::addExact);
    }

    private static Optional<Entry> last(List<Entry> entries, Predicate<Entry> condition) {
        return entries.stream().filter(condition).reduce((first, second) -> second);
    }
}
