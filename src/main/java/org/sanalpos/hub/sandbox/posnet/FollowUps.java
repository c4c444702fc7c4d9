package org.sanalpos.hub.sandbox.posnet;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.AskedAmount;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Refused;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** Captures, voids and refunds. */
final class FollowUps {

    private static final int DAYS_TO_VOID_A_PREAUTH = 7;
    private static final Map<String, Kind> VOIDABLE =
            Map.of("sale", Kind.SALE, "auth", Kind.PREAUTH, "capt", Kind.CAPTURE, "return", Kind.REFUND);

    private final AcquiringHost host;

    FollowUps(AcquiringHost host) {
        this.host = host;
    }

    /** Captures a preauthorization, which only its key names. */
    Reply capture(ApiRequest request) {
        Fields.checkOriginal(request);
        if (request.present("orderID")) {
            throw BankError.ORDER_ID_WRONG.rejected();
        }
        long amount = Fields.amount(request, BankError.CAPTURE_NOT_POSITIVE);
        String currency = Fields.currency(request);
        Predicate<Transaction> named = named(request);
        Optional<Order> order = request.order();
        int installments = Fields.installments(request, 0);
        order.flatMap(found -> found.newest(named))
                .filter(found -> found.kind() == Kind.PREAUTH && installments > found.installments())
                .ifPresent(preauth -> {
                    throw BankError.MORE_INSTALLMENTS.rejected();
                });
        HostResult result = host.capture(
                request.target(order, named),
                AskedAmount.of(amount, currency),
                LongUnaryOperator.identity(),
                installments,
                References.numbers(request.bank()));
        return Replies.of(request, result, FollowUps::captureRefusal);
    }

    /** Voids what the request names, in full. */
    Reply reverse(ApiRequest request) {
        Fields.checkOriginal(request);
        Kind kind = VOIDABLE.get(request.value("transaction"));
        if (kind == null) {
            throw BankError.NOT_PERMITTED.rejected();
        }
        if (request.present("authCode")) {
            throw Schema.unexpected("authCode");
        }
        boolean refundToo = kind == Kind.SALE && request.present("hostLogKey");
        Predicate<Transaction> named = named(request)
                .and(transaction -> transaction.kind() == kind || refundToo && transaction.kind() == Kind.REFUND);
        Optional<Order> order = request.order();
        Optional<Transaction> original = order.flatMap(found -> found.newest(named));
        if (order.isPresent() && original.isEmpty() && kind == Kind.CAPTURE) {
            throw BankError.NO_CAPTURE.rejected();
        }
        original.ifPresent(transaction -> checkVoidable(request, transaction));
        HostResult result = host.voidTransaction(request.target(order, named), false, false);
        return Replies.of(request, result, FollowUps::voidRefusal);
    }

    /** Gives back money of a sale or capture. */
    Reply refund(ApiRequest request) {
        Fields.checkOriginal(request);
        long amount = Fields.amount(request, BankError.AMOUNT_WRONG);
        String currency = Fields.currency(request);
        if (request.present("isRationalReturn")) {
            throw BankError.WRONG_STATE.rejected();
        }
        HostResult result = host.refund(
                request.target(request.order(), named(request).and(transaction -> transaction.kind() != Kind.REFUND)),
                AskedAmount.of(amount, currency),
                References.numbers(request.bank()));
        return Replies.of(request, result, FollowUps::refundRefusal);
    }

    private static Predicate<Transaction> named(ApiRequest request) {
        return request.present("hostLogKey")
                ? transaction -> transaction.id().equals(request.value("hostLogKey"))
                : any -> true;
    }

    private static void checkVoidable(ApiRequest request, Transaction original) {
        if (original.kind() == Kind.REFUND
                && Cards.ofAnotherBank(original.card().maskedPan())) {
            throw BankError.NOT_APPROVED.rejected();
        }
        if (original.kind() == Kind.PREAUTH
                && original.time()
                        .plus(DAYS_TO_VOID_A_PREAUTH, ChronoUnit.DAYS)
                        .isBefore(request.bank().now())) {
            throw BankError.RECORD_GONE.rejected();
        }
    }

    private static BankError.Rejected captureRefusal(Refused refused) {
        return (switch (refused.why()) {
                    case ORDER_BUSY -> BankError.ORDER_BUSY;
                    case NOT_A_PREAUTH -> BankError.NOT_A_PREAUTH;
                    case ALREADY_CAPTURED -> BankError.WRONG_STATE;
                    case CAPTURE_TOO_LATE -> BankError.BLOCK_LAPSED;
                    case CURRENCY_DIFFERS -> BankError.CURRENCY_NOT_ALLOWED;
                    case AMOUNT_TOO_HIGH -> BankError.AMOUNT_WRONG;
                    default -> BankError.PREAUTH_NOT_FOUND;
                })
                .rejected();
    }

    private static BankError.Rejected voidRefusal(Refused refused) {
        return (switch (refused.why()) {
                    case ORDER_BUSY -> BankError.ORDER_BUSY;
                    case UNKNOWN_ORDER -> BankError.ORIGINAL_NOT_FOUND;
                    case ALREADY_VOIDED -> BankError.ALREADY_VOIDED;
                    case BATCH_CLOSED ->
                        refused.about().kind() == Kind.CAPTURE
                                ? BankError.CAPTURE_OF_EARLIER_DAY
                                : BankError.BATCH_CLOSED;
                    case HAS_REFUND -> BankError.HAS_REFUND;
                    case CAPTURE_STANDS -> BankError.CAPTURE_STANDS;
                    default -> BankError.NOT_VOIDABLE;
                })
                .rejected();
    }

    private static BankError.Rejected refundRefusal(Refused refused) {
        return switch (refused.why()) {
            case ORDER_BUSY -> BankError.ORDER_BUSY.rejected();
            case UNKNOWN_ORDER -> BankError.ORIGINAL_NOT_FOUND.rejected();
            case ALREADY_VOIDED -> BankError.ORIGINAL_VOIDED.rejected();
            case NOT_SETTLED -> BankError.NOT_SETTLED.rejected();
            case CURRENCY_DIFFERS -> BankError.CURRENCY_NOT_ALLOWED.rejected();
            case AMOUNT_TOO_HIGH, NOTHING_LEFT -> BankError.AMOUNT_WRONG.rejected(refused.about());
            default -> BankError.WRONG_STATE.rejected();
        };
    }
}
