package org.sanalpos.hub.resolve;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sanalpos.hub.clock.ElapsedTime;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.FollowUpRequest;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.LeftToPeople;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Origin;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentStatus;
import org.sanalpos.hub.payment.Recoveries;
import org.sanalpos.hub.payment.Recovery;
import org.sanalpos.hub.payment.ResultCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Asks banks what became of payments, by each bank's own schedule, until they say it. Attempts are claimed in the database, so that of all
 * nodes one asks; one that dies over it loses that attempt only.
 */
@Component("unknownPayments")
public class UnknownPayments {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownPayments.class);

    /** Questions to one bank at once: one that hangs holds no more threads than these. */
    private static final int AT_ONCE = 4;

    private final Recoveries recoveries;
    private final Ledger ledger;
    private final LeftToPeople people;
    private final BankCatalogue catalogue;
    private final BankMappings mappings;
    private final Clock clock;
    private final ElapsedTime elapsed;
    private final Map<String, Integer> underWay = new HashMap<>();
    private Instant looked;

    UnknownPayments(
            Recoveries recoveries,
            Ledger ledger,
            LeftToPeople people,
            BankCatalogue catalogue,
            BankMappings mappings,
            Clock clock,
            ElapsedTime elapsed) {
        this.recoveries = recoveries;
        this.ledger = ledger;
        this.people = people;
        this.catalogue = catalogue;
        this.mappings = mappings;
        this.clock = clock;
        this.elapsed = elapsed;
    }

    /** Claims what is to be asked now; while the database is away, what was claimed before it went. Each must be {@link #concluded}. */
    public synchronized List<Recovery> due() {
        elapsed.look();
        List<Recovery> claimed = new ArrayList<>();
        try {
            Instant now = clock.instant();
            wake(now);
            claim(now, claimed);
        } catch (DataAccessException away) {
            LOG.warn("What banks are to be asked cannot be read now: {}", away.getMessage());
        }
        return claimed;
    }

    /** When the clock was set back, what waits longer than its bank's pauses are is asked about now. */
    private void wake(Instant now) {
        if (looked == null || now.isBefore(looked)) {
            for (String bank : recoveries.banks()) {
                recoveries.wake(bank, plan(bank).pauses(), now);
            }
        }
        looked = now;
    }

    private void claim(Instant now, List<Recovery> claimed) {
        for (String bank : recoveries.banksDue(now)) {
            int free = AT_ONCE - underWay.getOrDefault(bank, 0);
            for (Recovery recovery : free > 0 ? recoveries.due(bank, now, free) : List.<Recovery>of()) {
                if (recoveries.claim(recovery, next(recovery, now))) {
                    underWay.merge(bank, 1, Integer::sum);
                    claimed.add(recovery);
                }
            }
        }
    }

    /** The bank's pause, but not beyond the end, at which it is asked a last time. */
    private Instant next(Recovery recovery, Instant now) {
        Bank.Recovery plan = plan(recovery.bank());
        int pause = Math.min(recovery.attempts(), plan.pauses().size() - 1);
        Instant next = now.plus(plan.pauses().get(pause));
        Instant end = recovery.since().plus(plan.longest());
        return now.isBefore(end) && next.isAfter(end) ? end : next;
    }

    private Bank.Recovery plan(String bank) {
        return catalogue.find(bank).map(Bank::recovery).orElse(Bank.Recovery.DEFAULT);
    }

    /** What the bank is to be asked for, or the recovery itself if nothing may be asked now. */
    public Object question(Recovery recovery) {
        Payment payment = ledger.find(recovery.paymentId()).orElseThrow();
        return switch (payment.status()) {
            case UNKNOWN, EXPIRED -> command(payment, OperationType.INQUIRY);
            case CAPTURED, AUTHORIZED ->
                recovery.goal() == Recovery.Goal.REVERSE ? command(payment, OperationType.VOID) : recovery;
            default -> recovery;
        };
    }

    private static Command command(Payment payment, OperationType type) {
        boolean giveBack = type == OperationType.VOID;
        return new Command.FollowUp(
                Origin.hub(payment.company()), new FollowUpRequest(type, payment.id(), null, null, giveBack));
    }

    /** After each question, also one that failed: what is still open at the end is left to people. */
    public void concluded(Recovery recovery) {
        release(recovery.bank());
        Optional<Payment> asked = ledger.find(recovery.paymentId());
        if (asked.isEmpty()) {
            return;
        }
        Payment payment = asked.get();
        Bank.Recovery plan = plan(recovery.bank());
        if (elapsed.since(recovery.since()).compareTo(plan.longest()) >= 0) {
            leave(payment, recovery, plan.longest());
        }
    }

    private synchronized void release(String bank) {
        underWay.merge(bank, -1, (before, minus) -> before > 1 ? before + minus : null);
    }

    private void leave(Payment payment, Recovery recovery, Duration longest) {
        boolean stillCharged =
                payment.status() == PaymentStatus.CAPTURED || payment.status() == PaymentStatus.AUTHORIZED;
        String why = "The bank did not say within " + longest.toHours() + " hours what became of it";
        if (payment.status() == PaymentStatus.UNKNOWN || payment.status() == PaymentStatus.EXPIRED) {
            if (people.giveUp(payment.id(), mappings.result(ResultCode.UNKNOWN, why))) {
                LOG.error("Payment {} is left to people: {}", payment.id(), why);
            }
        } else if (recovery.goal() == Recovery.Goal.REVERSE && stillCharged) {
            recoveries.giveUp(payment.id(), clock.instant());
            LOG.error("Payment {} is left to people: its charge could not be given back", payment.id());
        }
    }
}
