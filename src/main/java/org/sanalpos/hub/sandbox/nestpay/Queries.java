package org.sanalpos.hub.sandbox.nestpay;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.Kind;
import org.sanalpos.hub.sandbox.Transaction.State;
import org.sanalpos.hub.sandbox.XmlMessage;
import org.sanalpos.hub.sandbox.acs.Authenticated;

/** Questions about an order: Extra/ORDERSTATUS and Extra/ORDERHISTORY. */
final class Queries {

    private static final DateTimeFormatter SECONDS = SandboxBank.timeFormat("yyyy-MM-dd HH:mm:ss");

    private final SecurePayments secure;

    Queries(SecurePayments secure) {
        this.secure = secure;
    }

    /** Answers the order's last successful transaction or, if there is none, its last one. */
    byte[] status(SandboxBank bank, Store store, XmlMessage request) {
        String orderId = asked(request, "Extra/ORDERSTATUS", "QUERY|SOR");
        Optional<Order> order = visible(bank, store, orderId);
        Optional<Transaction> found =
                order.flatMap(any -> any.newest(Transaction::successful).or(() -> any.newest(every -> true)));
        if (found.isEmpty()) {
            return noStatus(orderId);
        }
        return statusOf(orderId, found.get(), secure.of(bank, order.get(), found.get()));
    }

    /** Answers all transactions of an order, newest first. A capture has taken its preauthorization's place. */
    byte[] history(SandboxBank bank, Store store, XmlMessage request) {
        String orderId = asked(request, "Extra/ORDERHISTORY", "QUERY");
        Optional<Order> order = visible(bank, store, orderId);
        Map<String, String> extra = new LinkedHashMap<>();
        if (order.isPresent()) {
            extra.put("TERMINALID", Answers.terminal(store.credential("clientId")));
            extra.put("MERCHANTID", store.credential("clientId"));
        }
        extra.put("NUMCODE", "0");
        List<Transaction> listed = order.map(Queries::listed).orElse(List.of());
        for (int i = 1; i <= listed.size(); i++) {
            extra.put("TRX" + i, row(listed.get(listed.size() - i)));
        }
        extra.put("TRXCOUNT", String.valueOf(listed.size()));
        return order.isPresent()
                ? Answers.write(head("", "00", "Approved", orderId), extra)
                : Answers.write(head("No record found for " + orderId, "05", "Declined", orderId), extra);
    }

    private static List<Transaction> listed(Order order) {
        boolean captured = order.newest(any -> any.kind() == Kind.CAPTURE && any.successful())
                .isPresent();
        return order.transactions().stream()
                .filter(any -> !captured || any.kind() != Kind.PREAUTH || !any.successful())
                .toList();
    }

    private static String asked(XmlMessage request, String element, String values) {
        String orderId = Fields.orderId(request);
        if (!request.text(element).matches(values) || orderId.isEmpty()) {
            throw CoreError.QUERY_WRONG.refusal();
        }
        return orderId;
    }

    private static Optional<Order> visible(SandboxBank bank, Store store, String orderId) {
        Optional<Order> order = bank.findVisible(store.credential("clientId"), orderId);
        order.ifPresent(found -> bank.settleNight(store, found));
        return order;
    }

    private static byte[] statusOf(String orderId, Transaction transaction, Optional<Authenticated> by) {
        Map<String, String> pairs = pairs(orderId, transaction);
        Map<String, String> extra = new LinkedHashMap<>();
        extra.put("AUTH_CODE", transaction.authCode());
        extra.put("AUTH_DTTM", time(transaction.time()));
        extra.put("CAPTURE_AMT", captureAmount(transaction));
        extra.put("CAPTURE_DTTM", captureTime(transaction));
        extra.put("CAVV_3D", by.map(Authenticated::cavv).orElse(""));
        extra.put("CHARGE_TYPE_CD", chargeType(transaction));
        extra.put("ECI_3D", by.map(Authenticated::eci).orElse(""));
        extra.put("HOSTDATE", Answers.hostDate(transaction.time()));
        extra.put("HOST_REF_NUM", transaction.rrn());
        extra.put("MDSTATUS", by.map(Authenticated::how).map(Callback::mdStatus).orElse(""));
        extra.put("NUMCODE", "0");
        extra.put("ORDERSTATUS", compound(pairs));
        extra.put("ORD_ID", orderId);
        extra.put("ORIG_TRANS_AMT", String.valueOf(transaction.authorizedAmount()));
        extra.put("PAN", pan(transaction.card().maskedPan()));
        extra.put("PROC_RET_CD", transaction.resultCode());
        extra.put("SETTLEID", transaction.state() == State.SETTLED ? String.valueOf(transaction.batch()) : "");
        extra.put("TRANS_ID", transaction.id());
        extra.put("TRANS_STAT", state(transaction));
        if (transaction.voidedAt() != null) {
            extra.put("VOID_DTTM", time(transaction.voidedAt()));
        }
        extra.put("XID_3D", by.map(Authenticated::xid).orElse(""));
        Map<String, String> head = head("Record(s) found for " + orderId, "00", "Approved", orderId);
        head.put("TransId", transaction.id());
        return Answers.write(head, extra);
    }

    private static byte[] noStatus(String orderId) {
        Map<String, String> template = new LinkedHashMap<>();
        for (String name : List.of(
                "ORD_ID",
                "CHARGE_TYPE_CD",
                "ORIG_TRANS_AMT",
                "CAPTURE_AMT",
                "TRANS_STAT",
                "AUTH_DTTM",
                "CAPTURE_DTTM",
                "AUTH_CODE",
                "TRANS_ID")) {
            template.put(name, "");
        }
        Map<String, String> head = head("No record found for " + orderId, "99", "Declined", "");
        head.put("TransId", "");
        return Answers.write(head, Map.of("ORDERSTATUS", compound(template)));
    }

    private static Map<String, String> pairs(String orderId, Transaction transaction) {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("ORD_ID", orderId);
        pairs.put("CHARGE_TYPE_CD", chargeType(transaction));
        pairs.put("ORIG_TRANS_AMT", String.valueOf(transaction.authorizedAmount()));
        pairs.put("CAPTURE_AMT", captureAmount(transaction));
        pairs.put("TRANS_STAT", state(transaction));
        pairs.put("AUTH_DTTM", time(transaction.time()));
        pairs.put("CAPTURE_DTTM", captureTime(transaction));
        if (transaction.voidedAt() != null) {
            pairs.put("VOID_DTTM", time(transaction.voidedAt()));
        }
        pairs.put("AUTH_CODE", transaction.authCode());
        pairs.put("TRANS_ID", transaction.id());
        return pairs;
    }

    private static String row(Transaction transaction) {
        return String.join(
                "\t",
                chargeType(transaction),
                state(transaction),
                String.valueOf(transaction.authorizedAmount()),
                captureAmount(transaction),
                time(transaction.time()),
                captureTime(transaction),
                transaction.voidedAt() == null ? "" : time(transaction.voidedAt()),
                transaction.rrn(),
                transaction.authCode(),
                transaction.resultCode(),
                transaction.id());
    }

    private static Map<String, String> head(String message, String code, String response, String orderId) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("ErrMsg", message);
        head.put("ProcReturnCode", code);
        head.put("Response", response);
        head.put("OrderId", orderId);
        return head;
    }

    private static String compound(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey() + ":" + pair.getValue())
                .collect(Collectors.joining("\t"));
    }

    private static String chargeType(Transaction transaction) {
        return transaction.kind() == Kind.REFUND ? "C" : "S";
    }

    private static String state(Transaction transaction) {
        return switch (transaction.state()) {
            case PENDING -> "PN";
            case AUTHORIZED -> "A";
            case CAPTURED -> "C";
            case SETTLED -> "S";
            case VOIDED -> "V";
            case DECLINED -> "D";
            case REVERSING -> "R";
        };
    }

    private static boolean captured(Transaction transaction) {
        return transaction.successful() && transaction.kind() != Kind.PREAUTH;
    }

    private static String captureAmount(Transaction transaction) {
        return captured(transaction) ? String.valueOf(transaction.capturedAmount()) : "";
    }

    private static String captureTime(Transaction transaction) {
        return captured(transaction) ? time(transaction.time()) : "";
    }

    /** Writes a time with one to three digits of a second, as the bank's database does. */
    private static String time(Instant time) {
        String millis = String.format(Locale.ROOT, "%03d", time.getNano() / 1_000_000);
        return SECONDS.format(time) + "." + millis.replaceFirst("0{1,2}$", "");
    }

    private static String pan(String masked) {
        return masked.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
