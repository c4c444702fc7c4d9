package org.sanalpos.hub.sandbox.payfor;

import java.util.Map;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.acs.Authentication;
import org.sanalpos.hub.sandbox.acs.CardOnPage;
import org.sanalpos.hub.sandbox.acs.Challenge;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.sanalpos.hub.sandbox.acs.Landing;

/** The pages on which 3-D payments begin. A {@code 3DModel} ends with the authentication, the other models with the charge. */
final class Gate {

    private final Accounts accounts;
    private final AcquiringHost host;
    private final SecureOrders orders;
    private final Challenges challenges;
    private final Callback callback = new Callback();

    Gate(Accounts accounts, AcquiringHost host, SecureOrders orders, Challenges challenges) {
        this.accounts = accounts;
        this.host = host;
        this.orders = orders;
        this.challenges = challenges;
    }

    /**
     * Returns where the browser goes from here: to the issuer or, if the form is refused, to its FailUrl.
     *
     * @param hosted whether the form came to the page on which the card is typed
     * @throws GateError.Refusal if the store or its FailUrl is not known, so that there is no way back
     */
    Landing enter(SandboxBank bank, SecureForm form, boolean hosted) {
        Store store = form.store(bank, accounts);
        String failUrl = form.failUrl();
        if (!form.value("OrderId").isEmpty()) {
            bank.countRequest(form.value("OrderId"));
        }
        try {
            return Landing.post(challenges.begin(challenge(order(bank, store, form, hosted))), Map.of());
        } catch (GateError.Refusal refusal) {
            return Landing.post(failUrl, callback.refused(bank, store, form.withoutCard(), refusal.error()));
        }
    }

    private SecureOrder order(SandboxBank bank, Store store, SecureForm form, boolean hosted) {
        Charge charge = form.charge(bank, store, hosted);
        SecureOrder order = new SecureOrder(
                bank,
                store,
                References.guid(bank),
                bank.now(),
                form.withoutCard(),
                charge,
                GateError.IN_PROGRESS,
                Map.of());
        if (bank.find(store.credential("merchantId"), order.id()).isPresent() || !orders.add(order)) {
            throw GateError.ORDER_ID_USED_AT_GATE.refusal();
        }
        return order;
    }

    private Challenge challenge(SecureOrder order) {
        Charge charge = order.charge();
        return new Challenge(
                order.bank().code(),
                order.store().credential("merchantId"),
                Amounts.plain(charge.amount()) + " " + charge.currency(),
                charge.pan().isEmpty() ? null : TestCards.card(charge.pan()).maskedPan(),
                (how, typed) -> end(typed == null ? order : order.by(withCard(charge, typed)), how, typed));
    }

    private Landing end(SecureOrder order, Authentication how, CardOnPage typed) {
        boolean model = order.model().equals("3DModel");
        if (!how.passed()) {
            GateError error = model ? GateError.AUTHENTICATION_FAILED : GateError.AUTHENTICATION_REFUSED;
            return back(order, "FailUrl", error, callback.failed(order, how, error));
        }
        if (typed != null) {
            try {
                check(order, typed);
            } catch (GateError.Refusal refusal) {
                return back(order, "FailUrl", refusal.error(), callback.failed(order, how, refusal.error()));
            }
        }
        if (model) {
            return back(order, "OkUrl", GateError.AUTHENTICATED, callback.authenticated(order, how));
        }
        HostResult result = host.pay(
                order.bank(),
                order.store().credential("merchantId"),
                order.id(),
                order.charge(),
                References.next(order.bank(), order.guid()),
                OrderIds.USED_ONCE);
        if (result instanceof Answered answered) {
            Transaction paid = answered.transaction();
            return back(
                    order, paid.successful() ? "OkUrl" : "FailUrl", order.state(), callback.charged(order, how, paid));
        }
        GateError error = GateError.HOST_FAILED;
        return back(order, "FailUrl", error, callback.notCharged(order, how, error));
    }

    private Landing back(SecureOrder order, String url, GateError state, Map<String, String> fields) {
        orders.replace(order.ended(state, fields));
        return Landing.post(order.form().get(url), fields);
    }

    private static Charge withCard(Charge charge, CardOnPage card) {
        return new Charge(charge.kind(), card.pan(), charge.amount(), charge.currency(), charge.installments());
    }

    private static void check(SecureOrder order, CardOnPage card) {
        Fields.pan(card.pan());
        Fields.checkExpiry(card.expiry(), order.bank().localNow());
        Fields.checkCvv(card.cvv(), card.pan(), false);
    }
}
