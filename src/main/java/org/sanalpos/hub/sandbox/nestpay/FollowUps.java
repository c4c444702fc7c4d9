package org.sanalpos.hub.sandbox.nestpay;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.FaultyTransport;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.Transaction.State;

/** What can be done to a payment: Type PostAuth, Void and Credit. */
final class FollowUps {

    private final FaultyTransport transport;

    FollowUps(FaultyTransport transport) {
        this.transport = transport;
    }

    /**
     * Captures a preauthorization, once.
     *
     * @throws CoreError.Refusal if there is none to capture or the amount does not fit
     */
    Reply capture(SandboxBank bank, Store store, ApiRequest request) {
        if (Fields.orderId(request).isEmpty() && Fields.transactionId(request).isEmpty()) {
            throw CoreError.FIELD_EMPTY.refusal("(OrderId)");
        }
        Order order = find(bank, store, request).orElseThrow(CoreError.NOT_A_PREAUTH::refusal);
        return alone(bank, store, order, () -> {
            Transaction preauth = openPreauth(order);
            int days = store.rights().captureWithinDays();
            if (days > 0 && preauth.time().plus(days, ChronoUnit.DAYS).isBefore(bank.now())) {
                throw CoreError.CAPTURE_TOO_LATE.refusal();
            }
            checkCurrency(request, preauth);
            long amount = captureAmount(store, request, preauth);
            return book(bank, order, preauth, Kind.CAPTURE, preauth.authorizedAmount(), amount);
        });
    }

    /**
     * Voids one transaction of the open batch, or a preauthorization.
     *
     * @throws CoreError.Refusal if there is none, or several and none is named
     */
    Reply voidTransaction(SandboxBank bank, Store store, ApiRequest request) {
        String transactionId = Fields.transactionId(request);
        if (Fields.orderId(request).isEmpty() && transactionId.isEmpty()) {
            throw CoreError.VOID_INCOMPLETE.refusal();
        }
        Order order = find(bank, store, request).orElseThrow(CoreError.NOTHING_TO_VOID::refusal);
        return alone(bank, store, order, () -> {
            Transaction target = transactionId.isEmpty() ? onlyVoidable(order) : namedVoidable(order, transactionId);
            Fault fault = TestCards.voidFault(target.card());
            if (!fault.booked()) {
                return Reply.notBooked(fault);
            }
            transport.delay(fault);
            Transaction voided = target.voided(bank.now());
            order.replace(voided);
            if (target.kind() == Kind.CAPTURE) {
                order.newest(FollowUps::openPreauth)
                        .ifPresent(preauth -> order.replace(preauth.voided(voided.voidedAt())));
            }
            return Reply.of(bank, order, voided, fault);
        });
    }

    /**
     * Gives money back.
     *
     * @throws CoreError.Refusal if nothing was captured, too little is left or the batch is still open
     */
    Reply refund(SandboxBank bank, Store store, ApiRequest request) {
        if (request.has("TransId")) {
            throw CoreError.TRANSACTION_ID_NOT_ALLOWED.refusal();
        }
        if (Fields.orderId(request).isEmpty()) {
            throw CoreError.FIELD_EMPTY.refusal("(OrderId)");
        }
        Order order = find(bank, store, request).orElseThrow(CoreError.NO_ORDER_TO_REFUND::refusal);
        return alone(bank, store, order, () -> {
            order.newest(Transaction::successful).orElseThrow(CoreError.NO_SUCCESSFUL_TRANSACTION::refusal);
            Transaction payment = order.newest(
                            transaction -> transaction.standing() && transaction.kind() != Kind.REFUND)
                    .orElseThrow(CoreError.NOTHING_CAPTURED::refusal);
            checkCurrency(request, payment);
            long net = order.captured() - order.refunded();
            if (net == 0) {
                throw CoreError.NET_AMOUNT_ZERO.refusal();
            }
            boolean waits =
                    store.rights().refundNeedsSettlement() || TestCards.refundNeedsSettlement(payment.capturedAmount());
            if (waits && payment.state() != State.SETTLED) {
                throw CoreError.NOT_SETTLED.refusal();
            }
            long amount = request.has("Total") ? Fields.amount(request.value("Total")) : net;
            if (amount == 0) {
                throw CoreError.AMOUNT_ZERO.refusal();
            }
            if (amount > net) {
                throw CoreError.REFUND_ABOVE_NET.refusal();
            }
            return book(bank, order, payment, Kind.REFUND, amount, amount);
        });
    }

    private static Reply alone(SandboxBank bank, Store store, Order order, Supplier<Reply> change) {
        return order.alone(() -> {
                    if (store.rights().settlement() == Store.Settlement.NIGHTLY) {
                        bank.settleNight(order);
                    }
                    return change.get();
                })
                .orElseThrow(CoreError.ORDER_BUSY::refusal);
    }

    private static Optional<Order> find(SandboxBank bank, Store store, ApiRequest request) {
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

    private Reply book(SandboxBank bank, Order order, Transaction original, Kind kind, long authorized, long amount) {
        Fault fault = TestCards.followUpFault(original.card(), amount);
        if (!fault.booked()) {
            return Reply.notBooked(fault);
        }
        transport.delay(fault);
        Transaction booked = new Transaction(
                        References.transactionId(bank),
                        kind,
                        State.PENDING,
                        authorized,
                        amount,
                        original.currency(),
                        original.installments(),
                        original.card(),
                        "",
                        References.rrn(bank),
                        "",
                        bank.openBatch(),
                        bank.now(),
                        null)
                .answered(
                        TestCards.followUpResult(amount),
                        kind == Kind.CAPTURE ? original.authCode() : References.authCode(bank));
        order.add(booked);
        return Reply.of(bank, order, booked, fault);
    }

    private static Transaction openPreauth(Order order) {
        Transaction newest = order.newest(transaction -> transaction.kind() == Kind.PREAUTH)
                .orElseThrow(CoreError.NOT_A_PREAUTH::refusal);
        if (!newest.successful()) {
            throw CoreError.NO_SUCCESSFUL_TRANSACTION.refusal();
        }
        if (!openPreauth(newest) || order.captured() > 0) {
            throw CoreError.NO_OPEN_PREAUTH.refusal();
        }
        return newest;
    }

    private static boolean openPreauth(Transaction transaction) {
        return transaction.kind() == Kind.PREAUTH && transaction.state() == State.AUTHORIZED;
    }

    private static long captureAmount(Store store, ApiRequest request, Transaction preauth) {
        long preauthorized = preauth.authorizedAmount();
        boolean named = request.has("Extra/PREAMT");
        if (named && Fields.amount(request.value("Extra/PREAMT")) != preauthorized) {
            throw CoreError.ORDER_DATA_DIFFER.refusal("(PREAMT)");
        }
        long amount = request.has("Total") ? Fields.amount(request.value("Total")) : preauthorized;
        if (amount == 0) {
            throw CoreError.CAPTURE_ZERO.refusal();
        }
        if (amount > preauthorized && !named) {
            throw CoreError.CAPTURE_ABOVE_PREAUTH.refusal();
        }
        if (amount > preauthorized && !store.rights().captureAbovePreauth()) {
            throw CoreError.CAPTURE_ABOVE_NET.refusal();
        }
        return amount;
    }

    private static void checkCurrency(ApiRequest request, Transaction payment) {
        if (request.has("Currency")
                && !Fields.currency(request.value("Currency")).equals(payment.currency())) {
            throw CoreError.CURRENCY_DIFFERS.refusal();
        }
    }

    private static Transaction onlyVoidable(Order order) {
        List<Transaction> voidable = order.transactions().stream()
                .filter(transaction -> voidable(order, transaction))
                .toList();
        if (voidable.isEmpty()) {
            throw CoreError.NOTHING_TO_VOID.refusal();
        }
        if (voidable.size() > 1) {
            throw CoreError.SEVERAL_TO_VOID.refusal();
        }
        return voidable.get(0);
    }

    private static Transaction namedVoidable(Order order, String transactionId) {
        Transaction named = order.newest(transaction -> transaction.id().equals(transactionId))
                .orElseThrow(CoreError.NOTHING_TO_VOID::refusal);
        if (voidable(order, named)) {
            return named;
        }
        boolean blocked = named.state() == State.CAPTURED || named.state() == State.AUTHORIZED;
        throw (blocked ? CoreError.CANNOT_VOID : CoreError.NOTHING_TO_VOID).refusal();
    }

    private static boolean voidable(Order order, Transaction transaction) {
        return switch (transaction.kind()) {
            case PREAUTH -> openPreauth(transaction) && order.captured() == 0;
            case SALE, CAPTURE -> transaction.state() == State.CAPTURED && order.refunded() == 0;
            case REFUND -> transaction.state() == State.CAPTURED;
        };
    }
}
