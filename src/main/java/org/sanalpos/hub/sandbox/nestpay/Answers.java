package org.sanalpos.hub.sandbox.nestpay;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sanalpos.hub.sandbox.IssuerMessages;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.XmlText;

/** Writes the answers of payments, captures, voids, refunds and refusals. */
final class Answers {

    static final String CONTENT_TYPE = "text/xml;charset=ISO-8859-9";

    private static final Charset CHARSET = Charset.forName("ISO-8859-9");
    private static final DateTimeFormatter TRX_DATE = SandboxBank.timeFormat("yyyyMMdd HH:mm:ss");
    private static final DateTimeFormatter HOST_DATE = SandboxBank.timeFormat("MMdd-HHmmss");

    private Answers() {}

    /** Answers what the host said about a transaction. */
    static byte[] ofTransaction(String orderId, Transaction transaction, String clientId) {
        boolean approved = transaction.successful();
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("OrderId", orderId);
        answer.put("GroupId", orderId);
        answer.put("Response", approved ? "Approved" : "Declined");
        answer.put("AuthCode", transaction.authCode());
        answer.put("HostRefNum", transaction.rrn());
        answer.put("ProcReturnCode", transaction.resultCode());
        answer.put("TransId", transaction.id());
        answer.put("ErrMsg", IssuerMessages.message(transaction.resultCode()));
        Map<String, String> extra = new LinkedHashMap<>();
        extra.put("SETTLEID", String.valueOf(transaction.batch()));
        extra.put("TRXDATE", trxDate(transaction.time()));
        extra.put("ERRORCODE", approved ? "" : "ISO8583-" + transaction.resultCode());
        extra.put("TERMINALID", terminal(clientId));
        extra.put("MERCHANTID", clientId);
        extra.put("CARDBRAND", transaction.card().brand());
        extra.put("CARDISSUER", Issuers.name(transaction.card().maskedPan()));
        extra.put("HOSTDATE", hostDate(transaction.time()));
        extra.put("NUMCODE", transaction.resultCode());
        return write(answer, extra);
    }

    /** Answers that the request was refused before the host. */
    static byte[] ofRefusal(CoreError.Refusal refusal, String transactionId, Instant now) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("OrderId", "");
        answer.put("GroupId", "");
        answer.put("Response", "Error");
        answer.put("AuthCode", "");
        answer.put("HostRefNum", "");
        answer.put("ProcReturnCode", "99");
        answer.put("TransId", transactionId);
        answer.put("ErrMsg", refusal.getMessage());
        Map<String, String> extra = new LinkedHashMap<>();
        extra.put("SETTLEID", "");
        extra.put("TRXDATE", trxDate(now));
        extra.put("ERRORCODE", refusal.error().code());
        extra.put("NUMCODE", refusal.error().numCode());
        return write(answer, extra);
    }

    static String trxDate(Instant time) {
        return TRX_DATE.format(time);
    }

    static String hostDate(Instant time) {
        return HOST_DATE.format(time);
    }

    /** Writes an answer; Turkish letters of texts as bytes, of the issuer's name as references, as the bank does. */
    static byte[] write(Map<String, String> answer, Map<String, String> extra) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"ISO-8859-9\"?>\n<CC5Response>\n");
        answer.forEach((name, value) -> element(xml, "  ", name, value));
        xml.append("  <Extra>\n");
        extra.forEach((name, value) -> element(xml, "    ", name, value));
        return xml.append("  </Extra>\n</CC5Response>\n").toString().getBytes(CHARSET);
    }

    private static void element(StringBuilder xml, String indent, String name, String value) {
        Charset written = name.equals("CARDISSUER") ? StandardCharsets.US_ASCII : CHARSET;
        xml.append(indent).append('<').append(name).append('>');
        xml.append(XmlText.escaped(value, written, "&#x%X;"));
        xml.append("</").append(name).append(">\n");
    }

    static String terminal(String clientId) {
        String digits = "00000000" + clientId;
        return digits.substring(digits.length() - 8);
    }
}
