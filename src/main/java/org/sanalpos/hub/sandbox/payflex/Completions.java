package org.sanalpos.hub.sandbox.payflex;

import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.XmlMessage;
import org.sanalpos.hub.sandbox.acs.Authenticated;
import org.sanalpos.hub.sandbox.acs.Authentication;
import org.sanalpos.hub.sandbox.acs.Authentications;

/** Sales and preauthorizations of a card that the MPI has authenticated; it and its amount are those of the enrollment. */
final class Completions {

    private final Enrollments enrollments;
    private final Authentications authentications;
    private final Journal journal;
    private final Payments payments;

    Completions(Enrollments enrollments, Authentications authentications, Journal journal, Payments payments) {
        this.enrollments = enrollments;
        this.authentications = authentications;
        this.journal = journal;
        this.payments = payments;
    }

    /**
     * Charges or blocks the authenticated amount.
     *
     * @throws Problem.Refusal if the request, the authentication, the store's rights or the order's history do not allow it
     */
    Reply complete(SandboxBank bank, Store store, XmlMessage message, Operation operation) {
        boolean withCard = store.credential("completionMode").equals("card");
        Fields fields = new Fields(message);
        Fields.Head head = fields.head(operation);
        boolean recurring = fields.recurring(operation);
        int instalments = fields.instalments();
        fields.completion(withCard);
        Fields.Money named = withCard ? fields.price() : null;
        if (withCard) {
            fields.card(true, bank.localNow());
        }
        fields.check();
        if (journal.find(bank, store.credential("merchantId"), head.transactionId())
                .isPresent()) {
            throw Problem.TRANSACTION_ID_USED.refusal();
        }

        String id = message.text("MpiTransactionId");
        Authenticated authenticated = authentications
                .find(bank.code(), id)
                .filter(found -> found.merchant().equals(store.credential("merchantId")))
                .orElseThrow(Problem.MPI_ID_UNKNOWN::refusal);
        checkAuthentication(bank, message, authenticated);
        Enrollment enrollment = enrollments.find(bank, id).orElseThrow();
        if (instalments != enrollment.instalments()
                || withCard && !(named.equals(enrollment.money()) && sameCard(message, enrollment))) {
            throw Problem.ENROLLMENT_DIFFERS.refusal();
        }
        Fields.Money money = enrollment.money();
        Payments.checkRights(store, message, recurring, false, money.currency(), instalments);

        Kind kind = operation == Operation.SALE ? Kind.SALE : Kind.PREAUTH;
        Charge charge = new Charge(
                kind,
                authenticated.charge().pan(),
                authenticated.charge().amount(),
                authenticated.charge().currency(),
                instalments);
        Secured.Level level =
                authenticated.how() == Authentication.FULL ? Secured.Level.SECURE : Secured.Level.HALF_SECURE;
        Secured secured = new Secured(level, authenticated.eci(), authenticated.cavv());
        return payments.charge(bank, store, head, money, charge, secured, order -> use(bank, authenticated));
    }

    /** Uses the authentication up, unless a fault keeps the request from the bank; of two requests at once one gets it. */
    private void use(SandboxBank bank, Authenticated authenticated) {
        Charge charge = authenticated.charge();
        if (TestCards.paymentFault(charge.pan(), charge.amount()).booked()
                && !authentications.use(bank.code(), authenticated.reference())) {
            throw Problem.MPI_ID_USED.refusal();
        }
    }

    private void checkAuthentication(SandboxBank bank, XmlMessage message, Authenticated authenticated) {
        if (!authenticated.how().passed()) {
            throw Problem.NOT_AUTHENTICATED.refusal();
        }
        if (!authenticated.eci().equals(message.text("ECI"))) {
            throw Problem.ECI_DIFFERS.refusal();
        }
        if (!authenticated.cavv().equals(message.text("CAVV"))) {
            throw Problem.CAVV_DIFFERS.refusal();
        }
        if (authentications.used(bank.code(), authenticated.reference())) {
            throw Problem.MPI_ID_USED.refusal();
        }
    }

    private static boolean sameCard(XmlMessage message, Enrollment enrollment) {
        return message.text("Pan").equals(enrollment.pan())
                && message.text("Expiry").equals("20" + EnrollmentForm.yymm(enrollment.expiry()));
    }
}
