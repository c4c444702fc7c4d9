package org.sanalpos.hub.sandbox.payfor;

import java.time.Instant;
import java.util.Optional;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.Transaction.State;

/**
 * One event of an order, as queries tell it: a transaction, a void or a refused follow-up.
 *
 * @param type TxnType
 * @param original what it refers to; null if it is the order's payment itself
 * @param amount minor units
 * @param refunded minor units; of a payment, those given back so far, of a refund, those asked for
 * @param facts the transaction itself or, of a void or refused follow-up, the one it is about
 * @param authCode empty if it was declined
 * @param code ProcReturnCode
 * @param voidedAt null if it was not voided
 */
record Event(
        String guid,
        Instant time,
        String orderId,
        String type,
        Transaction original,
        long amount,
        long refunded,
        Transaction facts,
        String authCode,
        String rrn,
        String code,
        String text,
        int batch,
        Instant voidedAt) {

    static Event of(Order order, Transaction transaction) {
        Kind kind = transaction.kind();
        boolean pending = transaction.state() == State.PENDING;
        long amount = amount(transaction);
        long refunded = transaction.standing() ? order.refunded() : 0;
        return new Event(
                transaction.id(),
                transaction.time(),
                order.id(),
                type(kind),
                original(order, kind).orElse(null),
                amount,
                kind == Kind.REFUND ? amount : refunded,
                transaction,
                transaction.authCode(),
                transaction.rrn(),
                pending ? GateError.IN_PROGRESS.code() : HostCodes.code(transaction.resultCode()),
                pending ? GateError.IN_PROGRESS.text() : HostCodes.text(transaction.resultCode()),
                transaction.batch(),
                transaction.voidedAt());
    }

    static Event of(Order order, Journal.Entry entry) {
        GateError error = entry.error();
        boolean refund = entry.operation() == Operation.REFUND;
        return new Event(
                entry.guid(),
                entry.time(),
                order.id(),
                entry.operation().transactionType(),
                entry.original(),
                entry.amount() == 0 ? amount(entry.original()) : entry.amount(),
                refund ? entry.amount() : 0,
                entry.original(),
                error == null || refund ? entry.original().authCode() : "",
                entry.rrn(),
                error == null ? Transaction.APPROVED : error.code(),
                error == null ? HostCodes.APPROVED_TEXT : error.text(),
                entry.batch(),
                null);
    }

    /** Returns what an order is that has got no further than the gate. */
    static Event of(SecureOrder order) {
        Charge charge = order.charge();
        Transaction facts = new Transaction(
                order.guid(),
                charge.kind(),
                State.PENDING,
                charge.amount(),
                0,
                charge.currency(),
                charge.installments(),
                charge.pan().isEmpty() ? new Transaction.Card("", "", Fault.NONE) : TestCards.card(charge.pan()),
                "",
                "",
                "",
                order.bank().openBatch(),
                order.time(),
                null);
        return new Event(
                order.guid(),
                order.time(),
                order.id(),
                type(charge.kind()),
                null,
                charge.amount(),
                0,
                facts,
                "",
                "",
                order.state().code(),
                order.state().text(),
                facts.batch(),
                null);
    }

    /** Returns what the order is now: its capture, or else its payment. */
    static Event current(Order order) {
        Transaction payment = order.newest(transaction -> transaction.kind() != Kind.REFUND && transaction.successful())
                .or(() -> order.newest(transaction -> transaction.kind() != Kind.REFUND))
                .orElseThrow();
        return of(order, payment);
    }

    boolean approved() {
        return code.equals(Transaction.APPROVED);
    }

    /** Returns TxnStatus. */
    String status() {
        return voidedAt != null ? "V" : approved() ? "Y" : "N";
    }

    /** Tells whether the batch is closed, by the end of day that was asked for or by the store's own. */
    boolean batchClosed(SandboxBank bank) {
        return batch < bank.openBatch() || guid.equals(facts.id()) && facts.state() == State.SETTLED;
    }

    static String type(Kind kind) {
        return switch (kind) {
            case SALE -> Operation.SALE.transactionType();
            case PREAUTH -> Operation.PREAUTH.transactionType();
            case CAPTURE -> Operation.CAPTURE.transactionType();
            case REFUND -> Operation.REFUND.transactionType();
        };
    }

    /** A declined capture has no amount but that of its preauthorization. */
    private static long amount(Transaction transaction) {
        return transaction.kind() == Kind.CAPTURE && transaction.successful()
                ? transaction.capturedAmount()
                : transaction.authorizedAmount();
    }

    private static Optional<Transaction> original(Order order, Kind kind) {
        return switch (kind) {
            case SALE, PREAUTH -> Optional.empty();
            case CAPTURE -> order.newest(transaction -> transaction.kind() == Kind.PREAUTH);
            case REFUND -> order.newest(transaction -> transaction.kind() != Kind.REFUND && transaction.standing());
        };
    }
}
