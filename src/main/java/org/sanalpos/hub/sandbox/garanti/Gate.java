package org.sanalpos.hub.sandbox.garanti;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.acs.Authenticated;
import org.sanalpos.hub.sandbox.acs.Authentication;
import org.sanalpos.hub.sandbox.acs.BankPages;
import org.sanalpos.hub.sandbox.acs.CardOnPage;
import org.sanalpos.hub.sandbox.acs.Challenge;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.sanalpos.hub.sandbox.acs.Landing;

/** The 3-D gate: takes the browser's form, sends it to the issuer, and back to the store with what came of it. */
final class Gate {

    private final SandboxStores stores;
    private final Payments payments;
    private final Completions completions;
    private final Challenges challenges;
    private final BankPages pages;
    private final SecureRandom random = new SecureRandom();

    Gate(SandboxStores stores, Payments payments, Completions completions, Challenges challenges, BankPages pages) {
        this.stores = stores;
        this.payments = payments;
        this.completions = completions;
        this.challenges = challenges;
        this.pages = pages;
    }

    /**
     * Returns the page that sends the browser on.
     *
     * @param acs address of the issuers' pages
     */
    String enter(SandboxBank bank, GateForm form, String acs) {
        if (!form.text("orderid").isEmpty()) {
            bank.countRequest(form.text("orderid"));
        }
        Optional<String> wayBack = form.wayBack();
        if (wayBack.isEmpty()) {
            return unreadable(bank, "successurl, errorurl");
        }
        try {
            return pages.forward(way(visit(bank, form, acs)));
        } catch (Refusal refusal) {
            String why = refusal.verdict().systemText();
            return pages.forward(Landing.post(wayBack.get(), Callback.refused(form, why)));
        }
    }

    /** Returns the page that ends the way of a browser whose form cannot be read. */
    String unreadable(SandboxBank bank, String why) {
        return pages.error(bank.code(), "Sistem Hatasi: " + why);
    }

    /**
     * A cardholder on the way through the gate.
     *
     * @param card null if it is typed on the bank's page
     */
    private record Visit(
            SandboxBank bank,
            Store store,
            GateForm form,
            SecurityLevel level,
            Kind kind,
            long amount,
            String currency,
            int installments,
            PaymentCard card,
            String acs) {

        String merchant() {
            return store.credential("merchantId");
        }

        String orderId() {
            return form.text("orderid");
        }

        Charge charge(PaymentCard charged) {
            return new Charge(kind, charged.number(), amount, currency, installments);
        }
    }

    private Visit visit(SandboxBank bank, GateForm form, String acs) {
        SecurityLevel level = form.level();
        Store store = authenticate(bank, form, level);
        form.checkNames(level);
        form.checkFrame();
        form.orderId();
        return new Visit(
                bank,
                store,
                form,
                level,
                form.kind(),
                form.amount(),
                form.currency(),
                form.installments(),
                level.hosted() ? null : form.card(),
                acs);
    }

    private Store authenticate(SandboxBank bank, GateForm form, SecurityLevel level) {
        Store store = stores.find(bank.code(), "terminalId", form.mandatory("terminalid"))
                .orElseThrow(GatewayError.NO_TERMINAL::refusal);
        if (!store.credential("merchantId").equals(form.mandatory("terminalmerchantid"))) {
            throw GatewayError.WRONG_MERCHANT.refusal();
        }
        String password = password(store, level, form.mandatory("terminalprovuserid"));
        if (!form.mandatory("apiversion").equals("512")) {
            throw GatewayError.GENERAL_FAILURE.refusal();
        }
        String expected = Hashes.form(
                form.signedValues(),
                store.credential("storeKey"),
                Hashes.securityData(password, store.credential("terminalId")));
        if (!form.mandatory("secure3dhash").equals(expected)) {
            throw GatewayError.WRONG_SECURITY_CODE.refusal("Guvenlik Kodu hatali");
        }
        return store;
    }

    /** Returns the password of a user who may send such a form: the provision user any, the hosted page's own user only those. */
    private static String password(Store store, SecurityLevel level, String user) {
        if (user.equals(store.credential("provisionUser"))) {
            return store.credential("provisionPassword");
        }
        boolean ofThePage = user.equals(store.credential("oosUser"));
        if (ofThePage && level.hosted()) {
            return store.credential("oosPassword");
        }
        boolean known = ofThePage || user.equals(store.credential("refundUser"));
        throw (known ? GatewayError.NOT_ENTITLED : GatewayError.NO_USER).refusal();
    }

    private Landing way(Visit visit) {
        if (visit.card() != null && !visit.card().known()) {
            Provision provision = visit.level().charges() ? Provision.NOT_AUTHENTICATED : Provision.NONE;
            return back(visit, Proof.unknownCard(random), provision, visit.card(), false);
        }
        String company = visit.form().text("companyname");
        String path = challenges.begin(new Challenge(
                visit.bank().code(),
                company.isEmpty() ? visit.merchant() : company,
                Amounts.plain(visit.amount()) + " " + visit.currency(),
                visit.card() == null ? null : visit.card().face().masked(),
                (how, typed) -> end(visit, how, typed)));
        return Landing.post(path, Map.of());
    }

    private Landing end(Visit visit, Authentication how, CardOnPage typed) {
        PaymentCard card = typed == null ? visit.card() : PaymentCard.of(typed);
        Proof proof = Proof.of(how, card, visit.acs(), random);
        if (visit.level().charges()) {
            Provision provision = how.passed() ? charge(visit, card) : Provision.NOT_AUTHENTICATED;
            return back(visit, proof, provision, card, provision.approved());
        }
        completions.keep(
                visit.bank(),
                new Authenticated(
                        proof.md(),
                        visit.merchant(),
                        visit.orderId(),
                        visit.charge(card),
                        how,
                        proof.eci(),
                        proof.cavv(),
                        proof.xid()),
                card);
        return back(visit, proof, Provision.NONE, card, how.passed());
    }

    private Provision charge(Visit visit, PaymentCard card) {
        try {
            if (visit.amount() == 0) {
                throw Fields.zeroAmount();
            }
            Payment payment = new Payment(
                    visit.bank(),
                    visit.store(),
                    visit.orderId(),
                    visit.charge(card),
                    card,
                    visit.form().text("terminalprovuserid"),
                    visit.form().text("customeremailaddress"),
                    true);
            return Provision.of(payments.pay(payment, any -> {}));
        } catch (Refusal refusal) {
            return Provision.refused(visit.bank(), refusal.verdict());
        }
    }

    private Landing back(Visit visit, Proof proof, Provision provision, PaymentCard card, boolean well) {
        return Landing.post(
                visit.form().text(well ? "successurl" : "errorurl"),
                Callback.signed(
                        visit.form(), proof, provision, card, visit.store().credential("storeKey")));
    }
}
