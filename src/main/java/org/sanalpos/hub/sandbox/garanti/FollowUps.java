package org.sanalpos.hub.sandbox.garanti;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.AskedAmount;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.HostResult.Refused;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.Target;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.Transaction.State;

/** What can be done to a payment: postauth, void and refund. */
final class FollowUps {

    /** How much of a preauthorization may be captured above it, in percent. */
    private static final long MARGIN = 15;

    private final AcquiringHost host;
    private final Slips slips;

    FollowUps(AcquiringHost host, Slips slips) {
        this.host = host;
        this.slips = slips;
    }

    /**
     * Captures a preauthorization, once.
     *
     * @throws Refusal if the message is wrong
     */
    Reply capture(Call call) {
        Request request = read(call, call.fields().amount());
        Numbers numbers = References.sharingAuthCode(call.bank());
        boolean above = call.store().rights().captureAbovePreauth();
        HostResult result = host.capture(
                request.target(call),
                AskedAmount.of(request.amount(), call.fields().currency()),
                blocked -> above ? blocked + blocked * MARGIN / 100 : blocked,
                0,
                numbers);
        return reply(call, request, numbers.rrn(), result, why -> switch (why) {
            case ALREADY_CAPTURED, ALREADY_VOIDED, CAPTURE_TOO_LATE -> GatewayError.NOT_CAPTURABLE.verdict();
            case AMOUNT_TOO_HIGH -> Verdict.INVALID_AMOUNT;
            default -> GatewayError.NO_PREAUTH.verdict();
        });
    }

    /**
     * Voids the last transaction of an order.
     *
     * @throws Refusal if the message is wrong
     */
    Reply voidTransaction(Call call) {
        call.fields().amountOfNoMeaning();
        Request request = read(call, amountOfVoid(call));
        String rrn = References.rrn(call.bank());
        HostResult result = request.order()
                .map(order -> order.alone(() -> voidLast(call, order, request))
                        .orElseGet(() -> new Refused(HostResult.Refusal.ORDER_BUSY, null)))
                .orElseGet(() -> new Refused(HostResult.Refusal.UNKNOWN_ORDER, null));
        return reply(call, request, rrn, result, why -> switch (why) {
            case ALREADY_VOIDED, BATCH_CLOSED, CAPTURE_STANDS, HAS_REFUND -> GatewayError.NOT_VOIDABLE.verdict();
            case SEVERAL_TO_VOID ->
                (request.originalRrn().isEmpty() ? GatewayError.SEVERAL_TO_VOID : GatewayError.VOID_LAST_FIRST)
                        .verdict();
            default -> GatewayError.NOTHING_TO_VOID.verdict();
        });
    }

    /**
     * Gives money back.
     *
     * @throws Refusal if the message is wrong
     */
    Reply refund(Call call) {
        Request request = read(call, call.fields().amount());
        Numbers numbers = References.own(call.bank());
        HostResult result = host.refund(
                request.target(call),
                AskedAmount.of(request.amount(), call.fields().currency()),
                numbers);
        return reply(call, request, numbers.rrn(), result, why -> switch (why) {
            case ALREADY_VOIDED, NOT_SETTLED -> GatewayError.NOT_REFUNDABLE.verdict();
            case AMOUNT_TOO_HIGH, NOTHING_LEFT -> GatewayError.REFUND_TOO_HIGH.verdict();
            default -> GatewayError.NOTHING_TO_REFUND.verdict();
        });
    }

    /** The bank's words for what an order's history does not allow. */
    private interface Words {
        Verdict of(HostResult.Refusal why);
    }

    /**
     * What is to be done to which order.
     *
     * @param originalRrn empty if no transaction is named
     * @param order empty if there is none
     */
    private record Request(String orderId, String originalRrn, long amount, Optional<Order> order) {

        Predicate<Transaction> named() {
            return transaction -> originalRrn.isEmpty() || transaction.rrn().equals(originalRrn);
        }

        Target target(Call call) {
            return new Target(call.bank(), call.store(), order, named());
        }
    }

    private static Request read(Call call, long amount) {
        Fields fields = call.fields();
        fields.checkNoPayment();
        fields.mandatory("Order/OrderID");
        String orderId = fields.orderId();
        return new Request(orderId, fields.originalRrn(), amount, call.bank().find(call.merchant(), orderId));
    }

    /** Returns an amount that is kept on the slip only; one that is too long to count is kept as nothing. */
    private static long amountOfVoid(Call call) {
        String text = call.message().text("Transaction/Amount");
        return text.length() > 18 ? 0 : Long.parseLong(text);
    }

    private HostResult voidLast(Call call, Order order, Request request) {
        call.bank().settleNight(call.store(), order);
        String currency = call.fields().currency();
        if (order.newest(any -> any.successful() && !any.currency().equals(currency))
                .isPresent()) {
            return new Refused(HostResult.Refusal.CURRENCY_DIFFERS, null);
        }
        List<Transaction> live = order.transactions().stream()
                .filter(transaction -> live(order, transaction))
                .toList();
        if (live.stream().limit(Math.max(0, live.size() - 1)).anyMatch(request.named())) {
            return new Refused(HostResult.Refusal.SEVERAL_TO_VOID, null);
        }
        return host.voidTransaction(request.target(call), true, false);
    }

    private static boolean live(Order order, Transaction transaction) {
        return transaction.state() == State.CAPTURED
                || transaction.state() == State.AUTHORIZED
                        && order.transactions().stream().noneMatch(other -> other.state() == State.SETTLED);
    }

    private Reply reply(Call call, Request request, String rrn, HostResult result, Words words) {
        return result.reply(
                answered -> answer(call, request, rrn, answered),
                refused -> refused(call, request, rrn, refused.why(), words));
    }

    private byte[] answer(Call call, Request request, String rrn, Answered done) {
        Order order = done.order();
        Transaction transaction = done.transaction();
        CardFace card = slips.card(order);
        String original =
                switch (call.type()) {
                    case "void" -> transaction.rrn();
                    case "refund" -> newest(order, any -> any.standing() && any.kind() != Kind.REFUND);
                    default -> newest(order, any -> any.kind() == Kind.PREAUTH);
                };
        slips.keep(order, Slip.followUp(call, rrn, request.amount(), card, original));
        Trace trace = Trace.of(transaction, rrn, call.bank().now(), card);
        return Replies.answer(call, request.orderId(), Verdict.of(transaction), trace, done.fault());
    }

    private Reply refused(Call call, Request request, String rrn, HostResult.Refusal why, Words words) {
        Verdict verdict =
                switch (why) {
                    case ORDER_BUSY -> GatewayError.BUSY.verdict();
                    case CURRENCY_DIFFERS -> Verdict.DIFFERS_FROM_ORIGINAL;
                    default -> words.of(why);
                };
        request.order().ifPresent(order -> slips.keep(order, Slip.refused(call, rrn, request.amount(), verdict)));
        return Reply.of(Answers.write(call.asker(), request.orderId(), verdict, Trace.refused(call.bank(), rrn)));
    }

    private static String newest(Order order, Predicate<Transaction> condition) {
        return order.newest(condition).map(Transaction::rrn).orElse("");
    }
}
