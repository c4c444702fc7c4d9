package org.sanalpos.hub.sandbox.akbank;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.Transaction.State;
import tools.jackson.databind.node.ObjectNode;

/** Writes transactions as rows of the order history and of the report, which name some members differently. */
final class Rows {

    private static final String NEVER = "1900-01-01T00:00:00.000";

    private Rows() {}

    /** Writes a row of the order history. */
    static ObjectNode ofHistory(Order order, Transaction transaction) {
        ObjectNode row = result(transaction, "hostMessage");
        addReferences(row, order, transaction);
        row.put("rrn", transaction.rrn());
        row.put("txnStatus", historyStatus(transaction));
        addAmounts(row, transaction, "installCount");
        if (transaction.state() != State.PENDING) {
            row.put("authCode", authCode(transaction));
        }
        if (transaction.kind() == Kind.PREAUTH && transaction.successful()) {
            addClosing(row, order);
        }
        return row;
    }

    /** Writes a row of the report. */
    static ObjectNode ofReport(Order order, Transaction transaction) {
        ObjectNode row = result(transaction, "hostResponseMessage");
        addReferences(row, order, transaction);
        row.put("rrn", Long.parseLong(transaction.rrn()));
        row.put("txnStatus", reportStatus(transaction));
        addAmounts(row, transaction, "installmentCount");
        row.put("currencyLabel", transaction.currency());
        row.put("installmentLabel", String.valueOf(transaction.installments()));
        boolean closed = transaction.kind() == Kind.PREAUTH;
        row.put("preAuthCloseAmount", Answers.amount(closed ? order.captured() : 0));
        if (reversed(transaction)) {
            row.remove(List.of("responseCode", "responseMessage"));
        } else {
            row.put("authCode", authCode(transaction));
        }
        return row;
    }

    private static ObjectNode result(Transaction transaction, String hostMessage) {
        // A payment under way counts as accepted by the gateway; only its status tells that it is not settled.
        boolean accepted = transaction.successful() || transaction.state() == State.PENDING;
        ObjectNode row = Answers.object();
        row.put("txnCode", operation(transaction).txnCode());
        row.put("responseCode", accepted ? Answers.APPROVED : Answers.DECLINED);
        row.put("responseMessage", accepted ? Answers.APPROVED_MESSAGE : Answers.DECLINED_MESSAGE);
        if (transaction.state() != State.PENDING) {
            row.put("hostResponseCode", transaction.resultCode());
            row.put(hostMessage, HostMessages.of(transaction.resultCode()));
        }
        row.put("txnDateTime", time(transaction.time()));
        return row;
    }

    private static void addReferences(ObjectNode row, Order order, Transaction transaction) {
        row.put("orderId", References.listedId(order, transaction));
        row.put("orgOrderId", order.id());
        row.put("batchNumber", transaction.batch());
        row.put("stan", Long.parseLong(transaction.id()));
        row.put("settlementId", References.settlementId(order, transaction));
    }

    private static void addAmounts(ObjectNode row, Transaction transaction, String instalments) {
        boolean captured = transaction.kind() == Kind.CAPTURE && transaction.successful();
        row.put("amount", Answers.amount(captured ? transaction.capturedAmount() : transaction.authorizedAmount()));
        row.put("currencyCode", Currency.getInstance(transaction.currency()).getNumericCode());
        row.put(instalments, transaction.installments());
        row.put("ccbRewardAmount", 0).put("pcbRewardAmount", 0).put("xcbRewardAmount", 0);
        row.put("maskedCardNumber", transaction.card().maskedPan());
    }

    private static void addClosing(ObjectNode row, Order order) {
        Optional<Transaction> standing =
                order.newest(transaction -> transaction.kind() == Kind.CAPTURE && transaction.standing());
        boolean reopened = order.newest(
                        transaction -> transaction.kind() == Kind.CAPTURE && transaction.state() == State.VOIDED)
                .isPresent();
        row.put("preAuthStatus", standing.isPresent() ? "C" : "O");
        if (standing.isPresent()) {
            row.put("preAuthCloseDate", time(standing.get().time()));
            row.put("preAuthCloseAmount", Answers.amount(standing.get().capturedAmount()));
        } else if (reopened) {
            row.put("preAuthCloseDate", NEVER).put("preAuthCloseAmount", 0);
        }
    }

    private static String historyStatus(Transaction transaction) {
        return switch (transaction.state()) {
            case PENDING, REVERSING -> "S";
            case VOIDED -> "V";
            case DECLINED -> reversed(transaction) ? "R" : "N";
            case AUTHORIZED, CAPTURED, SETTLED -> "N";
        };
    }

    private static String reportStatus(Transaction transaction) {
        if (reversed(transaction)) {
            return "Teknik İptal";
        }
        return switch (transaction.state()) {
            case VOIDED -> "İptal";
            case PENDING, REVERSING, DECLINED -> "Başarısız";
            case AUTHORIZED, CAPTURED, SETTLED -> "Başarılı";
        };
    }

    private static boolean reversed(Transaction transaction) {
        return transaction.state() == State.DECLINED && transaction.resultCode().equals(Transaction.REVERSAL_UNDER_WAY);
    }

    private static String authCode(Transaction transaction) {
        return transaction.successful() ? transaction.authCode() : Answers.NO_AUTH_CODE;
    }

    private static Operation operation(Transaction transaction) {
        return switch (transaction.kind()) {
            case SALE -> Operation.SALE;
            case PREAUTH -> Operation.PREAUTH;
            case CAPTURE -> Operation.CAPTURE;
            case REFUND -> Operation.REFUND;
        };
    }

    private static String time(Instant time) {
        return Fields.TIME.format(time.atZone(SandboxBank.ZONE));
    }
}
