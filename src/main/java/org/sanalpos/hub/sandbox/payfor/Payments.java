package org.sanalpos.hub.sandbox.payfor;

import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** Sales and preauthorizations: TxnType Auth and PreAuth. */
final class Payments {

    private static final int PNR_LENGTH = 12;

    private final AcquiringHost host;
    private final SecureOrders secureOrders;

    Payments(AcquiringHost host, SecureOrders secureOrders) {
        this.host = host;
        this.secureOrders = secureOrders;
    }

    /**
     * Charges or blocks an amount.
     *
     * @throws GateError.Refusal if the fields, the store's rights or the order's history do not allow it
     */
    Reply pay(SandboxBank bank, Store store, ApiRequest request, Kind kind) {
        String orderId = Fields.orderId(request);
        Charge charge = charge(bank, store, request, kind);
        if (secureOrders.find(bank, store, orderId).isPresent()) {
            throw GateError.ORDER_ID_USED.refusal();
        }
        HostResult result = host.pay(
                bank, store.credential("merchantId"), orderId, charge, References.next(bank), OrderIds.USED_ONCE);
        return reply(bank, orderId, request.value("CardHolderName"), result);
    }

    /**
     * The reply about what came of a payment.
     *
     * @throws GateError.Refusal if the order's history does not allow it
     */
    static Reply reply(SandboxBank bank, String orderId, String cardHolder, HostResult result) {
        return result.reply(answered -> answer(bank, orderId, cardHolder, answered), refused -> {
            // an order id whose payment is under way is used up as well
            throw GateError.ORDER_ID_USED.refusal();
        });
    }

    private static byte[] answer(SandboxBank bank, String orderId, String cardHolder, Answered answered) {
        Transaction paid = answered.transaction();
        Answers.HostAnswer answer = new Answers.HostAnswer(
                paid.authCode(),
                paid.rrn(),
                HostCodes.code(paid.resultCode()),
                orderId,
                HostCodes.text(paid.resultCode()),
                cardHolder);
        return Answers.ofHost(bank, answer, answered.fault());
    }

    private static Charge charge(SandboxBank bank, Store store, ApiRequest request, Kind kind) {
        long amount = Fields.amount(request.value("PurchAmount"), GateError.AMOUNT_MISSING);
        int installments = Fields.installments(request.value("InstallmentCount"));
        String currency = Fields.currency(request.value("Currency"));
        boolean moto = Fields.moto(request.value("MOTO"));
        if (request.value("PNR").length() > PNR_LENGTH) {
            throw GateError.LENGTH_WRONG.refusal();
        }
        if (Operation.CLOSED_FIELDS.stream().anyMatch(request::present)) {
            throw GateError.NOT_PERMITTED.refusal();
        }
        if (Operation.AUTHENTICATION_FIELDS.stream().anyMatch(request::present)) {
            throw GateError.RECORD_NOT_FOUND.refusal();
        }
        String pan = Fields.pan(request.value("Pan"));
        Fields.checkExpiry(request.value("Expiry"), bank.localNow());
        Fields.checkCvv(request.value("Cvv2"), pan, moto);
        if (moto && !store.rights().moto()) {
            throw GateError.TERMINAL_NOT_PERMITTED.refusal();
        }
        Charge charge = new Charge(kind, pan, amount, currency, installments);
        checkRights(store, charge);
        return charge;
    }

    /** Checks that a store may ask for a payment. */
    static void checkRights(Store store, Charge charge) {
        if (!store.rights().currencies().contains(charge.currency())) {
            throw GateError.CURRENCY_NOT_OPEN.refusal();
        }
        if (charge.installments() > store.rights().maxInstallments()) {
            throw GateError.INSTALLMENTS_WRONG.refusal();
        }
    }
}
