package org.sanalpos.hub.sandbox;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.Transaction.State;

/**
 * What happens behind the message formats of the sandbox banks: payments, captures, voids and refunds are checked against
 * an order's history and written into the books. A dialect checks the message before and words the result after; what it
 * hands over to be asked in between may throw a refusal of its own, and nothing is booked then.
 */
public final class AcquiringHost {

    private final FaultyTransport transport;
    private final FaultSettings settings;

    public AcquiringHost(FaultyTransport transport, FaultSettings settings) {
        this.transport = transport;
        this.settings = settings;
    }

    /** Whether an order id can be used again when all payments of the order were declined. */
    public enum OrderIds {
        FREE_AFTER_DECLINE,
        USED_ONCE
    }

    /**
     * How a new transaction is numbered.
     *
     * @param transactionId unique among all transactions of the bank
     * @param rrn retrieval reference number; null for that of the transaction that a follow-up refers to
     * @param authCode given if the issuer approves; null for that of the transaction that a follow-up refers to
     */
    public record Numbers(String transactionId, String rrn, String authCode) {}

    /**
     * A payment that is asked for.
     *
     * @param kind {@link Kind#SALE} or {@link Kind#PREAUTH}
     * @param amount minor units
     * @param currency ISO 4217 code
     * @param installments 1 for a single payment
     */
    public record Charge(Kind kind, String pan, long amount, String currency, int installments) {
        /** Names neither the card nor the amount. */
        @Override
        public String toString() {
            return kind.toString();
        }
    }

    /** What came of a request. */
    public sealed interface Result {}

    /**
     * The host answered: approved or declined as the transaction's {@code resultCode} says.
     *
     * @param transaction the new transaction or, for a void, the voided one
     * @param fault what goes wrong with the answer on its way
     */
    public record Answered(Order order, Transaction transaction, Fault fault) implements Result {}

    /** Nothing was booked, and the fault is all that the caller gets. */
    public record NotBooked(Fault fault) implements Result {}

    /**
     * The order's history does not allow it; nothing was booked.
     *
     * @param about the transaction that stands in the way; null if there is none
     */
    public record Refused(Refusal why, Transaction about) implements Result {}

    /** Why an order's history does not allow a request. */
    public enum Refusal {
        /** Another request is at work on the order. */
        ORDER_BUSY,
        /** The order id is used up; {@code about} is the approved payment, or the last declined one. */
        DUPLICATE_ORDER,
        /** No order, or none of its transactions is meant. */
        UNKNOWN_ORDER,
        /** What is referred to was declined. */
        ORIGINAL_DECLINED,
        /** A capture of something that is no preauthorization. */
        NOT_A_PREAUTH,
        ALREADY_CAPTURED,
        CAPTURE_TOO_LATE,
        ALREADY_VOIDED,
        /** A void after the end of day; only a refund is possible. */
        BATCH_CLOSED,
        /** A void of something that was partly given back. */
        HAS_REFUND,
        /** A void of a preauthorization whose capture stands. */
        CAPTURE_STANDS,
        /** Several could be voided and none is named. */
        SEVERAL_TO_VOID,
        /** A refund of a preauthorization that was not captured. */
        NOT_CAPTURED,
        /** A refund before the end of day at a store that may only void until then. */
        NOT_SETTLED,
        /** A capture or refund for more than is allowed. */
        AMOUNT_TOO_HIGH,
        /** All was given back. */
        NOTHING_LEFT,
        CURRENCY_DIFFERS
    }

    /** Charges or blocks an amount. */
    public Result pay(
            SandboxBank bank, String merchant, String orderId, Charge charge, Numbers numbers, OrderIds orderIds) {
        return pay(bank, merchant, orderId, charge, numbers, orderIds, any -> {});
    }

    /**
     * Charges or blocks an amount.
     *
     * @param check asked with the order when its id can be used; refuses by throwing
     */
    public Result pay(
            SandboxBank bank,
            String merchant,
            String orderId,
            Charge charge,
            Numbers numbers,
            OrderIds orderIds,
            Consumer<Order> check) {
        Order order = bank.open(merchant, orderId);
        return alone(order, () -> {
            Optional<Transaction> inTheWay = order.newest(Transaction::successful)
                    .or(() -> orderIds == OrderIds.USED_ONCE ? order.newest(any -> true) : Optional.empty());
            if (inTheWay.isPresent()) {
                return new Refused(Refusal.DUPLICATE_ORDER, inTheWay.get());
            }
            check.accept(order);
            Fault fault = TestCards.paymentFault(charge.pan(), charge.amount());
            if (!fault.booked()) {
                return new NotBooked(fault);
            }
            if (fault == Fault.LATE_BOOKS) {
                order.hideUntil(bank.now().plus(settings.lateBooks()));
            }
            Transaction pending = new Transaction(
                    numbers.transactionId(),
                    charge.kind(),
                    State.PENDING,
                    charge.amount(),
                    charge.kind() == Kind.PREAUTH ? 0 : charge.amount(),
                    charge.currency(),
                    charge.installments(),
                    TestCards.card(charge.pan()),
                    "",
                    numbers.rrn(),
                    "",
                    bank.openBatch(),
                    bank.now(),
                    null);
            order.add(pending);
            transport.delay(fault);
            Transaction answered =
                    pending.answered(TestCards.paymentResult(charge.pan(), charge.amount()), numbers.authCode());
            order.replace(answered);
            return new Answered(order, answered, fault);
        });
    }

    /**
     * Captures the order's preauthorization, once.
     *
     * @param order the order, or empty if there is none
     * @param named the transactions that the request can mean
     * @param currency ISO 4217 code, or null if the request names none
     * @param highest the highest amount that may be captured, by the preauthorized one; minor units
     */
    public Result capture(
            SandboxBank bank,
            Store store,
            Optional<Order> order,
            Predicate<Transaction> named,
            long amount,
            String currency,
            LongUnaryOperator highest,
            Numbers numbers) {
        return capture(bank, store, order, named, amount, currency, highest, 0, numbers);
    }

    /**
     * Captures the order's preauthorization, once, in a number of installments of its own.
     *
     * @param installments 1 for a single payment; 0 for as many as were preauthorized
     * @see #capture(SandboxBank, Store, Optional, Predicate, long, String, LongUnaryOperator, Numbers)
     */
    public Result capture(
            SandboxBank bank,
            Store store,
            Optional<Order> order,
            Predicate<Transaction> named,
            long amount,
            String currency,
            LongUnaryOperator highest,
            int installments,
            Numbers numbers) {
        return capture(
                bank, store, order, named, preauthorized -> amount, () -> currency, highest, installments, numbers);
    }

    /**
     * Captures the order's preauthorization, once. The currency and the amount are asked for, in this order, when the
     * order's history allows the capture; they refuse by throwing.
     *
     * @param amount the amount to capture, by the preauthorized one; minor units
     * @param currency ISO 4217 code, or null if the request names none
     * @param installments 1 for a single payment; 0 for as many as were preauthorized
     * @see #capture(SandboxBank, Store, Optional, Predicate, long, String, LongUnaryOperator, Numbers)
     */
    public Result capture(
            SandboxBank bank,
            Store store,
            Optional<Order> order,
            Predicate<Transaction> named,
            LongUnaryOperator amount,
            Supplier<String> currency,
            LongUnaryOperator highest,
            int installments,
            Numbers numbers) {
        return about(bank, store, order, named, found -> {
            Optional<Transaction> preauth =
                    found.newest(transaction -> transaction.kind() == Kind.PREAUTH && named.test(transaction));
            if (preauth.isEmpty()) {
                return new Refused(Refusal.NOT_A_PREAUTH, null);
            }
            Transaction target = preauth.get();
            int days = store.rights().captureWithinDays();
            if (!target.successful()) {
                return new Refused(Refusal.ORIGINAL_DECLINED, target);
            }
            if (target.state() == State.VOIDED) {
                return new Refused(Refusal.ALREADY_VOIDED, target);
            }
            if (found.captured() > 0) {
                return new Refused(Refusal.ALREADY_CAPTURED, target);
            }
            if (days > 0 && target.time().plus(days, ChronoUnit.DAYS).isBefore(bank.now())) {
                return new Refused(Refusal.CAPTURE_TOO_LATE, target);
            }
            if (differs(currency, target)) {
                return new Refused(Refusal.CURRENCY_DIFFERS, target);
            }
            long taken = amount.applyAsLong(target.authorizedAmount());
            if (taken > highest.applyAsLong(target.authorizedAmount())) {
                return new Refused(Refusal.AMOUNT_TOO_HIGH, target);
            }
            Transaction original = installments == 0 ? target : target.inInstallments(installments);
            return book(bank, found, original, Kind.CAPTURE, target.authorizedAmount(), taken, numbers);
        });
    }

    /**
     * Voids one transaction of the open batch, or a preauthorization on any day.
     *
     * @param named the transactions that the request can mean
     * @param newestOfSeveral whether the newest is voided if several could be; otherwise that is refused
     * @param releasesPreauth whether the void of a capture frees the card's limit too
     */
    public Result voidTransaction(
            SandboxBank bank,
            Store store,
            Optional<Order> order,
            Predicate<Transaction> named,
            boolean newestOfSeveral,
            boolean releasesPreauth) {
        return about(bank, store, order, named, found -> {
            List<Transaction> voidable = found.transactions().stream()
                    .filter(named)
                    .filter(transaction -> whyNotVoidable(found, transaction).isEmpty())
                    .toList();
            if (voidable.isEmpty()) {
                Transaction closest = found.transactions().stream()
                        .filter(named)
                        .max(Comparator.comparing(Transaction::successful))
                        .orElseThrow();
                return new Refused(whyNotVoidable(found, closest).orElseThrow(), closest);
            }
            if (voidable.size() > 1 && !newestOfSeveral) {
                return new Refused(Refusal.SEVERAL_TO_VOID, voidable.get(0));
            }
            Transaction target = voidable.get(voidable.size() - 1);
            Fault fault = TestCards.voidFault(target.card());
            if (!fault.booked()) {
                return new NotBooked(fault);
            }
            transport.delay(fault);
            Transaction voided = target.voided(bank.now());
            found.replace(voided);
            if (releasesPreauth && target.kind() == Kind.CAPTURE) {
                found.newest(AcquiringHost::openPreauth)
                        .ifPresent(preauth -> found.replace(preauth.voided(voided.voidedAt())));
            }
            return new Answered(found, voided, fault);
        });
    }

    /**
     * Gives money back.
     *
     * @param named the transactions that the request can mean
     * @param amount minor units; 0 for all that is left
     * @param currency ISO 4217 code, or null if the request names none
     */
    public Result refund(
            SandboxBank bank,
            Store store,
            Optional<Order> order,
            Predicate<Transaction> named,
            long amount,
            String currency,
            Numbers numbers) {
        return refund(bank, store, order, named, left -> amount == 0 ? left : amount, () -> currency, numbers);
    }

    /**
     * Gives money back. The currency and the amount are asked for, in this order, when the order's history allows the refund;
     * they refuse by throwing.
     *
     * @param amount the amount to give back, by what is left; minor units
     * @param currency ISO 4217 code, or null if the request names none
     * @see #refund(SandboxBank, Store, Optional, Predicate, long, String, Numbers)
     */
    public Result refund(
            SandboxBank bank,
            Store store,
            Optional<Order> order,
            Predicate<Transaction> named,
            LongUnaryOperator amount,
            Supplier<String> currency,
            Numbers numbers) {
        return about(bank, store, order, named, found -> {
            Optional<Transaction> payment = found.newest(transaction ->
                    transaction.standing() && transaction.kind() != Kind.REFUND && named.test(transaction));
            if (payment.isEmpty()) {
                Transaction closest =
                        found.newest(named.and(Transaction::successful)).orElse(null);
                if (closest == null) {
                    return new Refused(
                            Refusal.ORIGINAL_DECLINED, found.newest(named).orElse(null));
                }
                return new Refused(
                        closest.state() == State.VOIDED ? Refusal.ALREADY_VOIDED : Refusal.NOT_CAPTURED, closest);
            }
            Transaction target = payment.get();
            long left = found.captured() - found.refunded();
            boolean waits =
                    store.rights().refundNeedsSettlement() || TestCards.refundNeedsSettlement(target.capturedAmount());
            if (differs(currency, target)) {
                return new Refused(Refusal.CURRENCY_DIFFERS, target);
            }
            if (left == 0) {
                return new Refused(Refusal.NOTHING_LEFT, target);
            }
            if (waits && target.state() != State.SETTLED) {
                return new Refused(Refusal.NOT_SETTLED, target);
            }
            long given = amount.applyAsLong(left);
            if (given > left) {
                return new Refused(Refusal.AMOUNT_TOO_HIGH, target);
            }
            return book(bank, found, target, Kind.REFUND, given, given, numbers);
        });
    }

    private interface Change {
        Result on(Order order);
    }

    private static Result about(
            SandboxBank bank, Store store, Optional<Order> order, Predicate<Transaction> named, Change change) {
        if (order.isEmpty() || order.get().newest(named).isEmpty()) {
            return new Refused(Refusal.UNKNOWN_ORDER, null);
        }
        return alone(order.get(), () -> {
            if (store.rights().settlement() == Store.Settlement.NIGHTLY) {
                bank.settleNight(order.get());
            }
            return change.on(order.get());
        });
    }

    private static Result alone(Order order, Supplier<Result> change) {
        return order.alone(change).orElseGet(() -> new Refused(Refusal.ORDER_BUSY, null));
    }

    private Result book(
            SandboxBank bank,
            Order order,
            Transaction original,
            Kind kind,
            long authorized,
            long amount,
            Numbers numbers) {
        Fault fault = TestCards.followUpFault(original.card(), amount);
        if (!fault.booked()) {
            return new NotBooked(fault);
        }
        transport.delay(fault);
        Transaction booked = new Transaction(
                        numbers.transactionId(),
                        kind,
                        State.PENDING,
                        authorized,
                        amount,
                        original.currency(),
                        original.installments(),
                        original.card(),
                        "",
                        numbers.rrn() == null ? original.rrn() : numbers.rrn(),
                        "",
                        bank.openBatch(),
                        bank.now(),
                        null)
                .answered(
                        TestCards.followUpResult(amount),
                        numbers.authCode() == null ? original.authCode() : numbers.authCode());
        order.add(booked);
        return new Answered(order, booked, fault);
    }

    private static boolean differs(Supplier<String> currency, Transaction target) {
        String asked = currency.get();
        return asked != null && !asked.equals(target.currency());
    }

    private static boolean openPreauth(Transaction transaction) {
        return transaction.kind() == Kind.PREAUTH && transaction.state() == State.AUTHORIZED;
    }

    private static Optional<Refusal> whyNotVoidable(Order order, Transaction transaction) {
        if (!transaction.successful()) {
            return Optional.of(Refusal.ORIGINAL_DECLINED);
        }
        return switch (transaction.state()) {
            case VOIDED -> Optional.of(Refusal.ALREADY_VOIDED);
            case SETTLED -> Optional.of(Refusal.BATCH_CLOSED);
            case PENDING, DECLINED, REVERSING -> Optional.of(Refusal.ORIGINAL_DECLINED);
            case AUTHORIZED -> order.captured() > 0 ? Optional.of(Refusal.CAPTURE_STANDS) : Optional.empty();
            case CAPTURED ->
                transaction.kind() != Kind.REFUND && order.refunded() > 0
                        ? Optional.of(Refusal.HAS_REFUND)
                        : Optional.empty();
        };
    }
}
