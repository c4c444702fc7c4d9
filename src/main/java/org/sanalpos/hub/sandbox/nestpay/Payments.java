package org.sanalpos.hub.sandbox.nestpay;

import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.XmlMessage;

/** Sales and preauthorizations: Type Auth and PreAuth. */
final class Payments {

    private final AcquiringHost host;

    Payments(AcquiringHost host) {
        this.host = host;
    }

    /**
     * Charges or blocks an amount.
     *
     * @throws CoreError.Refusal if the request, the store's rights or the order's history do not allow it
     */
    Reply pay(SandboxBank bank, Store store, XmlMessage request, Kind kind) {
        Charge charge = read(bank, store, request, kind);
        Numbers numbers = References.numbers(bank);
        String orderId = Fields.orderId(request);
        if (orderId.isEmpty()) {
            orderId = "ORDER-" + numbers.transactionId();
            bank.countRequest(orderId);
        }
        HostResult result = host.pay(
                bank,
                store.credential("clientId"),
                orderId,
                charge,
                numbers,
                OrderIds.FREE_AFTER_DECLINE,
                order -> checkInstalments(order, charge.installments()));
        return Replies.of(bank, result, why -> CoreError.DUPLICATE_ORDER);
    }

    private static Charge read(SandboxBank bank, Store store, XmlMessage request, Kind kind) {
        checkExtras(store, request);
        Fields.orderId(request);
        if (request.has("TransId")) {
            throw CoreError.TRANSACTION_ID_NOT_ALLOWED.refusal();
        }
        String currency = Fields.currency(request.text("Currency"));
        if (!store.rights().currencies().contains(currency)) {
            throw CoreError.CURRENCY_NOT_OPEN.refusal();
        }
        long amount = Fields.amount(request.text("Total"));
        if (amount == 0) {
            throw CoreError.AMOUNT_ZERO.refusal();
        }
        int instalments = Fields.instalments(request);
        if (instalments > 1 && !currency.equals("TRY")) {
            throw CoreError.INSTALMENT_IN_FOREIGN_CURRENCY.refusal();
        }
        if (instalments > store.rights().maxInstallments()) {
            throw CoreError.INSTALMENT_NOT_PERMITTED.refusal();
        }
        String number = Fields.cardNumber(request);
        Fields.checkExpiry(request.text("Expires"), bank.localNow());
        Fields.checkCvv(request.text("Cvv2Val"), number, request.has("Extra/MAILORDER"));
        return new Charge(kind, number, amount, currency, instalments);
    }

    private static void checkExtras(Store store, XmlMessage request) {
        if (request.has("PayerTxnId") || request.has("PayerSecurityLevel") || request.has("PayerAuthenticationCode")) {
            throw CoreError.AUTHENTICATION_MISMATCH.refusal();
        }
        if (request.present("PbOrder")) {
            throw CoreError.NO_PERMISSION.refusal();
        }
        if (request.has("Extra/MAXIPUAN")) {
            throw CoreError.POINTS_NOT_PERMITTED.refusal();
        }
        if (request.has("Extra/MAILORDER")) {
            if (!request.text("Extra/MAILORDER").matches("MAILORDER|TRUE")) {
                throw CoreError.REQUEST_NOT_USABLE.refusal("(MAILORDER)");
            }
            if (!store.rights().moto()) {
                throw CoreError.NO_PERMISSION.refusal();
            }
        }
    }

    /** A repeated attempt must have as many instalments as the first. */
    private static void checkInstalments(Order order, int instalments) {
        order.transactions().stream()
                .findFirst()
                .filter(first -> first.installments() != instalments)
                .ifPresent(first -> {
                    throw CoreError.INSTALMENT_DIFFERS.refusal();
                });
    }
}
