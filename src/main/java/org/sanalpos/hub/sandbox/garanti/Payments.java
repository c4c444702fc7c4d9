package org.sanalpos.hub.sandbox.garanti;

import java.util.Set;
import java.util.function.Consumer;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.XmlMessage;
import org.sanalpos.hub.sandbox.acs.Authenticated;

/** Sales and preauthorizations. */
final class Payments {

    private static final Set<String> REWARDS = Set.of(
            "Transaction/RewardList",
            "Transaction/ChequeList",
            "Transaction/DelayDayCount",
            "Transaction/DownPaymentRate");

    private final AcquiringHost host;
    private final Slips slips;
    private final Completions completions;

    Payments(AcquiringHost host, Slips slips, Completions completions) {
        this.host = host;
        this.slips = slips;
        this.completions = completions;
    }

    /**
     * Charges or blocks the amount that a request of the API asks for.
     *
     * @throws Refusal if the request or the store's rights do not allow it
     */
    Reply pay(Call call, Kind kind) {
        String named = call.fields().orderId();
        if (Completions.completes(call.message())) {
            return complete(call, kind, named);
        }
        checkSubType(call.message());
        PaymentCard card = call.fields().card();
        Charge charge = charge(call, kind, card);
        String orderId = named.isEmpty() ? References.orderId() : named;
        if (named.isEmpty()) {
            call.bank().countRequest(orderId);
        }
        return reply(call, payment(call, orderId, charge, card, false), any -> {});
    }

    /**
     * Charges or blocks an amount whose request passed the checks of its form.
     *
     * @param check asked with the order when its id can be used; refuses by throwing
     * @throws Refusal if the store's rights or the card do not allow it
     */
    HostResult pay(Payment payment, Consumer<Order> check) {
        payment.card().check(payment.bank().localNow());
        checkRights(payment.store().rights(), payment.charge());
        Numbers numbers = References.own(payment.bank());
        slips.keep(payment.bank().open(payment.merchant(), payment.orderId()), Slip.of(payment, numbers.rrn()));
        return host.pay(
                payment.bank(),
                payment.merchant(),
                payment.orderId(),
                payment.charge(),
                numbers,
                OrderIds.FREE_AFTER_DECLINE,
                check);
    }

    /** Words why an order's history does not allow a payment. */
    static Verdict verdict(HostResult.Refused refused) {
        boolean busy = refused.why() == HostResult.Refusal.ORDER_BUSY;
        return (busy ? GatewayError.BUSY : GatewayError.ORDER_USED).verdict();
    }

    private Reply complete(Call call, Kind kind, String orderId) {
        Completions.Completion completion = completions.find(call);
        checkSubType(call.message());
        Authenticated authenticated = completion.authenticated();
        PaymentCard card = completion.card();
        Charge charge = charge(call, kind, card);
        if (!orderId.equals(authenticated.orderId()) || !charge.equals(authenticated.charge())) {
            throw GatewayError.MD_CHECK_FAILED.refusal();
        }
        return reply(
                call, payment(call, orderId, charge, card, true), order -> completions.use(call.bank(), authenticated));
    }

    private static Charge charge(Call call, Kind kind, PaymentCard card) {
        Fields fields = call.fields();
        return new Charge(kind, card.number(), fields.amount(), fields.currency(), fields.installments());
    }

    private static Payment payment(Call call, String orderId, Charge charge, PaymentCard card, boolean authenticated) {
        checkOffered(call);
        return new Payment(
                call.bank(),
                call.store(),
                orderId,
                charge,
                card,
                call.asker().user(),
                call.asker().emailAddress(),
                authenticated);
    }

    private Reply reply(Call call, Payment payment, Consumer<Order> check) {
        String orderId = payment.orderId();
        return pay(payment, check)
                .reply(
                        done -> {
                            Transaction transaction = done.transaction();
                            Trace trace = Trace.of(
                                    transaction,
                                    transaction.rrn(),
                                    transaction.time(),
                                    payment.card().face());
                            return Replies.answer(call, orderId, Verdict.of(transaction), trace, done.fault());
                        },
                        refused -> Replies.refused(call.bank(), call.asker(), orderId, verdict(refused)));
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

    /** Checks the rights to what only requests of the API can ask for. */
    private static void checkOffered(Call call) {
        XmlMessage message = call.message();
        if (call.fields().moto() && !call.store().rights().moto()) {
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
    }

    private static void checkRights(Store.Rights rights, Charge charge) {
        if (!rights.currencies().contains(charge.currency())) {
            throw GatewayError.NO_CURRENCY.refusal();
        }
        boolean lira = charge.currency().equals("TRY");
        if (charge.installments() > rights.maxInstallments() || charge.installments() > 1 && !lira) {
            throw new Refusal(Verdict.NO_INSTALLMENTS);
        }
    }
}
