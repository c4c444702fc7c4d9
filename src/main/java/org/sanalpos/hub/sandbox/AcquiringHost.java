package org.sanalpos.hub.sandbox;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.HostResult.NotBooked;
import org.sanalpos.hub.sandbox.HostResult.Refusal;
import org.sanalpos.hub.sandbox.HostResult.Refused;
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

    /** Charges or blocks an amount. */
    public HostResult pay(
            SandboxBank bank, String merchant, String orderId, Charge charge, Numbers numbers, OrderIds orderIds) {
        return pay(bank, merchant, orderId, charge, numbers, orderIds, any -> {});
    }

    /**
     * Charges or blocks an amount.
     *
     * @param check asked with the order when its id can be used; refuses by throwing
     */
    public HostResult pay(
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
     * @param highest the highest amount that may be captured, by the preauthorized one; minor units
     * @param installments 1 for a single payment; 0 for as many as were preauthorized
     */
    public HostResult capture(
            Target about, AskedAmount asked, LongUnaryOperator highest, int installments, Numbers numbers) {
        return change(about, found -> {
            Optional<Transaction> preauth =
                    found.newest(about.named().and(transaction -> transaction.kind() == Kind.PREAUTH));
            if (preauth.isEmpty()) {
                return new Refused(Refusal.NOT_A_PREAUTH, null);
            }
            Transaction target = preauth.get();
            int days = about.store().rights().captureWithinDays();
            if (!target.successful()) {
                return new Refused(Refusal.ORIGINAL_DECLINED, target);
            }
            if (target.state() == State.VOIDED) {
                return new Refused(Refusal.ALREADY_VOIDED, target);
            }
            if (found.captured() > 0) {
                return new Refused(Refusal.ALREADY_CAPTURED, target);
            }
            if (days > 0
                    && target.time()
                            .plus(days, ChronoUnit.DAYS)
                            .isBefore(about.bank().now())) {
                return new Refused(Refusal.CAPTURE_TOO_LATE, target);
            }
            if (asked.differs(target)) {
                return new Refused(Refusal.CURRENCY_DIFFERS, target);
            }
            long taken = asked.minorUnits().applyAsLong(target.authorizedAmount());
            if (taken > highest.applyAsLong(target.authorizedAmount())) {
                return new Refused(Refusal.AMOUNT_TOO_HIGH, target);
            }
            Transaction original = installments == 0 ? target : target.inInstallments(installments);
            return book(about.bank(), found, original, Kind.CAPTURE, target.authorizedAmount(), taken, numbers);
        });
    }

    /**
     * Voids one transaction of the open batch, or a preauthorization on any day.
     *
     * @param newestOfSeveral whether the newest is voided if several could be; otherwise that is refused
     * @param releasesPreauth whether the void of a capture frees the card's limit too
     */
    public HostResult voidTransaction(Target about, boolean newestOfSeveral, boolean releasesPreauth) {
        return change(about, found -> {
            List<Transaction> voidable = found.transactions().stream()
                    .filter(about.named())
                    .filter(transaction -> whyNotVoidable(found, transaction).isEmpty())
                    .toList();
            if (voidable.isEmpty()) {
                Transaction closest = found.transactions().stream()
                        .filter(about.named())
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
            Transaction voided = target.voided(about.bank().now());
            found.replace(voided);
            if (releasesPreauth && target.kind() == Kind.CAPTURE) {
                found.newest(AcquiringHost::openPreauth)
                        .ifPresent(preauth -> found.replace(preauth.voided(voided.voidedAt())));
            }
            return new Answered(found, voided, fault);
        });
    }

    /** Gives money back. */
    public HostResult refund(Target about, AskedAmount asked, Numbers numbers) {
        return change(about, found -> {
            Optional<Transaction> payment = found.newest(
                    about.named().and(transaction -> transaction.standing() && transaction.kind() != Kind.REFUND));
            if (payment.isEmpty()) {
                Transaction closest =
                        found.newest(about.named().and(Transaction::successful)).orElse(null);
                if (closest == null) {
                    return new Refused(
                            Refusal.ORIGINAL_DECLINED,
                            found.newest(about.named()).orElse(null));
                }
                return new Refused(
                        closest.state() == State.VOIDED ? Refusal.ALREADY_VOIDED : Refusal.NOT_CAPTURED, closest);
            }
            Transaction target = payment.get();
            long left = found.captured() - found.refunded();
            boolean waits = about.store().rights().refundNeedsSettlement()
                    || TestCards.refundNeedsSettlement(target.capturedAmount());
            if (asked.differs(target)) {
                return new Refused(Refusal.CURRENCY_DIFFERS, target);
            }
            if (left == 0) {
                return new Refused(Refusal.NOTHING_LEFT, target);
            }
            if (waits && target.state() != State.SETTLED) {
                return new Refused(Refusal.NOT_SETTLED, target);
            }
            long given = asked.minorUnits().applyAsLong(left);
            if (given > left) {
                return new Refused(Refusal.AMOUNT_TOO_HIGH, target);
            }
            return book(about.bank(), found, target, Kind.REFUND, given, given, numbers);
        });
    }

    private static HostResult change(Target about, Function<Order, HostResult> change) {
        Optional<Order> order = about.order();
        if (order.isEmpty() || order.get().newest(about.named()).isEmpty()) {
            return new Refused(Refusal.UNKNOWN_ORDER, null);
        }
        return alone(order.get(), () -> {
            about.bank().settleNight(about.store(), order.get());
            return change.apply(order.get());
        });
    }

    private static HostResult alone(Order order, Supplier<HostResult> change) {
        return order.alone(change).orElseGet(() -> new Refused(Refusal.ORDER_BUSY, null));
    }

    private HostResult book(
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
