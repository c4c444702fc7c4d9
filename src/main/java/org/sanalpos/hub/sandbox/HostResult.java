package org.sanalpos.hub.sandbox;

import java.util.function.Function;

/** What came of a request at the {@link AcquiringHost}. */
public sealed interface HostResult {

    /**
     * Makes the reply of it; of what was not booked there is nothing but the fault.
     *
     * @param answer writes the host's answer
     * @param refusal answers a refusal, or throws the dialect's own
     */
    default Reply reply(Function<Answered, byte[]> answer, Function<Refused, Reply> refusal) {
        if (this instanceof Refused refused) {
            return refusal.apply(refused);
        }
        if (this instanceof NotBooked lost) {
            return Reply.notBooked(lost.fault());
        }
        Answered answered = (Answered) this;
        return new Reply(answer.apply(answered), answered.fault());
    }

    /**
     * The host answered: approved or declined as the transaction's {@code resultCode} says.
     *
     * @param transaction the new transaction or, for a void, the voided one
     * @param fault what goes wrong with the answer on its way
     */
    record Answered(Order order, Transaction transaction, Fault fault) implements HostResult {}

    /** Nothing was booked, and the fault is all that the caller gets. */
    record NotBooked(Fault fault) implements HostResult {}

    /**
     * The order's history does not allow it; nothing was booked.
     *
     * @param about the transaction that stands in the way; null if there is none
     */
    record Refused(Refusal why, Transaction about) implements HostResult {}

    /** Why an order's history does not allow a request. */
    enum Refusal {
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
}
