package org.sanalpos.hub.sandbox.payflex;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.AskedAmount;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Refused;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Target;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.XmlMessage;

/** What can be done to the transaction that ReferenceTransactionId names: Capture, Cancel, Refund and Reversal. */
final class FollowUps {

    private final AcquiringHost host;
    private final Journal journal;
    private final Desk desk;

    FollowUps(AcquiringHost host, Journal journal, Desk desk) {
        this.host = host;
        this.journal = journal;
        this.desk = desk;
    }

    /**
     * Does what a request asks for.
     *
     * @throws Problem.Refusal if the request or the order's history does not allow it
     */
    Reply answer(SandboxBank bank, Store store, XmlMessage message, Operation operation) {
        Fields fields = new Fields(message);
        Fields.Head head = fields.head(operation);
        String reference = fields.reference();
        boolean undo = operation == Operation.CANCEL || operation == Operation.REVERSAL;
        Fields.Money asked = undo ? null : fields.money(operation == Operation.CAPTURE);
        fields.check();

        String merchant = store.credential("merchantId");
        if (journal.find(bank, merchant, head.transactionId()).isPresent()) {
            throw Problem.TRANSACTION_ID_USED.refusal();
        }
        Entry original = journal.find(bank, merchant, reference).orElseThrow(Problem.REFERENCE_UNKNOWN::refusal);
        Fields.Money money = undo ? original.money() : named(asked, original.money());
        Entry entry = Entry.followUp(bank, head, original, money);
        Optional<Order> order = bank.find(merchant, original.orderId());
        Predicate<Transaction> named = transaction -> transaction.id().equals(reference);
        if (operation == Operation.REVERSAL) {
            checkReversible(bank, original, order.flatMap(found -> found.newest(named)));
        }
        Target about = new Target(bank, store, order, named);
        Supplier<HostResult> work =
                switch (operation) {
                    case CAPTURE ->
                        () -> host.capture(
                                about,
                                AskedAmount.of(money.minorUnits(), money.currency()),
                                LongUnaryOperator.identity(),
                                0,
                                entry.numbers());
                    case REFUND ->
                        () -> host.refund(about, AskedAmount.of(money.minorUnits(), money.currency()), entry.numbers());
                    default -> () -> host.voidTransaction(about, true, false);
                };
        return desk.send(bank, store, entry, "", work, refused -> why(bank, merchant, operation, refused));
    }

    private static Fields.Money named(Fields.Money asked, Fields.Money original) {
        return asked.code().isEmpty() ? new Fields.Money(asked.minorUnits(), original.code()) : asked;
    }

    /** A lost payment can be reversed on its own day only; whether it was undone already is for the host to say. */
    private static void checkReversible(SandboxBank bank, Entry original, Optional<Transaction> target) {
        if (!original.operation().isPayment()) {
            throw Problem.REFERENCE_UNSUITABLE.refusal();
        }
        LocalDate day = original.receipt().time().atZone(SandboxBank.ZONE).toLocalDate();
        boolean today =
                day.equals(bank.localNow().toLocalDate()) && original.receipt().batch() == bank.openBatch();
        boolean stands = target.filter(Transaction::successful)
                .filter(transaction -> transaction.voidedAt() == null)
                .isPresent();
        if (stands && !today) {
            throw Problem.REVERSAL_ANOTHER_DAY.refusal();
        }
    }

    private Problem why(SandboxBank bank, String merchant, Operation operation, Refused refused) {
        return switch (refused.why()) {
            case ORDER_BUSY -> Problem.UNDER_WAY;
            case ALREADY_VOIDED ->
                journal.reversed(bank, merchant, refused.about().id())
                        ? Problem.ALREADY_REVERSED
                        : whyNotAfterCancel(operation);
            case ALREADY_CAPTURED -> Problem.ALREADY_CAPTURED;
            case CAPTURE_TOO_LATE -> Problem.PREAUTH_EXPIRED;
            case CAPTURE_STANDS -> Problem.CAPTURE_STANDS;
            case BATCH_CLOSED -> operation == Operation.REVERSAL ? Problem.REVERSAL_ANOTHER_DAY : Problem.BATCH_CLOSED;
            case HAS_REFUND -> Problem.HAS_REFUND;
            case NOT_SETTLED -> Problem.NOT_SETTLED;
            case NOTHING_LEFT -> Problem.NOTHING_LEFT;
            case CURRENCY_DIFFERS -> Problem.CURRENCY_WRONG;
            case AMOUNT_TOO_HIGH ->
                operation == Operation.CAPTURE ? Problem.CAPTURE_AMOUNT_DIFFERS : Problem.REFUND_TOO_HIGH;
            default -> Problem.REFERENCE_UNSUITABLE;
        };
    }

    private static Problem whyNotAfterCancel(Operation operation) {
        return switch (operation) {
            case CAPTURE -> Problem.PREAUTH_CANCELLED;
            case REFUND -> Problem.CANCELLED;
            default -> Problem.ALREADY_CANCELLED;
        };
    }
}
