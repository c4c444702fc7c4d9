package org.sanalpos.hub.payment;

import static org.sanalpos.hub.payment.PaymentStatus.AUTHORIZED;
import static org.sanalpos.hub.payment.PaymentStatus.CAPTURED;
import static org.sanalpos.hub.payment.PaymentStatus.DECLINED;
import static org.sanalpos.hub.payment.PaymentStatus.EXPIRED;
import static org.sanalpos.hub.payment.PaymentStatus.FAILED;
import static org.sanalpos.hub.payment.PaymentStatus.PARTIALLY_REFUNDED;
import static org.sanalpos.hub.payment.PaymentStatus.PROCESSING;
import static org.sanalpos.hub.payment.PaymentStatus.REFUNDED;
import static org.sanalpos.hub.payment.PaymentStatus.REQUIRES_ACTION;
import static org.sanalpos.hub.payment.PaymentStatus.REVIEW;
import static org.sanalpos.hub.payment.PaymentStatus.UNKNOWN;
import static org.sanalpos.hub.payment.PaymentStatus.VOIDED;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The one table of what may follow what. The ledger writes no state that is not in it. */
public final class Transitions {
    private static final Map<PaymentStatus, Set<PaymentStatus>> TABLE = new EnumMap<>(PaymentStatus.class);
    private static final Map<OperationType, Set<PaymentStatus>> MAY_BEGIN = new EnumMap<>(OperationType.class);

    static {
        TABLE.put(REQUIRES_ACTION, EnumSet.of(PROCESSING, CAPTURED, AUTHORIZED, DECLINED, FAILED, EXPIRED, UNKNOWN));
        TABLE.put(
                PROCESSING,
                EnumSet.of(AUTHORIZED, CAPTURED, PARTIALLY_REFUNDED, REFUNDED, VOIDED, DECLINED, FAILED, UNKNOWN));
        TABLE.put(AUTHORIZED, EnumSet.of(PROCESSING));
        TABLE.put(CAPTURED, EnumSet.of(PROCESSING));
        TABLE.put(PARTIALLY_REFUNDED, EnumSet.of(PROCESSING));
        TABLE.put(
                UNKNOWN,
                EnumSet.of(
                        AUTHORIZED, CAPTURED, PARTIALLY_REFUNDED, REFUNDED, VOIDED, DECLINED, FAILED, REVIEW, EXPIRED));
        TABLE.put(REVIEW, EnumSet.of(AUTHORIZED, CAPTURED, PARTIALLY_REFUNDED, REFUNDED, VOIDED, DECLINED, FAILED));
        TABLE.put(EXPIRED, EnumSet.of(AUTHORIZED, CAPTURED, DECLINED, FAILED, REVIEW));
        for (PaymentStatus last : EnumSet.of(REFUNDED, VOIDED, DECLINED, FAILED)) {
            TABLE.put(last, EnumSet.noneOf(PaymentStatus.class));
        }
        MAY_BEGIN.put(OperationType.CAPTURE, EnumSet.of(AUTHORIZED));
        MAY_BEGIN.put(OperationType.VOID, EnumSet.of(AUTHORIZED, CAPTURED));
        MAY_BEGIN.put(OperationType.REFUND, EnumSet.of(CAPTURED, PARTIALLY_REFUNDED));
        MAY_BEGIN.put(OperationType.INQUIRY, EnumSet.complementOf(EnumSet.of(PROCESSING)));
        MAY_BEGIN.put(OperationType.SALE, EnumSet.noneOf(PaymentStatus.class));
        MAY_BEGIN.put(OperationType.PREAUTH, EnumSet.noneOf(PaymentStatus.class));
    }

    private Transitions() {}

    public static boolean allowed(PaymentStatus from, PaymentStatus to) {
        return from == to || TABLE.get(from).contains(to);
    }

    /** The states in which a follow-up may be begun. */
    public static Set<PaymentStatus> mayBegin(OperationType followUp) {
        return Set.copyOf(MAY_BEGIN.get(followUp));
    }

    /**
     * Where a payment stands after an operation that moves money has ended.
     *
     * @param payment as it was before the end, its sums not yet changed
     * @return the status with the new sums
     */
    public static Standing after(Payment payment, Operation operation, Outcome outcome) {
        long captured = payment.capturedMinor();
        long refunded = payment.refundedMinor();
        long amount = operation.amount().minor();
        return switch (outcome) {
            case UNKNOWN, PENDING -> new Standing(UNKNOWN, captured, refunded);
            case APPROVED ->
                switch (operation.type()) {
                    case SALE, CAPTURE -> new Standing(CAPTURED, amount, refunded);
                    case PREAUTH -> new Standing(AUTHORIZED, 0, refunded);
                    case VOID -> new Standing(VOIDED, 0, refunded);
                    case REFUND ->
                        new Standing(
                                refunded + amount >= captured ? REFUNDED : PARTIALLY_REFUNDED,
                                captured,
                                refunded + amount);
                    case INQUIRY -> throw new IllegalArgumentException("an inquiry moves nothing");
                };
            case DECLINED, NOT_SENT -> {
                PaymentStatus refused = outcome == Outcome.DECLINED ? DECLINED : FAILED;
                yield new Standing(operation.type().first() ? refused : payment.resumeStatus(), captured, refunded);
            }
        };
    }

    /** A status with the sums that belong to it, minor units. */
    public record Standing(PaymentStatus status, long capturedMinor, long refundedMinor) {}
}
