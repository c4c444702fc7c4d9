package org.sanalpos.hub.threeds;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.sanalpos.hub.flow.BankTask;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.mapping.BankReply;
import org.sanalpos.hub.mapping.Reading;
import org.sanalpos.hub.mapping.Stage;
import org.sanalpos.hub.mapping.ThreeDModel;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.FollowUpRequest;
import org.sanalpos.hub.payment.Ids;
import org.sanalpos.hub.payment.Ledger;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Origin;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentStatus;
import org.sanalpos.hub.payment.ThreeDSession;
import org.sanalpos.hub.payment.ThreeDSessions;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.virtualpos.VirtualPos;
import org.sanalpos.hub.virtualpos.VirtualPoses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The browser is back from the bank: what it brings is verified before anything else, and of all that come for one payment, on all nodes,
 * one is carried out. What does not verify changes nothing.
 */
@Component("threeDReturn")
public class ThreeDReturn {
    private static final Logger LOG = LoggerFactory.getLogger(ThreeDReturn.class);
    private static final String FORM = "application/x-www-form-urlencoded";

    /** More callbacks of one session are not looked at: each may cost a call to the bank. */
    private static final int MOST = 200;

    private final BankMappings mappings;
    private final Ledger ledger;
    private final ThreeDSessions sessions;
    private final VirtualPoses poses;
    private final Verdicts verdicts;
    private final HeldPages pages;
    private final MeterRegistry meters;
    private final Ids ids;
    private final Clock clock;

    ThreeDReturn(
            BankMappings mappings,
            Ledger ledger,
            ThreeDSessions sessions,
            VirtualPoses poses,
            Verdicts verdicts,
            HeldPages pages,
            MeterRegistry meters,
            Ids ids,
            Clock clock) {
        this.mappings = mappings;
        this.ledger = ledger;
        this.sessions = sessions;
        this.poses = poses;
        this.verdicts = verdicts;
        this.pages = pages;
        this.meters = meters;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Verifies what came.
     *
     * @return the task of asking the bank whether it is true, where that takes messages; an inquiry for what comes late; else the payment as
     *     it is
     * @throws ProblemException 404 if there is no such session
     */
    public Object receive(BrowserReturn came) {
        ThreeDSession session = sessions.find(came.sessionId())
                .orElseThrow(() -> ProblemException.notFound("id", "There is no such 3-D Secure page"));
        Payment payment = ledger.find(session.paymentId()).orElseThrow();
        ThreeDModel model = verdicts.model(payment);
        if (came.linked() != model.linked()) {
            return refused(payment, session, "it came as a " + (came.linked() ? "link" : "form"));
        }
        if (sessions.callbacks(session.id()) >= MOST) {
            return refused(payment, session, "there were " + MOST + " before it");
        }
        VirtualPos pos = poses.find(payment.company(), payment.virtualPos()).orElseThrow();
        BankTask task =
                BankTask.begin(payment, operation(payment, session), pos.account(), null, Stage.VERIFY, session);
        Reading reading = mappings.callback(task.context(), new BankReply.Answered(200, FORM, came.form()));
        if (!isBelieved(reading)) {
            return refused(payment, session, reading.result().bankMessage());
        }
        if (payment.status() != PaymentStatus.REQUIRES_ACTION) {
            note(payment, session, true, "it came again, or late");
            boolean mayTell = model.charges()
                    && (payment.status() == PaymentStatus.EXPIRED || payment.status() == PaymentStatus.UNKNOWN);
            return mayTell ? followUp(payment, OperationType.INQUIRY) : payment;
        }
        BankTask returned = task.returned(reading);
        return reading.outcome() == Outcome.APPROVED ? returned.of(mappings.steps(returned.context())) : returned;
    }

    /**
     * Takes the payment back for a result that is believed.
     *
     * @return the task of completing it, or the payment as it is where another callback was first or the bank's word is open
     */
    public Object decide(BankTask task) {
        Payment payment = task.payment();
        ThreeDSession session = task.session();
        Reading reading = task.reading();
        if (!isBelieved(reading) || reading.outcome() == Outcome.NOT_SENT) {
            return refused(payment, session, reading.result().bankMessage());
        }
        Optional<Payment> taken = ledger.takeBack(payment, session);
        if (taken.isEmpty()) {
            note(payment, session, true, "it came again, or late");
            return payment;
        }
        note(payment, session, true, null);
        Reading verdict = verdicts.returned(taken.get(), reading);
        Card again = verdict.outcome() == Outcome.APPROVED ? pages.card(session).orElse(null) : null;
        BankTask completing = task.completing(taken.get(), operation(taken.get(), session), again);
        return verdict.outcome() == Outcome.APPROVED
                ? completing.ended(verdict).of(mappings.steps(completing.context()))
                : completing.ended(verdict);
    }

    /** A charge that the company does not let stand with this authentication is given back. */
    public Object guard(Answer answer) {
        Payment payment = ledger.find(answer.paymentId()).orElseThrow();
        boolean charged = payment.status() == PaymentStatus.CAPTURED || payment.status() == PaymentStatus.AUTHORIZED;
        Operation operation = payment.begun();
        if (!charged
                || operation.authentication() == null
                || !verdicts.model(payment).charges()) {
            return payment;
        }
        boolean enough = verdicts.isEnough(
                payment,
                verdicts.model(payment).level(operation.authentication().mdStatus()));
        if (enough) {
            return payment;
        }
        LOG.warn("Payment {} was charged with less authentication than its company wants: it is voided", payment.id());
        return followUp(payment, OperationType.VOID);
    }

    private static boolean isBelieved(Reading reading) {
        return reading.outcome() != Outcome.UNKNOWN && reading.outcome() != Outcome.PENDING;
    }

    private static Operation operation(Payment payment, ThreeDSession session) {
        return payment.operations().stream()
                .filter(operation -> operation.id().equals(session.operationId()))
                .findFirst()
                .orElseThrow();
    }

    private static Command followUp(Payment payment, OperationType type) {
        return new Command.FollowUp(
                Origin.hub(payment.company()),
                new FollowUpRequest(type, payment.id(), null, null, type == OperationType.VOID));
    }

    private Payment refused(Payment payment, ThreeDSession session, String why) {
        LOG.warn("A 3-D Secure callback of payment {} is refused and changes nothing: {}", payment.id(), why);
        note(payment, session, false, why);
        return payment;
    }

    private void note(Payment payment, ThreeDSession session, boolean accepted, String why) {
        Counter.builder("sanalpos.threeds.callbacks")
                .description("What browsers brought back from banks, by whether it was believed")
                .tag("bank", payment.bank())
                .tag("believed", Boolean.toString(accepted))
                .register(meters)
                .increment();
        if (sessions.callbacks(session.id()) <= MOST) {
            sessions.note(ids.next(), session.id(), accepted, why, clock.instant());
        }
    }
}
