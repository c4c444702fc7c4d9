package org.sanalpos.hub.sandbox.nestpay;

import java.util.Optional;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.AskedAmount;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Target;
import org.sanalpos.hub.sandbox.XmlMessage;

/** What can be done to a payment: Type PostAuth, Void and Credit. */
final class FollowUps {

    private final AcquiringHost host;

    FollowUps(AcquiringHost host) {
        this.host = host;
    }

    /**
     * Captures a preauthorization, once.
     *
     * @throws CoreError.Refusal if there is none to capture or the amount does not fit
     */
    Reply capture(SandboxBank bank, Store store, XmlMessage request) {
        if (Fields.orderId(request).isEmpty() && Fields.transactionId(request).isEmpty()) {
            throw CoreError.FIELD_EMPTY.refusal("(OrderId)");
        }
        boolean preauthNamed = request.has("Extra/PREAMT");
        boolean mayExceed = preauthNamed && store.rights().captureAbovePreauth();
        HostResult result = host.capture(
                Target.anyOf(bank, store, find(bank, store, request)),
                new AskedAmount(preauthorized -> captureAmount(request, preauthorized), () -> currency(request)),
                preauthorized -> mayExceed ? Long.MAX_VALUE : preauthorized,
                0,
                new Numbers(References.transactionId(bank), References.rrn(bank), null));
        return Replies.of(bank, result, why -> switch (why) {
            case ORIGINAL_DECLINED -> CoreError.NO_SUCCESSFUL_TRANSACTION;
            case ALREADY_VOIDED, ALREADY_CAPTURED -> CoreError.NO_OPEN_PREAUTH;
            case CAPTURE_TOO_LATE -> CoreError.CAPTURE_TOO_LATE;
            case CURRENCY_DIFFERS -> CoreError.CURRENCY_DIFFERS;
            case AMOUNT_TOO_HIGH -> preauthNamed ? CoreError.CAPTURE_ABOVE_NET : CoreError.CAPTURE_ABOVE_PREAUTH;
            default -> CoreError.NOT_A_PREAUTH;
        });
    }

    /**
     * Voids one transaction of the open batch, or a preauthorization.
     *
     * @throws CoreError.Refusal if there is none, or several and none is named
     */
    Reply voidTransaction(SandboxBank bank, Store store, XmlMessage request) {
        String transactionId = Fields.transactionId(request);
        boolean anyOfOrder = transactionId.isEmpty();
        if (Fields.orderId(request).isEmpty() && anyOfOrder) {
            throw CoreError.VOID_INCOMPLETE.refusal();
        }
        HostResult result = host.voidTransaction(
                new Target(
                        bank,
                        store,
                        find(bank, store, request),
                        transaction -> anyOfOrder || transaction.id().equals(transactionId)),
                false,
                true);
        return Replies.of(bank, result, why -> switch (why) {
            case SEVERAL_TO_VOID -> CoreError.SEVERAL_TO_VOID;
            case HAS_REFUND, CAPTURE_STANDS -> anyOfOrder ? CoreError.NOTHING_TO_VOID : CoreError.CANNOT_VOID;
            default -> CoreError.NOTHING_TO_VOID;
        });
    }

    /**
     * Gives money back.
     *
     * @throws CoreError.Refusal if nothing was captured, too little is left or the batch is still open
     */
    Reply refund(SandboxBank bank, Store store, XmlMessage request) {
        if (request.has("TransId")) {
            throw CoreError.TRANSACTION_ID_NOT_ALLOWED.refusal();
        }
        if (Fields.orderId(request).isEmpty()) {
            throw CoreError.FIELD_EMPTY.refusal("(OrderId)");
        }
        HostResult result = host.refund(
                Target.anyOf(bank, store, find(bank, store, request)),
                new AskedAmount(left -> amount(request, left, CoreError.AMOUNT_ZERO), () -> currency(request)),
                References.numbers(bank));
        return Replies.of(bank, result, why -> switch (why) {
            case ORIGINAL_DECLINED -> CoreError.NO_SUCCESSFUL_TRANSACTION;
            case ALREADY_VOIDED, NOT_CAPTURED -> CoreError.NOTHING_CAPTURED;
            case CURRENCY_DIFFERS -> CoreError.CURRENCY_DIFFERS;
            case NOTHING_LEFT -> CoreError.NET_AMOUNT_ZERO;
            case NOT_SETTLED -> CoreError.NOT_SETTLED;
            case AMOUNT_TOO_HIGH -> CoreError.REFUND_ABOVE_NET;
            default -> CoreError.NO_ORDER_TO_REFUND;
        });
    }

    private static Optional<Order> find(SandboxBank bank, Store store, XmlMessage request) {
        String merchant = store.credential("clientId");
        String orderId = Fields.orderId(request);
        String transactionId = Fields.transactionId(request);
        if (transactionId.isEmpty()) {
            return bank.find(merchant, orderId);
        }
        Optional<Order> order = bank.findByTransaction(merchant, transactionId);
        if (orderId.isEmpty()) {
            order.ifPresent(found -> bank.countRequest(found.id()));
        }
        return order.filter(found -> orderId.isEmpty() || found.id().equals(orderId));
    }

    private static long captureAmount(XmlMessage request, long preauthorized) {
        if (request.has("Extra/PREAMT") && Fields.amount(request.text("Extra/PREAMT")) != preauthorized) {
            throw CoreError.ORDER_DATA_DIFFER.refusal("(PREAMT)");
        }
        return amount(request, preauthorized, CoreError.CAPTURE_ZERO);
    }

    private static long amount(XmlMessage request, long all, CoreError zero) {
        long amount = request.has("Total") ? Fields.amount(request.text("Total")) : all;
        if (amount == 0) {
            throw zero.refusal();
        }
        return amount;
    }

    private static String currency(XmlMessage request) {
        return request.has("Currency") ? Fields.currency(request.text("Currency")) : null;
    }
}
