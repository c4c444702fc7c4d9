package org.sanalpos.hub.sandbox.nestpay;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.HostResult.Refused;
import org.sanalpos.hub.sandbox.RequestText;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.acs.Authenticated;
import org.sanalpos.hub.sandbox.acs.Authentication;
import org.sanalpos.hub.sandbox.acs.BankPages;
import org.sanalpos.hub.sandbox.acs.CardOnPage;
import org.sanalpos.hub.sandbox.acs.Challenge;
import org.sanalpos.hub.sandbox.acs.Challenges;
import org.sanalpos.hub.sandbox.acs.Landing;

/** The 3-D gate: takes a cardholder's browser with the merchant's form, and sends it back when the issuer is done. */
final class Gate {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM", Locale.ROOT);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("yy", Locale.ROOT);

    private final SandboxStores stores;
    private final Payments payments;
    private final SecurePayments secure;
    private final Challenges challenges;
    private final BankPages pages;

    Gate(SandboxStores stores, Payments payments, SecurePayments secure, Challenges challenges, BankPages pages) {
        this.stores = stores;
        this.payments = payments;
        this.secure = secure;
        this.challenges = challenges;
        this.pages = pages;
    }

    /** Returns the page that answers a browser. */
    String answer(SandboxBank bank, HttpServletRequest request) throws IOException {
        try {
            GateForm form = GateForm.read(request);
            if (form.has("oid")) {
                bank.countRequest(form.text("oid"));
            }
            return answer(bank, form, request.getRemoteAddr());
        } catch (RequestText.Unreadable e) {
            return error(bank, GateError.MERCHANT_DATA_WRONG.refusal(e.getMessage()));
        }
    }

    private String answer(SandboxBank bank, GateForm form, String clientIp) {
        if (!form.has("clientid")) {
            return error(bank, GateError.CLIENT_ID_MISSING.refusal());
        }
        Optional<Store> store = stores.find(bank.code(), "clientId", form.text("clientid"));
        if (store.isEmpty()) {
            return error(bank, GateError.MERCHANT_DATA_WRONG.refusal("clientid"));
        }
        if (!GateChecks.absolute(form.text("failUrl"))) {
            return error(bank, GateError.RETURN_URL_WRONG.refusal("failUrl"));
        }
        Visit visit = new Visit(bank, store.get(), form, clientIp);
        try {
            GateOrder order = GateChecks.read(form, visit.store(), bank.localNow());
            checkUnused(visit, order);
            return pages.forward(Landing.post(challenges.begin(challenge(visit, order)), Map.of()));
        } catch (GateError.Refusal refusal) {
            return pages.forward(visit.back(false, visit.callback().refused(refusal)));
        }
    }

    private String error(SandboxBank bank, GateError.Refusal refusal) {
        return pages.error(bank.code(), refusal.code() + " " + refusal.getMessage());
    }

    private void checkUnused(Visit visit, GateOrder order) {
        boolean paid = visit.bank()
                .find(visit.merchant(), order.orderId())
                .flatMap(found -> found.newest(Transaction::successful))
                .isPresent();
        if (paid) {
            throw GateError.ORDER_PAID.refusal();
        }
        if (order.xid().filter(xid -> secure.knows(visit.bank(), xid)).isPresent()) {
            throw GateError.Refusal.of(CoreError.XID_USED.refusal());
        }
    }

    private Challenge challenge(Visit visit, GateOrder order) {
        return new Challenge(
                visit.bank().code(),
                Callback.merchantName(visit.store()),
                Amounts.plain(order.amount()) + " " + order.currency(),
                order.pan().map(pan -> TestCards.card(pan).maskedPan()).orElse(null),
                (how, typed) -> end(visit, order, how, typed));
    }

    private Landing end(Visit visit, GateOrder order, Authentication how, CardOnPage typed) {
        Callback callback = visit.callback();
        if (typed != null) {
            try {
                GateChecks.checkExpiry(
                        MONTH.format(typed.expiry()) + "/" + YEAR.format(typed.expiry()),
                        visit.bank().localNow());
            } catch (GateError.Refusal refusal) {
                return visit.back(false, callback.refused(refusal));
            }
            try {
                GateChecks.checkCard(typed.pan(), typed.cvv());
            } catch (GateError.Refusal refusal) {
                return visit.back(false, callback.refusedOnPage("HPP-1001", refusal.getMessage()));
            }
            callback.expiry(MONTH.format(typed.expiry()), YEAR.format(typed.expiry()));
        }
        callback.authentication(how);
        Optional<String> pan = typed == null ? order.pan() : Optional.of(typed.pan());
        if (pan.isEmpty()) {
            return visit.back(false, callback);
        }
        Authenticated authenticated = authenticated(visit, order, how, pan.get());
        secure.keep(visit.bank(), authenticated);
        callback.card(authenticated);
        if (!how.passed() || !order.type().charges()) {
            return visit.back(how.passed(), callback);
        }
        return pay(visit, authenticated, callback);
    }

    private Landing pay(Visit visit, Authenticated authenticated, Callback callback) {
        secure.use(visit.bank(), authenticated);
        try {
            HostResult result = payments.pay(
                    visit.bank(),
                    authenticated.merchant(),
                    authenticated.orderId(),
                    authenticated.charge(),
                    References.numbers(visit.bank()),
                    Optional.of(authenticated));
            if (result instanceof Answered answered) {
                Transaction transaction = answered.transaction();
                return visit.back(transaction.successful(), callback.paid(authenticated.orderId(), transaction));
            }
            GateError.Refusal refusal = result instanceof Refused refused
                    ? GateError.Refusal.of(Replies.error(refused, why -> CoreError.DUPLICATE_ORDER)
                            .refusal())
                    : GateError.HOST_UNAVAILABLE.refusal();
            return visit.back(false, callback.notPaid(refusal));
        } catch (CoreError.Refusal refusal) {
            return visit.back(false, callback.notPaid(GateError.Refusal.of(refusal)));
        }
    }

    private static Authenticated authenticated(Visit visit, GateOrder order, Authentication how, String pan) {
        return new Authenticated(
                References.md(visit.bank(), pan, visit.merchant()),
                visit.merchant(),
                order.orderId(),
                order.charge(pan),
                how,
                how.eci(TestCards.card(pan).brand()),
                how.passed() ? References.base64(20) : "",
                order.xid().orElseGet(() -> References.base64(20)));
    }

    /** A browser that came with a form of a known store and knows the way back. */
    private record Visit(SandboxBank bank, Store store, GateForm form, String clientIp) {

        String merchant() {
            return store.credential("clientId");
        }

        Callback callback() {
            return new Callback(bank, store, form, clientIp);
        }

        Landing back(boolean good, Callback callback) {
            return Landing.post(form.text(good ? "okUrl" : "failUrl"), callback.signed());
        }
    }
}
