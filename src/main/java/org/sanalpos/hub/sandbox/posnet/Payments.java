package org.sanalpos.hub.sandbox.posnet;

import java.util.Optional;
import java.util.stream.Stream;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Refusal;
import org.sanalpos.hub.sandbox.HostResult.Refused;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** Sales and preauthorizations. */
final class Payments {

    private final AcquiringHost host;

    Payments(AcquiringHost host) {
        this.host = host;
    }

    Reply pay(ApiRequest request, Kind kind) {
        String orderId = Fields.newOrderId(request);
        Charge charge = charge(request, kind);
        checkFields(request);
        checkRights(request.store(), charge);
        HostResult result = host.pay(
                request.bank(),
                request.merchant(),
                orderId,
                charge,
                References.numbers(request.bank()),
                OrderIds.USED_ONCE);
        if (result instanceof Refused refused && refused.why() == Refusal.DUPLICATE_ORDER) {
            return repeated(request, orderId);
        }
        return Replies.of(request, result, busy -> BankError.PAYMENT_UNDER_WAY.rejected());
    }

    private static Charge charge(ApiRequest request, Kind kind) {
        if (request.present("cardInfo")) {
            throw BankError.NOT_PERMITTED.rejected();
        }
        for (String name : new String[] {"ccno", "expDate"}) {
            if (!request.present(name)) {
                throw Schema.incomplete(request.operation(), name);
            }
        }
        long amount = Fields.amount(request, BankError.AMOUNT_WRONG);
        String currency = Fields.currency(request);
        String number = Fields.cardNumber(request);
        Fields.checkExpiry(request, request.bank().localNow());
        Fields.checkCvc(request, request.present("mailorderflag"));
        return new Charge(kind, number, amount, currency, Fields.installments(request, 1));
    }

    private static void checkFields(ApiRequest request) {
        boolean facilitator = anyPresent(request, "subMrcId", "mrcPfId", "mcc");
        boolean dealer = anyPresent(request, "tckn", "vkn", "subDealerCode");
        if (facilitator || dealer) {
            throw (facilitator && dealer
                            ? BankError.FACILITATOR_AND_DEALER
                            : facilitator ? BankError.FACILITATOR_UNKNOWN : BankError.DEALER_NOT_DEFINED)
                    .rejected();
        }
        boolean moto = request.store().rights().moto();
        if (request.present("koiCode") || request.present("mailorderflag") && !moto) {
            throw BankError.NOT_PERMITTED.rejected();
        }
    }

    /** Checks that a store may ask for a payment; of a card without a number yet, only what does not depend on the card. */
    static void checkRights(Store store, Charge charge) {
        Store.Rights rights = store.rights();
        if (!rights.currencies().contains(charge.currency())) {
            throw BankError.CURRENCY_NOT_ALLOWED.rejected();
        }
        boolean lira = charge.currency().equals("TRY");
        boolean installmentsFit = charge.installments() <= rights.maxInstallments()
                && lira
                && (charge.pan().isEmpty() || !Cards.ofAnotherBank(charge.pan()));
        if (charge.installments() > 1 && !installmentsFit) {
            throw BankError.INVALID_TRANSACTION.rejected();
        }
    }

    private static boolean anyPresent(ApiRequest request, String... names) {
        return Stream.of(names).anyMatch(request::present);
    }

    /** Answers a used order id: with the numbers of its payment, if that was approved. */
    private static Reply repeated(ApiRequest request, String orderId) {
        Optional<Transaction> approved = request.bank()
                .find(request.merchant(), orderId)
                .flatMap(order -> order.newest(transaction -> transaction.successful() && transaction.isPayment()));
        return Reply.of(Answers.repeated(request, approved.orElseThrow(BankError.ORDER_ID_USED::rejected)));
    }
}
