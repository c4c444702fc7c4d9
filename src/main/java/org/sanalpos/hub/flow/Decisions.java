package org.sanalpos.hub.flow;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.InquiredState;
import org.sanalpos.hub.mapping.Reading;
import org.sanalpos.hub.payment.Operation;
import org.sanalpos.hub.payment.Outcome;
import org.sanalpos.hub.payment.Payment;
import org.sanalpos.hub.payment.PaymentStatus;

/** What a bank's answer to an inquiry means for the one operation whose own answer was lost. */
final class Decisions {
    private static final Set<InquiredState> NOTHING_THERE = EnumSet.of(InquiredState.NOT_FOUND, InquiredState.PENDING);

    private Decisions() {}

    /** What the bank says that it did, or refused; empty where its word leaves that open. */
    static Optional<Outcome> done(Payment payment, Operation lost, Reading reading) {
        InquiredState state = reading.state();
        boolean approved =
                switch (lost.type()) {
                    case SALE, CAPTURE -> state == InquiredState.CAPTURED && isSame(lost, reading);
                    case PREAUTH -> state == InquiredState.AUTHORIZED;
                    // The void of a capture may leave the hold on the card, which lapses by itself.
                    case VOID ->
                        state == InquiredState.VOIDED
                                || state == InquiredState.AUTHORIZED && payment.capturedMinor() > 0;
                    case REFUND ->
                        reading.refundedMinor() != null
                                && reading.refundedMinor()
                                        == payment.refundedMinor()
                                                + lost.amount().minor();
                    case INQUIRY -> false;
                };
        if (approved) {
            return Optional.of(Outcome.APPROVED);
        }
        return lost.type().first() && state == InquiredState.DECLINED
                ? Optional.of(Outcome.DECLINED)
                : Optional.empty();
    }

    /** Whether the bank stands as it would if the operation had never reached it. That is proof only when it has had time enough. */
    static boolean notDone(Payment payment, Operation lost, Reading reading) {
        InquiredState state = reading.state();
        return switch (lost.type()) {
            case SALE, PREAUTH -> state == InquiredState.NOT_FOUND;
            // Some banks are asked for the capture itself, others for its order.
            case CAPTURE ->
                state == InquiredState.AUTHORIZED
                        || state == InquiredState.NOT_FOUND
                        || state == InquiredState.DECLINED;
            case VOID ->
                payment.capturedMinor() > 0 ? state == InquiredState.CAPTURED : state == InquiredState.AUTHORIZED;
            case REFUND -> reading.refundedMinor() != null && reading.refundedMinor() == payment.refundedMinor();
            case INQUIRY -> false;
        };
    }

    /** Whether a cardholder never came back from a bank that would have charged, and the bank knows of no charge. */
    static boolean walkedAway(Payment payment, Operation lost, Reading reading, Bank bank) {
        return (payment.status() == PaymentStatus.UNKNOWN || payment.status() == PaymentStatus.EXPIRED)
                && lost.type().first()
                && lost.authentication() == null
                && NOTHING_THERE.contains(reading.state())
                && bank.models().containsKey(payment.secure())
                && bank.models().get(payment.secure()).charges();
    }

    private static boolean isSame(Operation lost, Reading reading) {
        return reading.capturedMinor() == null
                || reading.capturedMinor() == lost.amount().minor();
    }
}
