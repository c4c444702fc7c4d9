package org.sanalpos.hub.sandbox.intervpos;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** Questions about an order: TxnType StatusHistory, which answers one record in spite of its name. */
final class Inquiries {

    private static final String NEVER = "1.1.0001 00:00:00";
    private static final DateTimeFormatter VOID_DATE = SandboxBank.timeFormat("d.M.uuuu H:mm:ss");

    private final OwnIds ownIds;

    Inquiries(OwnIds ownIds) {
        this.ownIds = ownIds;
    }

    /**
     * Answers how an order's payment stands or, asked by a refund's own id, the refund.
     *
     * @throws Refusal if the request is not well formed
     */
    byte[] status(SandboxBank bank, Store store, Form form) {
        if (form.has("OrderId")) {
            throw Refusal.malformed("OrderId");
        }
        String id = Fields.original(form);
        Optional<OwnIds.Found> refund = ownIds.find(bank, store, id);
        Optional<Order> order = refund.map(OwnIds.Found::order)
                .or(() -> bank.find(store.credential("shopCode"), id))
                .filter(found -> found.visible(bank.now()));
        order.ifPresent(found -> bank.settleNight(store, found));
        return order.flatMap(
                        found -> refund.isPresent() ? refund(found, refund.get().transactionId()) : payment(found))
                .map(entry -> entry.answer(bank))
                .orElseGet(() -> nothing(bank, ResponseCodes.NO_RECORD, ResponseCodes.NO_RECORD, "Kayit bulunamadi"));
    }

    /** Answers that the question was refused. */
    static byte[] refused(SandboxBank bank, Refusal refusal) {
        return nothing(bank, refusal.code(), refusal.errorCode(), refusal.getMessage());
    }

    private static Optional<Entry> payment(Order order) {
        Optional<Transaction> capture = order.newest(line -> line.kind() == Kind.CAPTURE && line.successful());
        return order.newest(line -> line.isPayment() && line.successful())
                .or(() -> order.newest(Transaction::isPayment))
                .map(payment -> new Entry(payment, capture.orElse(payment), order.refunded()));
    }

    private static Optional<Entry> refund(Order order, String transactionId) {
        return order.newest(line -> line.id().equals(transactionId)).map(line -> new Entry(line, line, 0));
    }

    private static byte[] nothing(SandboxBank bank, String code, String errorCode, String text) {
        return Answers.line(List.of(
                "OrderId=" + References.systemOrderId(bank),
                "ProcReturnCode=" + code,
                "BatchNo=",
                "TransId=",
                "TRXDATE=",
                "TxnStat=",
                "PurchAmount=0",
                "VoidDate=" + NEVER,
                "TxnStatus=",
                "ChargeTypeCd=",
                "ErrorCode=" + errorCode,
                "ErrorMessage=TR:" + text,
                "RefundedAmount=0",
                "AuthCode="));
    }

    /**
     * What the bank tells of an order.
     *
     * @param first the payment or refund that is asked for
     * @param last its capture, or the same
     * @param refunded minor units
     */
    private record Entry(Transaction first, Transaction last, long refunded) {

        byte[] answer(SandboxBank bank) {
            return Answers.line(List.of(
                    "OrderId=" + References.systemOrderId(bank),
                    "ProcReturnCode=" + ResponseCodes.APPROVED,
                    "BatchNo=" + last.batch(),
                    "TransId=" + first.id(),
                    "TRXDATE=" + Answers.date(first.time()),
                    "TxnStat=" + stat(),
                    "PurchAmount=" + Answers.plain(amount()),
                    "VoidDate=" + voidDate(last.voidedAt()),
                    "TxnStatus=" + status(),
                    "ChargeTypeCd=" + (first.kind() == Kind.REFUND ? "C" : "S"),
                    "ErrorCode=",
                    "ErrorMessage=",
                    "RefundedAmount=" + Answers.plain(refunded),
                    "AuthCode=" + first.authCode()));
        }

        private long amount() {
            return last.kind() == Kind.CAPTURE ? last.capturedAmount() : last.authorizedAmount();
        }

        private String stat() {
            return switch (last.state()) {
                case PENDING -> "S";
                case VOIDED -> "V";
                case REVERSING -> "R";
                case AUTHORIZED, CAPTURED, SETTLED, DECLINED -> "N";
            };
        }

        private String status() {
            return switch (last.state()) {
                case PENDING -> "";
                case AUTHORIZED -> "A";
                case CAPTURED -> last.kind() == Kind.CAPTURE ? "K" : "C";
                case SETTLED -> "S";
                case VOIDED -> "V";
                case DECLINED, REVERSING -> "D";
            };
        }

        private static String voidDate(Instant voidedAt) {
            return voidedAt == null ? NEVER : VOID_DATE.format(voidedAt);
        }
    }
}
