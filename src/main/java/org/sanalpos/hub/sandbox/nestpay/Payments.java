package org.sanalpos.hub.sandbox.nestpay;

import java.util.Optional;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.XmlMessage;
import org.sanalpos.hub.sandbox.acs.Authenticated;

/** Sales and preauthorizations: Type Auth and PreAuth. */
final class Payments {

    private final AcquiringHost host;
    private final SecurePayments secure;
    private final Completions completions;

    Payments(AcquiringHost host, SecurePayments secure) {
        this.host = host;
        this.secure = secure;
        this.completions = new Completions(secure);
    }

    /**
     * Charges or blocks an amount.
     *
     * @throws CoreError.Refusal if the request, the store's rights or the order's history do not allow it
     */
    Reply pay(SandboxBank bank, Store store, XmlMessage request, Kind kind) {
        checkHead(store, request);
        Optional<Authenticated> by = Completions.meant(request)
                ? Optional.of(completions.take(bank, store, request, kind))
                : Optional.empty();
        Charge charge = by.map(Authenticated::charge).orElseGet(() -> read(bank, store, request, kind));
        Numbers numbers = References.numbers(bank);
        String orderId = Fields.orderId(request);
        if (orderId.isEmpty()) {
            orderId = "ORDER-" + numbers.transactionId();
            bank.countRequest(orderId);
        }
        HostResult result = pay(bank, store.credential("clientId"), orderId, charge, numbers, by);
        return Replies.of(bank, result, why -> CoreError.DUPLICATE_ORDER);
    }

    /**
     * Charges or blocks what was checked before.
     *
     * @param by the authentication, if there is one
     * @throws CoreError.Refusal if the order was begun with other instalments
     */
    HostResult pay(
            SandboxBank bank,
            String merchant,
            String orderId,
            Charge charge,
            Numbers numbers,
            Optional<Authenticated> by) {
        HostResult result = host.pay(
                bank,
                merchant,
                orderId,
                charge,
                numbers,
                OrderIds.FREE_AFTER_DECLINE,
                order -> checkInstalments(order, charge.installments()));
        if (result instanceof Answered answered) {
            by.ifPresent(authenticated -> secure.made(bank, answered.transaction(), authenticated));
        }
        return result;
    }

    /** Checks that a store may sell in so many instalments. */
    static void checkInstalments(Store store, int instalments, String currency) {
        if (instalments > 1 && !currency.equals("TRY")) {
            throw CoreError.INSTALMENT_IN_FOREIGN_CURRENCY.refusal();
        }
        if (instalments > store.rights().maxInstallments()) {
            throw CoreError.INSTALMENT_NOT_PERMITTED.refusal();
        }
    }

    private static Charge read(SandboxBank bank, Store store, XmlMessage request, Kind kind) {
        String currency = Fields.currency(request.text("Currency"));
        if (!store.rights().currencies().contains(currency)) {
            throw CoreError.CURRENCY_NOT_OPEN.refusal();
        }
        long amount = Fields.amount(request.text("Total"));
        if (amount == 0) {
            throw CoreError.AMOUNT_ZERO.refusal();
        }
        int instalments = Fields.instalments(request);
        checkInstalments(store, instalments, currency);
        String number = Fields.cardNumber(request.text("Number"));
        Fields.checkExpiry(request.text("Expires"), bank.localNow());
        Fields.checkCvv(request.text("Cvv2Val"), number, request.has("Extra/MAILORDER"));
        return new Charge(kind, number, amount, currency, instalments);
    }

    private static void checkHead(Store store, XmlMessage request) {
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
        Fields.orderId(request);
        if (request.has("TransId")) {
            throw CoreError.TRANSACTION_ID_NOT_ALLOWED.refusal();
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
