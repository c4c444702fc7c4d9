package org.sanalpos.hub.sandbox.akbank;

import java.util.UUID;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.AskedAmount;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Target;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.acs.Authenticated;
import org.sanalpos.hub.sandbox.acs.Authentications;

/** Payments, captures, voids and refunds: checks the values and the store's rights, then asks the host. */
final class Processing {

    private static final int HIGHEST_INSTALMENTS = 99;

    private final AcquiringHost host;
    private final Authentications authentications;

    Processing(AcquiringHost host, Authentications authentications) {
        this.host = host;
        this.authentications = authentications;
    }

    /**
     * Charges or blocks an amount.
     *
     * @throws VpsError.Refusal if a value, the store's rights or the order's history do not allow it
     */
    JsonReply pay(SandboxBank bank, Store store, Request request, Kind kind) {
        Charge charge = charge(bank, store, request, kind);
        String orderId = Fields.orderId(request);
        if (orderId.isEmpty()) {
            orderId = UUID.randomUUID().toString();
            bank.countRequest(orderId);
        }
        Numbers numbers = References.next(bank);
        return reply(
                bank, request, orderId, host.pay(bank, merchant(store), orderId, charge, numbers, OrderIds.USED_ONCE));
    }

    JsonReply capture(SandboxBank bank, Store store, Request request) {
        String orderId = followedOrder(request);
        long amount = Fields.amount(request);
        String currency = Fields.currency(request);
        HostResult result = host.capture(
                target(bank, store, orderId),
                AskedAmount.of(amount, currency),
                preauthorized -> preauthorized,
                0,
                References.nextOfCapture(bank));
        return reply(bank, request, orderId, result);
    }

    /** Takes back the last transaction of the order that stands; a preauthorization stays open without its capture. */
    JsonReply voidLast(SandboxBank bank, Store store, Request request) {
        String orderId = followedOrder(request);
        HostResult result = host.voidTransaction(target(bank, store, orderId), true, false);
        return reply(bank, request, orderId, result);
    }

    /** Gives back the amount of the message or, if it names none, all that is left. */
    JsonReply refund(SandboxBank bank, Store store, Request request) {
        String orderId = followedOrder(request);
        boolean partial = request.has("transaction");
        long amount = partial ? Fields.amount(request) : 0;
        String currency = partial ? Fields.currency(request) : null;
        HostResult result =
                host.refund(target(bank, store, orderId), AskedAmount.of(amount, currency), References.next(bank));
        return reply(bank, request, orderId, result);
    }

    private Charge charge(SandboxBank bank, Store store, Request request, Kind kind) {
        Fields.orderId(request);
        long amount = Fields.amount(request);
        String currency = Fields.currency(request);
        boolean moto = Fields.number(request, "transaction.motoInd", 0, 1) == 1;
        int instalments = Fields.number(request, "transaction.installCount", 1, HIGHEST_INSTALMENTS);
        Fields.checkCustomer(request);
        boolean reward = Fields.usesReward(request);
        String pan = request.has("card") ? Fields.card(request, bank) : "";
        Plans.refuse(request);
        Agreement.checkTerms(store, currency, instalments, moto, reward);
        if (request.has("secureTransaction")) {
            Charge authenticated = authenticated(bank, store, request);
            if (moto || !authenticated.equals(new Charge(kind, authenticated.pan(), amount, currency, instalments))) {
                throw VpsError.AUTHENTICATION_DIFFERS.refusal();
            }
            return authenticated;
        }
        Agreement.checkCard(store, pan, instalments);
        return new Charge(kind, pan, amount, currency, instalments);
    }

    /** Finds what the gate has authenticated for the order; every value of the callback must be the one given out. */
    private Charge authenticated(SandboxBank bank, Store store, Request request) {
        return authentications
                .find(bank.code(), request.text("secureTransaction.secureId"))
                .filter(known -> known.merchant().equals(merchant(store)))
                .filter(known -> known.orderId().equals(request.text("order.orderId")))
                .filter(known -> known.eci().equals(request.text("secureTransaction.secureEcomInd")))
                .filter(known -> known.cavv().equals(request.text("secureTransaction.secureData")))
                .map(Authenticated::charge)
                .filter(charge -> SecureValues.md(charge.pan()).equals(request.text("secureTransaction.secureMd")))
                .orElseThrow(VpsError.AUTHENTICATION_FAILED::refusal);
    }

    private static String followedOrder(Request request) {
        Fields.checkCustomer(request);
        Plans.refuse(request);
        return Fields.orderId(request);
    }

    private static JsonReply reply(SandboxBank bank, Request request, String orderId, HostResult result) {
        if (result instanceof HostResult.NotBooked lost) {
            return new JsonReply(null, lost.fault());
        }
        if (result instanceof HostResult.Refused refused) {
            throw VpsError.of(refused.why(), request.operation()).refusal(orderId);
        }
        HostResult.Answered answered = (HostResult.Answered) result;
        String answeredId = orderId;
        Transaction transaction = answered.transaction();
        if (answered.fault() == Fault.OTHER_ORDER) {
            Numbers others = References.next(bank);
            answeredId = "OTHER-" + others.transactionId();
            transaction = transaction.renumbered(others.transactionId(), others.rrn());
        }
        return new JsonReply(Answers.ofTransaction(bank, request, answeredId, transaction), answered.fault());
    }

    private static Target target(SandboxBank bank, Store store, String orderId) {
        return Target.anyOf(bank, store, bank.find(merchant(store), orderId));
    }

    private static String merchant(Store store) {
        return store.credential("merchantSafeId");
    }
}
