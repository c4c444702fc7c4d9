package org.sanalpos.hub.sandbox.garanti;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.Transaction.State;

/** Questions about an order: orderinq and orderhistoryinq. */
final class Queries {

    private static final DateTimeFormatter DAY = SandboxBank.timeFormat("yyyyMMdd");
    private static final DateTimeFormatter MILLIS = SandboxBank.timeFormat("yyyy-MM-dd HH:mm:ss.SSS");
    private static final Map<String, String> CURRENCY_NUMBERS =
            Fields.CURRENCIES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    private static final Map<String, Object> NO_STATUS = noStatus();

    private final Slips slips;

    Queries(Slips slips) {
        this.slips = slips;
    }

    /** Answers how the order's payment stands. */
    Reply status(Call call) {
        String orderId = asked(call);
        Optional<Map<String, Object>> status = call.visible(orderId)
                .filter(order -> payment(order).isPresent())
                .map(this::statusOf);
        return Reply.of(Answers.write(
                call.asker(),
                orderId,
                status.isPresent() ? Verdict.FOUND : GatewayError.NO_TRANSACTION.verdict(),
                Trace.none(call.bank().now()),
                xml -> xml.group("OrderInqResult", result -> result.leaves(status.orElse(NO_STATUS)))));
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

    private Map<String, Object> statusOf(Order order) {
        Transaction payment = payment(order).orElseThrow();
        Verdict verdict = Verdict.of(payment);
        CardFace card = slips.card(order);
        Map<String, Object> status = new LinkedHashMap<>(NO_STATUS);
        status.put("ChargeType", "S");
        order.newest(any -> any.kind() == Kind.PREAUTH && any.successful()).ifPresent(preauth -> {
            status.put("PreAuthAmount", preauth.authorizedAmount());
            status.put("PreAuthDate", MILLIS.format(preauth.time()));
        });
        if (payment.kind() != Kind.PREAUTH && payment.successful()) {
            status.put("AuthAmount", payment.capturedAmount());
            status.put("AuthDate", MILLIS.format(payment.time()));
        }
        status.put("RecurringInfo", "N");
        status.put("Status", word(order, payment));
        status.put("InstallmentCnt", payment.installments() > 1 ? payment.installments() : 0);
        status.put("CardNumberMasked", card.masked());
        status.put("Code", verdict.code());
        status.put("ReasonCode", verdict.reason());
        status.put("SysErrMsg", verdict.systemText());
        status.put("RetrefNum", payment.rrn());
        status.put("AuthCode", payment.authCode());
        status.put("BatchNum", payment.batch());
        status.put("SequenceNum", References.sequence(payment.rrn()));
        status.put("ProvDate", MILLIS.format(payment.time()));
        if (verdict.approved()) {
            status.put("CardHolderName", Answers.HOLDER);
            status.put("CardType", card.family());
        }
        return status;
    }

    /** Returns the elements of a status in their order, with the values of an order that is not found. */
    private static Map<String, Object> noStatus() {
        String names = "ChargeType PreAuthAmount PreAuthDate AuthAmount AuthDate RecurringInfo RecurringStatus Status"
                + " RemainingBNSAmount UsedFBBAmount UsedChequeType UsedChequeCount UsedChequeAmount UsedBnsAmount"
                + " InstallmentCnt CardNumberMasked CardRef Code ReasonCode SysErrMsg RetrefNum GPID AuthCode BatchNum"
                + " SequenceNum ProvDate CardHolderName CardType";
        Map<String, Object> status = new LinkedHashMap<>();
        for (String name : names.split(" ")) {
            status.put(name, name.matches(".*(Amount|Count|Cnt|BatchNum|SequenceNum)") ? 0 : "");
        }
        status.put("CardNumberMasked", "null");
        return status;
    }

    /** Returns what counts as the payment: what took the money, else what was approved, else what was declined. */
    private static Optional<Transaction> payment(Order order) {
        return order.newest(transaction -> transaction.standing() && transaction.kind() != Kind.REFUND)
                .or(() -> order.newest(transaction -> transaction.successful() && transaction.isPayment()))
                .or(() -> order.newest(transaction -> transaction.state() != State.PENDING && transaction.isPayment()));
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
                "BatchNum", slip.batch(),
                "RemainingBNSAmount", 0,
                "UsedFBBAmount", 0,
                "UsedChequeType", "",
                "UsedChequeCount", 0,
                "UsedChequeAmount", 0,
                "InstallmentCnt", step.installments() > 1 ? step.installments() : 0,
                "CurrencyCode", approved ? CURRENCY_NUMBERS.get(transaction.currency()) : 0,
                "Settlement", step.settled() ? "E" : "N");
    }
}
