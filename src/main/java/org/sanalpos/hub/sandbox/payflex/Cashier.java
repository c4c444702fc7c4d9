package org.sanalpos.hub.sandbox.payflex;

import java.util.Map;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.HostResult.Refused;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.acs.Authentication;
import org.sanalpos.hub.sandbox.acs.CardOnPage;
import org.sanalpos.hub.sandbox.acs.Challenge;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.sanalpos.hub.sandbox.acs.Landing;
import org.sanalpos.hub.sandbox.acs.Participation;

/** Has the card of a registered payment authenticated, and charges it. */
final class Cashier {

    private final AcquiringHost host;
    private final Desk desk;
    private final Issuer issuer;
    private final Challenges challenges;

    Cashier(AcquiringHost host, Desk desk, Issuer issuer, Challenges challenges) {
        this.host = host;
        this.desk = desk;
        this.issuer = issuer;
        this.challenges = challenges;
    }

    /** Returns where the browser of a registered payment goes: to the issuer, or back if there is nothing to ask. */
    Landing open(SandboxBank bank, HostedPayment payment) {
        Registration registration = payment.registration();
        CardOnPage card = registration.card();
        boolean paid = bank.find(registration.merchant(), registration.head().orderId())
                .flatMap(order -> order.newest(Transaction::successful))
                .isPresent();
        if (payment.outcome().isPresent()
                || paid
                || card != null && TestCards.participation(card.pan()) != Participation.ENROLLED) {
            HostedPayment.Outcome outcome = payment.outcome(() -> paid
                    ? refused(Problem.ORDER_PAID.refusal(), masked(card))
                    : attempt(bank, registration, Authentication.ATTEMPT, card));
            return HostedAnswers.back(registration, outcome);
        }
        String page = payment.page(() -> challenges.begin(new Challenge(
                bank.code(),
                registration.merchant(),
                Amounts.plain(registration.money().minorUnits()) + " "
                        + registration.money().currency(),
                card == null ? null : masked(card),
                (how, typed) -> HostedAnswers.back(
                        registration,
                        payment.outcome(() -> attempt(bank, registration, how, card == null ? typed : card))))));
        return Landing.post(page, Map.of());
    }

    /**
     * Charges a card as far as its authentication allows it.
     *
     * @param how how the issuer's page ended, which a card that takes no part does not have
     * @param card null if the page was left before one was typed
     */
    private HostedPayment.Outcome attempt(
            SandboxBank bank, Registration registration, Authentication how, CardOnPage card) {
        if (card == null || how == Authentication.CANCELLED) {
            return refused(HostedProblem.AUTHENTICATION_FAILED.refusal(), masked(card));
        }
        try {
            RegistrationForm.check(bank, card);
            Participation participation = TestCards.participation(card.pan());
            Secured secured;
            if (participation == Participation.ENROLLED) {
                if (!how.passed()) {
                    throw HostedProblem.AUTHENTICATION_FAILED.refusal();
                }
                secured = issuer.vouch(card.pan(), how);
            } else {
                checkParticipation(registration, participation);
                secured = Issuer.notEnrolled(card.pan());
            }
            return charge(bank, registration, card, secured);
        } catch (Problem.Refusal refusal) {
            return refused(refusal, masked(card));
        }
    }

    private static void checkParticipation(Registration registration, Participation participation) {
        if (participation == Participation.NOT_ENROLLED && registration.allowNotEnrolled()) {
            return;
        }
        MpiProblem problem =
                participation == Participation.NOT_ENROLLED ? MpiProblem.NOT_ENROLLED : MpiProblem.DIRECTORY_ERROR;
        throw new Problem.Refusal(problem.code(), "VeRes status is " + participation.status() + " " + problem.text());
    }

    private HostedPayment.Outcome charge(
            SandboxBank bank, Registration registration, CardOnPage card, Secured secured) {
        Entry entry = Entry.payment(bank, registration.head(), registration.money(), secured);
        Charge charge = new Charge(
                registration.head().operation() == Operation.SALE ? Kind.SALE : Kind.PREAUTH,
                card.pan(),
                registration.money().minorUnits(),
                registration.money().currency(),
                registration.instalments());
        HostResult result = desk.book(
                bank,
                registration.store(),
                entry,
                () -> host.pay(
                        bank,
                        registration.merchant(),
                        entry.orderId(),
                        charge,
                        entry.numbers(),
                        OrderIds.FREE_AFTER_DECLINE));
        if (result instanceof Refused refused) {
            throw Payments.why(refused).refusal();
        }
        // what goes wrong with an answer on its way does not reach the browser, but nobody answers for what was not
        // booked
        if (!(result instanceof Answered answered)) {
            throw HostedProblem.NO_ANSWER.refusal();
        }
        IssuerAnswer answer = IssuerAnswer.of(answered.transaction().resultCode());
        String text = answer.text().replaceFirst("^RED-", "");
        return new HostedPayment.Outcome(answer.resultCode(), text, entry, masked(card));
    }

    private static HostedPayment.Outcome refused(Problem.Refusal refusal, String maskedPan) {
        return new HostedPayment.Outcome(refusal.code(), refusal.getMessage(), null, maskedPan);
    }

    private static String masked(CardOnPage card) {
        return card == null ? "" : TestCards.card(card.pan()).maskedPan();
    }
}
