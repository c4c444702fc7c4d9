package org.sanalpos.hub.sandbox.intervpos;

import java.time.YearMonth;
import java.util.List;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.acs.Authenticated;
import org.sanalpos.hub.sandbox.acs.Authentications;

/** Sales and preauthorizations: TxnType Auth and PreAuth, by a card or by what the gate has authenticated. */
final class Payments {

    private static final List<String> AUTHENTICATION = List.of("MD", "PayerTxnId", "Eci", "PayerAuthenticationCode");
    private static final List<String> CARD = List.of("Pan", "Expiry", "Cvv2", "CardType");

    private final AcquiringHost host;
    private final OwnIds ownIds;
    private final Authentications authentications;

    Payments(AcquiringHost host, OwnIds ownIds, Authentications authentications) {
        this.host = host;
        this.ownIds = ownIds;
        this.authentications = authentications;
    }

    /**
     * Charges or blocks an amount.
     *
     * @throws Refusal if the request, the store's rights or the order's history do not allow it
     */
    Reply pay(SandboxBank bank, Store store, Form form, Kind kind) {
        form.present("OrderId");
        String given = Fields.ownOrderId(form);
        Charge charge = charge(bank, store, form, kind);
        if (ownIds.used(bank, store, given)) {
            throw Refusal.of(ResponseCodes.DUPLICATE);
        }
        String orderId = given;
        if (given.isEmpty()) {
            orderId = References.systemOrderId(bank);
            bank.countRequest(orderId);
        }
        return Replies.ofPayment(
                bank, pay(bank, store, orderId, charge, form.value("MD")), orderId, form.value("PurchAmount"));
    }

    /** Has the host charge. An authentication is used up by it, unless nothing was booked. */
    private HostResult pay(SandboxBank bank, Store store, String orderId, Charge charge, String md) {
        HostResult result = host.pay(
                bank,
                store.credential("shopCode"),
                orderId,
                charge,
                References.numbers(bank),
                OrderIds.FREE_AFTER_DECLINE,
                order -> {
                    if (!md.isEmpty() && !authentications.use(bank.code(), md)) {
                        throw Refusal.of(ResponseCodes.INVALID, "Dogrulama Kullanilmis");
                    }
                });
        if (result instanceof HostResult.NotBooked) {
            authentications.giveBack(bank.code(), md);
        }
        return result;
    }

    private Charge charge(SandboxBank bank, Store store, Form form, Kind kind) {
        long amount = Fields.amount(form, "PurchAmount");
        String currency = Fields.currency(form);
        int instalments = Fields.instalments(form);
        boolean moto = Fields.moto(form);
        long bonus = Fields.bonus(form, amount);
        if (AUTHENTICATION.stream().anyMatch(form::has)) {
            Charge authenticated = authenticated(bank, store, form);
            if (moto || !authenticated.equals(new Charge(kind, authenticated.pan(), amount, currency, instalments))) {
                throw Refusal.of(ResponseCodes.INVALID, "Dogrulama Bilgileri Farkli");
            }
            Agreement.check(store, form, authenticated, bonus);
            return authenticated;
        }
        String number = Fields.cardNumber(form);
        Fields.checkExpiry(form, YearMonth.from(bank.localNow()));
        Fields.checkCvv(form, number, moto);
        if (moto && !store.rights().moto()) {
            throw Refusal.notPermitted("MOTO");
        }
        Charge charge = new Charge(kind, number, amount, currency, instalments);
        Agreement.check(store, form, charge, bonus);
        return charge;
    }

    /** Finds what the gate has authenticated for the order; every value of the callback must be the one given out. */
    private Charge authenticated(SandboxBank bank, Store store, Form form) {
        Authenticated found = authentications
                .find(bank.code(), form.value("MD"))
                .filter(known -> known.merchant().equals(store.credential("shopCode")))
                .filter(known -> known.orderId().equals(form.value("OrderId")))
                .filter(known -> known.eci().equals(form.value("Eci")))
                .filter(known -> known.cavv().equals(form.value("PayerAuthenticationCode")))
                .filter(known -> known.xid().equals(form.value("PayerTxnId")))
                .orElseThrow(() -> Refusal.of(ResponseCodes.INVALID, "Dogrulama Bulunamadi"));
        form.allowNone(CARD);
        return found.charge();
    }
}
