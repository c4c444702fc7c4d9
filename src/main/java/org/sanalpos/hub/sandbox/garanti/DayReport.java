package org.sanalpos.hub.sandbox.garanti;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;

/** All transactions of a store within some days: orderlistinq. */
final class DayReport {

    private static final int PAGE = 500;
    private static final int DAYS = 30;
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter SECONDS = SandboxBank.timeFormat("yyyy-MM-dd HH:mm:ss");

    private final Slips slips;

    DayReport(Slips slips) {
        this.slips = slips;
    }

    /**
     * Answers one page, oldest first.
     *
     * @throws Refusal if the message is wrong
     */
    Reply page(Call call) {
        Fields fields = call.fields();
        fields.checkQuery();
        if (call.message().has("Order/OrderID")) {
            throw Fields.malformed("Order/OrderID");
        }
        Instant from = time(fields, "Order/StartDate");
        Instant to = time(fields, "Order/EndDate").plus(Duration.ofMinutes(1));
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(Duration.ofDays(DAYS)) > 0) {
            throw Fields.malformed("Order/EndDate");
        }
        int number = Integer.parseInt(fields.matching("Order/ListPageNum", Pattern.compile("[1-9][0-9]{0,5}")));
        List<Line> lines = lines(call, from, to);
        int first = Math.min((number - 1) * PAGE, lines.size());
        List<Line> page = lines.subList(first, Math.min(first + PAGE, lines.size()));
        Verdict verdict = lines.isEmpty() ? GatewayError.NO_ORDER.verdict() : Verdict.FOUND;
        return Reply.of(Answers.write(
                call.asker(),
                "",
                verdict,
                Trace.none(call.bank().now()),
                xml -> xml.group(
                        "OrderListInqResult",
                        result -> result.group("OrderTxnList", list -> {
                            list.leaves(
                                    "TotalTxnCount",
                                    lines.size(),
                                    "TotalPageCount",
                                    (lines.size() + PAGE - 1) / PAGE,
                                    "ActPageNum",
                                    number);
                            for (int i = 0; i < page.size(); i++) {
                                int id = first + i + 1;
                                Line line = page.get(i);
                                list.group("OrderTxn", row -> row(row, id, line));
                            }
                        }))));
    }

    private record Line(Order order, Step step) {}

    private List<Line> lines(Call call, Instant from, Instant to) {
        List<Line> lines = new ArrayList<>();
        for (String orderId : call.bank().orderIds()) {
            call.visible(orderId).ifPresent(order -> slips.steps(order).stream()
                    .filter(step -> !step.slip().time().isBefore(from)
                            && step.slip().time().isBefore(to))
                    .forEach(step -> lines.add(new Line(order, step))));
        }
        lines.sort(
                Comparator.comparing(line -> References.count(line.step().slip().rrn())));
        return lines;
    }

    private static void row(Xml xml, int id, Line line) {
        Step step = line.step();
        Slip slip = step.slip();
        Transaction transaction = step.transaction();
        CardFace card = slip.card();
        Verdict verdict = step.verdict();
        xml.leaves(
                "Id",
                id,
                "LastTrxDate",
                SECONDS.format(slip.time()),
                "TrxType",
                type(slip.type()),
                "OrderID",
                line.order().id(),
                "Name",
                "",
                "CardNumberMasked",
                card == null ? "" : card.masked(),
                "ExpireDate",
                card == null || !slip.originalRrn().isEmpty() ? "" : card.expiry(),
                "BankBin",
                card == null ? "" : card.bin(),
                "BatchNum",
                slip.batch(),
                "AuthCode",
                transaction == null ? "" : transaction.authCode(),
                "RetrefNum",
                slip.rrn(),
                "OrigRetrefNum",
                slip.originalRrn(),
                "InstallmentCnt",
                step.installments() > 1 ? step.installments() : "Pesin",
                "Status",
                status(step),
                "AuthAmount",
                step.amount(),
                "CurrencyCode",
                transaction == null ? "" : currency(transaction.currency()),
                "RemainingBNSAmount",
                0,
                "UsedFBBAmount",
                0,
                "UsedChequeType",
                "",
                "UsedChequeCount",
                0,
                "UsedChequeAmount",
                0,
                "SafeType",
                slip.authenticated() ? "3D" : "",
                "Comment1",
                "",
                "Comment2",
                "",
                "Comment3",
                "",
                "UserId",
                slip.user(),
                "Settlement",
                step.settled() ? "E" : "N",
                "EmailAddress",
                slip.emailAddress(),
                "RecurringTotalPaymentNum",
                0,
                "RecurringLastPaymentNum",
                0,
                "RecurringTxnAmount",
                0,
                "ResponseCode",
                verdict.code(),
                "SysErrMsg",
                verdict.systemText());
    }

    private static Instant time(Fields fields, String path) {
        try {
            return LocalDateTime.parse(fields.mandatory(path), MINUTES)
                    .atZone(SandboxBank.ZONE)
                    .toInstant();
        } catch (DateTimeException e) {
            throw Fields.malformed(path);
        }
    }

    private static String type(String type) {
        return switch (type) {
            case "preauth" -> "On Otorizasyon";
            case "postauth" -> "On Otorizasyon Kapama";
            case "refund" -> "Iade";
            case "void" -> "Iptal";
            default -> "Satis";
        };
    }

    private static String status(Step step) {
        if (!step.approved()) {
            return "Basarisiz";
        }
        return step.voidedAt() == null ? "Basarili" : "Iptal";
    }

    private static String currency(String currency) {
        return currency.equals("TRY") ? "TL" : currency;
    }
}
