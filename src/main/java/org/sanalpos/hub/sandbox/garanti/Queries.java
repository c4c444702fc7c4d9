package org.sanalpos.hub.sandbox.garanti;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.Transaction.State;

/** Questions about an order: orderinq and orderhistoryinq. */
final class Queries {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(SandboxBank.ZONE);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(SandboxBank.ZONE);
    private static final Map<String, String> CURRENCY_NUMBERS =
            Fields.CURRENCIES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    private static final Object[] NO_REWARDS_USED = {
        "RemainingBNSAmount", 0, "UsedFBBAmount", 0, "UsedChequeType", "", "UsedChequeCount", 0, "UsedChequeAmount", 0
    };

    private final Slips slips;

    Queries(Slips slips) {
        this.slips = slips;
    }

    /** Answers how the order's payment stands. */
    Reply status(Call call) {
        String orderId = asked(call);
        Optional<Order> order =
                call.visible(orderId).filter(found -> payment(found).isPresent());
        return Reply.of(Answers.write(
                call.asker(),
                orderId,
                order.isPresent() ? Verdict.FOUND : GatewayError.NO_TRANSACTION.verdict(),
                Trace.none(call.bank().now()),
                xml -> xml.group(
                        "OrderInqResult",
                        result -> order.ifPresentOrElse(found -> status(result, found), () -> noStatus(result)))));
    }

    /** Answers all steps of the order, oldest first. */
    Reply history(Call call) {
        String orderId = asked(call);
        List<Step> steps = call.visible(orderId).map(slips::steps).orElse(List.of());
        return Reply.of(Answers.write(
                call.asker(),
                orderId,
                steps.isEmpty() ? GatewayError.NO_ORDER.verdict() : Verdict.FOUND,
                Trace.none(call.bank().now()),
                xml -> xml.group(
                        "OrderHistInqResult",
                        result -> result.group(
                                "OrderTxnList",
                                list -> steps.forEach(step -> list.group("OrderTxn", row -> row(row, step)))))));
    }

    private static String asked(Call call) {
        Fields fields = call.fields();
        fields.checkQuery();
        fields.mandatory("Order/OrderID");
        return fields.orderId();
    }

    private void status(Xml xml, Order order) {
        Transaction payment = payment(order).orElseThrow();
        Optional<Transaction> preauth = order.newest(any -> any.kind() == Kind.PREAUTH && any.successful());
        boolean captured = payment.kind() != Kind.PREAUTH && payment.successful();
        Verdict verdict = Verdict.of(payment);
        CardFace card = slips.card(order);
        xml.leaves(
                        "ChargeType",
                        "S",
                        "PreAuthAmount",
                        preauth.map(Transaction::authorizedAmount).orElse(0L),
                        "PreAuthDate",
                        preauth.map(any -> MILLIS.format(any.time())).orElse(""),
                        "AuthAmount",
                        captured ? payment.capturedAmount() : 0,
                        "AuthDate",
                        captured ? MILLIS.format(payment.time()) : "",
                        "RecurringInfo",
                        "N",
                        "RecurringStatus",
                        "",
                        "Status",
                        word(order, payment))
                .leaves(NO_REWARDS_USED)
                .leaves(
                        "UsedBnsAmount", 0,
                        "InstallmentCnt", payment.installments() > 1 ? payment.installments() : 0,
                        "CardNumberMasked", card.masked(),
                        "CardRef", "",
                        "Code", verdict.code(),
                        "ReasonCode", verdict.reason(),
                        "SysErrMsg", verdict.systemText(),
                        "RetrefNum", payment.rrn(),
                        "GPID", "",
                        "AuthCode", payment.authCode(),
                        "BatchNum", payment.batch(),
                        "SequenceNum", References.sequence(payment.rrn()),
                        "ProvDate", MILLIS.format(payment.time()),
                        "CardHolderName", verdict.approved() ? Answers.HOLDER : "",
                        "CardType", verdict.approved() ? card.family() : "");
    }

    private static void noStatus(Xml xml) {
        xml.leaves(
                        "ChargeType", "",
                        "PreAuthAmount", 0,
                        "PreAuthDate", "",
                        "AuthAmount", 0,
                        "AuthDate", "",
                        "RecurringInfo", "",
                        "RecurringStatus", "",
                        "Status", "")
                .leaves(NO_REWARDS_USED)
                .leaves(
                        "UsedBnsAmount", 0,
                        "InstallmentCnt", 0,
                        "CardNumberMasked", "null",
                        "CardRef", "",
                        "Code", "",
                        "ReasonCode", "",
                        "SysErrMsg", "",
                        "RetrefNum", "",
                        "GPID", "",
                        "AuthCode", "",
                        "BatchNum", 0,
                        "SequenceNum", 0,
                        "ProvDate", "",
                        "CardHolderName", "",
                        "CardType", "");
    }

    /** Returns what counts as the payment: what took the money, else what was approved, else what was declined. */
    private static Optional<Transaction> payment(Order order) {
        return order.newest(transaction -> transaction.standing() && transaction.kind() != Kind.REFUND)
                .or(() -> order.newest(transaction -> transaction.successful() && began(transaction)))
                .or(() -> order.newest(transaction -> transaction.state() != State.PENDING && began(transaction)));
    }

    private static boolean began(Transaction transaction) {
        return transaction.kind() == Kind.SALE || transaction.kind() == Kind.PREAUTH;
    }

    private static String word(Order order, Transaction payment) {
        return switch (payment.state()) {
            case AUTHORIZED -> "WAITINGPOSTAUTH";
            case VOIDED -> "VOID";
            case CAPTURED, SETTLED -> order.refunded() == order.captured() ? "REFUNDED" : "APPROVED";
            case PENDING, DECLINED, REVERSING -> "DECLINED";
        };
    }

    private static void row(Xml xml, Step step) {
        Slip slip = step.slip();
        Transaction transaction = step.transaction();
        boolean approved = step.approved();
        String date = approved ? DAY.format(slip.time()) : "";
        Instant voided = step.voidedAt();
        xml.leaves(
                        "Type", slip.type(),
                        "Status", approved ? "00" : "01",
                        "PreAuthAmount", step.preauth() ? step.amount() : 0,
                        "AuthAmount", step.preauth() ? 0 : step.amount(),
                        "PreAuthDate", step.preauth() ? date : "",
                        "AuthDate", step.preauth() ? "" : date,
                        "VoidDate", voided == null ? "" : DAY.format(voided),
                        "RetrefNum", slip.rrn(),
                        "AuthCode", transaction == null ? "" : transaction.authCode(),
                        "ReturnCode", step.verdict().code(),
                        "BatchNum", slip.batch())
                .leaves(NO_REWARDS_USED)
                .leaves(
                        "InstallmentCnt", step.installments() > 1 ? step.installments() : 0,
                        "CurrencyCode", approved ? CURRENCY_NUMBERS.get(transaction.currency()) : 0,
                        "Settlement", step.settled() ? "E" : "N");
    }
}
