package org.sanalpos.hub.threeds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentStatus;
import org.sanalpos.hub.payment.ResultCode;
import org.sanalpos.hub.payment.Settlement;
import org.sanalpos.hub.payment.ThreeDSession;
import org.sanalpos.hub.payment.ThreeDSessions;
import org.sanalpos.hub.payment.Transitions;
import org.sanalpos.hub.settings.HubNode;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.stereotype.Component;

/** Ends what nobody came back from in time. Where the bank may have charged, it is asked. */
@Component("threeDExpiry")
public class ThreeDExpiry {
    private static final int BATCH = 100;
    private static final String TOO_LATE = "3-D Secure was not completed in time";

    private final ThreeDSessions sessions;
    private final SealedPages pages;
    private final Ledger ledger;
    private final Verdicts verdicts;
    private final BankMappings mappings;
    private final Clock clock;
    private final HubNode node;
    private final Duration longest;
    private Instant looked;

    ThreeDExpiry(
            ThreeDSessions sessions,
            SealedPages pages,
            Ledger ledger,
            Verdicts verdicts,
            BankMappings mappings,
            Clock clock,
            HubNode node,
            HubSettings settings) {
        this.sessions = sessions;
        this.pages = pages;
        this.ledger = ledger;
        this.verdicts = verdicts;
        this.mappings = mappings;
        this.clock = clock;
        this.node = node;
        this.longest = Duration.ofMinutes(settings.threeD().expireMinutes());
    }

    /** The sessions whose time is over. */
    public synchronized List<ThreeDSession> due() {
        pages.sweep();
        Instant now = clock.instant();
        // A clock that was set back lets nobody wait for longer than a whole session. Sessions of other nodes go by
        // theirs.
        if (looked != null && now.isBefore(looked)) {
            sessions.shorten(node.id(), now.plus(longest));
        }
        looked = now;
        return sessions.due(now, BATCH);
    }

    /** Ends one of them. Where the bank may have charged, it is asked, and nobody waits here until it answers. */
    public void expire(ThreeDSession session) {
        Payment payment = ledger.find(session.paymentId()).orElseThrow();
        boolean mayHaveCharged = session.state() == ThreeDSession.State.SHOWN
                && verdicts.model(payment).charges();
        end(session, payment, mayHaveCharged);
    }

    /** Ends a session whose page no browser has got, and will not. */
    void notShown(ThreeDSession session) {
        end(session, ledger.find(session.paymentId()).orElseThrow(), false);
    }

    private void end(ThreeDSession session, Payment payment, boolean mayHaveCharged) {
        Operation operation = payment.begun();
        Operation ended = mayHaveCharged
                ? operation.ended(
                        Outcome.UNKNOWN,
                        mappings.result(ResultCode.UNKNOWN, TOO_LATE + "; the bank is asked"),
                        clock.instant())
                : operation.ended(
                        Outcome.NOT_SENT, mappings.result(ResultCode.AUTHENTICATION_FAILED, TOO_LATE), clock.instant());
        PaymentStatus status = mayHaveCharged ? PaymentStatus.UNKNOWN : PaymentStatus.EXPIRED;
        ledger.expire(session, ended, Settlement.of(new Transitions.Standing(status, 0, 0)));
    }
}
