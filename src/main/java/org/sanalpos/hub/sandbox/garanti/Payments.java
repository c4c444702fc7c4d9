package org.sanalpos.hub.sandbox.garanti;

import java.util.Set;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.XmlMessage;

/** Sales and preauthorizations. */
final class Payments {

    private static final Set<String> AUTHENTICATION = Set.of(
            "Transaction/Secure3D/AuthenticationCode",
            "Transaction/Secure3D/SecurityLevel",
            "Transaction/Secure3D/TxnID",
            "Transaction/Secure3D/Md");
    private static final Set<String> REWARDS = Set.of(
            "Transaction/RewardList",
            "Transaction/ChequeList",
            "Transaction/DelayDayCount",
            "Transaction/DownPaymentRate");

    private final AcquiringHost host;
    private final Slips slips;

    Payments(AcquiringHost host, Slips slips) {
        this.host = host;
        this.slips = slips;
    }

    /**
     * Charges or blocks an amount.
     *
     * @throws Refusal if the request or the store's rights do not allow it
     */
    Reply pay(Call call, Kind kind) {
        Fields fields = call.fields();
        String named = fields.orderId();
        checkAuthentication(call.message());
        checkSubType(call.message());
        long amount = fields.amount();
        String currency = fields.currency();
        int installments = fields.installments();
        CardFace card = fields.card(call.bank().localNow());
        checkRights(call, currency, installments);
        String orderId = named.isEmpty() ? References.orderId() : named;
        if (named.isEmpty()) {
            call.bank().countRequest(orderId);
        }
        Charge charge = new Charge(kind, call.message().text("Card/Number"), amount, currency, installments);
        Numbers numbers = References.own(call.bank());
        slips.keep(call.bank().open(call.merchant(), orderId), Slip.payment(call, numbers.rrn(), amount, card));
        HostResult result =
                host.pay(call.bank(), call.merchant(), orderId, charge, numbers, OrderIds.FREE_AFTER_DECLINE);
        return result.reply(
                done -> {
                    Transaction transaction = done.transaction();
                    Trace trace = Trace.of(transaction, numbers.rrn(), transaction.time(), card);
                    return Replies.answer(call, orderId, Verdict.of(transaction), trace, done.fault());
                },
                refused -> {
                    boolean busy = refused.why() == HostResult.Refusal.ORDER_BUSY;
                    Verdict verdict = (busy ? GatewayError.BUSY : GatewayError.ORDER_USED).verdict();
                    return Replies.refused(call.bank(), call.asker(), orderId, verdict);
                });
    }

    /** Refuses the completion of an authentication, as the bank has made none. */
    private static void checkAuthentication(XmlMessage message) {
        boolean completion = message.text("Transaction/CardholderPresentCode").equals("13");
        if (!completion && !message.present("Transaction/Secure3D")) {
            return;
        }
        boolean complete = AUTHENTICATION.stream().allMatch(message::has);
        throw (complete ? GatewayError.MD_CHECK_FAILED : GatewayError.SECURE_3D_MISSING).refusal();
    }

    private static void checkSubType(XmlMessage message) {
        String subType = message.text("Transaction/SubType");
        if (!subType.matches("(dcc)?")) {
            throw Fields.malformed("Transaction/SubType");
        }
        if (subType.isEmpty() && message.present("Transaction/DCC")) {
            throw Fields.malformed("Transaction/DCC");
        }
        if (subType.isEmpty() && message.has("Transaction/OriginalRetrefNum")) {
            throw Fields.malformed("Transaction/OriginalRetrefNum");
        }
    }

    private static void checkRights(Call call, String currency, int installments) {
        XmlMessage message = call.message();
        Store.Rights rights = call.store().rights();
        if (!rights.currencies().contains(currency)) {
            throw GatewayError.NO_CURRENCY.refusal();
        }
        if (call.fields().moto() && !rights.moto()) {
            throw GatewayError.NO_MOTO.refusal();
        }
        if (message.present("Order/Recurring")) {
            throw GatewayError.NO_RECURRING.refusal();
        }
        if (REWARDS.stream().anyMatch(message::present)) {
            throw GatewayError.NOT_OFFERED.refusal();
        }
        if (message.has("Transaction/SubType")) {
            throw GatewayError.NO_DCC_QUERY.refusal();
        }
        if (installments > rights.maxInstallments() || installments > 1 && !currency.equals("TRY")) {
            throw new Refusal(Verdict.NO_INSTALLMENTS);
        }
    }
}
