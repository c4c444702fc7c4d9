package org.sanalpos.hub.sandbox.payfor;

import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.AskedAmount;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.HostResult.Refusal;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Target;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** What can be done to a payment: TxnType PostAuth, Void and Refund. */
final class FollowUps {

    private static final int HIGHEST_CAPTURE_PERCENT = 115;

    private final AcquiringHost host;
    private final Journal journal;

    FollowUps(AcquiringHost host, Journal journal) {
        this.host = host;
        this.journal = journal;
    }

    /**
     * Captures, voids or gives back.
     *
     * @throws GateError.Refusal if the fields do not allow it or there is no such order
     */
    Reply change(SandboxBank bank, Store store, ApiRequest request, Operation operation) {
        String orderId = Fields.originalOrderId(request);
        if (operation == Operation.VOID && request.present("PurchAmount")) {
            throw GateError.NO_PARTIAL_VOID.refusal();
        }
        long amount = operation == Operation.VOID
                ? 0
                : Fields.amount(
                        request.value("PurchAmount"),
                        operation == Operation.REFUND ? GateError.REFUND_AMOUNT_MISSING : GateError.AMOUNT_MISSING);
        String currency = Fields.currency(request.value("Currency"));
        if (request.present("MOTO")) {
            Fields.moto(request.value("MOTO"));
        }
        Optional<Order> order = bank.find(store.credential("merchantId"), orderId);
        Numbers numbers = References.next(bank);
        Target about = Target.anyOf(bank, store, order);
        AskedAmount asked = AskedAmount.of(amount, currency);
        HostResult result =
                switch (operation) {
                    case CAPTURE -> host.capture(about, asked, highest(store), 0, numbers);
                    case REFUND -> host.refund(about, asked, numbers);
                    default -> voidOrder(bank, store, order, currency);
                };
        return reply(bank, order, operation, amount, numbers, result);
    }

    private HostResult voidOrder(SandboxBank bank, Store store, Optional<Order> order, String currency) {
        Optional<Transaction> otherCurrency = order.flatMap(found -> found.newest(any -> true))
                .filter(transaction -> !transaction.currency().equals(currency));
        if (otherCurrency.isPresent()) {
            return new HostResult.Refused(Refusal.CURRENCY_DIFFERS, otherCurrency.get());
        }
        return host.voidTransaction(
                new Target(bank, store, order, transaction -> transaction.kind() != Kind.REFUND), true, true);
    }

    private Reply reply(
            SandboxBank bank,
            Optional<Order> order,
            Operation operation,
            long amount,
            Numbers numbers,
            HostResult result) {
        return result.reply(answered -> answer(bank, operation, amount, numbers, answered), refused -> {
            GateError error = error(operation, refused.why());
            if (order.isEmpty() || refused.why() == Refusal.ORDER_BUSY) {
                throw error.refusal();
            }
            Order found = order.get();
            Transaction about = Optional.ofNullable(refused.about())
                    .or(() -> found.newest(any -> true))
                    .orElseThrow();
            journal.add(found, entry(bank, operation, error, amount, about, numbers));
            String authCode = operation == Operation.REFUND ? about.authCode() : "";
            return Reply.of(Answers.ofHost(Answers.HostAnswer.refused(error, authCode, numbers.rrn(), found.id())));
        });
    }

    private byte[] answer(SandboxBank bank, Operation operation, long amount, Numbers numbers, Answered answered) {
        Transaction done = answered.transaction();
        if (operation == Operation.VOID) {
            journal.add(answered.order(), entry(bank, operation, null, amount, done, numbers));
        }
        Answers.HostAnswer answer = new Answers.HostAnswer(
                done.authCode(),
                numbers.rrn(),
                HostCodes.code(done.resultCode()),
                answered.order().id(),
                HostCodes.text(done.resultCode()),
                "");
        return Answers.ofHost(bank, answer, answered.fault());
    }

    private static Journal.Entry entry(
            SandboxBank bank,
            Operation operation,
            GateError error,
            long amount,
            Transaction original,
            Numbers numbers) {
        return new Journal.Entry(
                numbers.transactionId(),
                operation,
                error,
                amount,
                original,
                numbers.rrn(),
                bank.openBatch(),
                bank.now());
    }

    private static LongUnaryOperator highest(Store store) {
        return store.rights().captureAbovePreauth()
                ? preauthorized -> preauthorized * HIGHEST_CAPTURE_PERCENT / 100
                : preauthorized -> preauthorized;
    }

    private static GateError error(Operation operation, Refusal why) {
        return switch (why) {
            case ORDER_BUSY -> GateError.NOT_COMPLETED_YET;
            case DUPLICATE_ORDER -> GateError.ORDER_ID_USED;
            case UNKNOWN_ORDER -> GateError.NOT_FOUND;
            case ORIGINAL_DECLINED, NOT_CAPTURED -> GateError.ORIGINAL_UNFIT;
            case NOT_A_PREAUTH -> GateError.NOT_A_PREAUTH;
            case ALREADY_CAPTURED -> GateError.ALREADY_CAPTURED;
            case CAPTURE_TOO_LATE -> GateError.CAPTURE_TOO_LATE;
            case ALREADY_VOIDED -> operation == Operation.VOID ? GateError.NOT_FOUND : GateError.ALREADY_VOIDED;
            case BATCH_CLOSED, HAS_REFUND, CAPTURE_STANDS, SEVERAL_TO_VOID -> GateError.VOID_IMPOSSIBLE;
            case NOT_SETTLED -> GateError.REFUND_TOO_EARLY;
            case AMOUNT_TOO_HIGH ->
                operation == Operation.REFUND ? GateError.REFUND_TOO_HIGH : GateError.CAPTURE_TOO_HIGH;
            case NOTHING_LEFT -> GateError.NOTHING_LEFT;
            case CURRENCY_DIFFERS -> GateError.CURRENCY_WRONG;
        };
    }
}
