package org.sanalpos.hub.sandbox.posnet;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.Transaction.State;

/** Writes the answers of payments, captures, voids, refunds and refusals. */
final class Answers {

    /** The header names a charset that the bytes do not have, as the bank's does. */
    static final String CONTENT_TYPE = "text/html; charset=utf-8";

    private static final DateTimeFormatter TIME = SandboxBank.timeFormat("yyMMddHHmmss");

    private Answers() {}

    /** Answers what the host said about a transaction. */
    static byte[] ofTransaction(ApiRequest request, Transaction transaction) {
        if (!transaction.successful()) {
            Decline decline = Decline.of(transaction.resultCode());
            return Xml.latin5()
                    .put("approved", "0")
                    .put("respCode", decline.code())
                    .put("respText", screen(decline.text(), decline.code()))
                    .put("yourIP", request.ip())
                    .bytes();
        }
        Xml xml = Xml.latin5().put("approved", "1");
        if (transaction.state() == State.VOIDED) {
            xml.put("hostlogkey", References.voidKey(transaction.id())).put("authCode", "000000");
            putTime(xml, request, transaction.voidedAt());
            return xml.bytes();
        }
        return putNumbers(xml, request, transaction).bytes();
    }

    /** Answers that an order id was used before, with the numbers of its approved payment. */
    static byte[] repeated(ApiRequest request, Transaction payment) {
        BankError error = BankError.ORDER_ID_USED;
        Xml xml = Xml.latin5()
                .put("approved", "2")
                .put("respCode", error.code())
                .put("respText", screen(error.rejected().getMessage(), error.code()));
        return putNumbers(xml, request, payment).bytes();
    }

    /** Answers that the bank did not do what it was asked for. */
    static byte[] ofRefusal(BankError.Rejected rejected, String ip) {
        BankError error = rejected.error();
        boolean host = error.from() == BankError.From.HOST;
        Xml xml = (error == BankError.NO_RECORD ? Xml.falseUtf16() : Xml.latin5())
                .put("approved", "0")
                .put("respCode", error.code())
                .put("respText", host ? screen(rejected.getMessage(), error.code()) : rejected.getMessage());
        if (error.from() != BankError.From.SERVICE) {
            xml.put("yourIP", ip);
        }
        if (rejected.about() != null) {
            putKeys(xml, rejected.about());
        }
        return xml.bytes();
    }

    private static Xml putNumbers(Xml xml, ApiRequest request, Transaction transaction) {
        putKeys(xml, transaction);
        putTime(xml, request, transaction.time());
        int installments = transaction.installments();
        long amount = transaction.amount();
        return xml.open("instInfo")
                .put("inst1", padded(installments == 1 ? 0 : installments, 2))
                .put("amnt1", padded(installments == 1 ? 0 : amount / installments, 12))
                .close("instInfo")
                .open("pointInfo")
                .put("point", padded(0, 8))
                .put("pointAmount", padded(0, 12))
                .put("totalPoint", padded(0, 8))
                .put("totalPointAmount", padded(0, 12))
                .close("pointInfo");
    }

    private static void putKeys(Xml xml, Transaction transaction) {
        xml.put("hostlogkey", transaction.id()).put("authCode", References.authCode(transaction.id()));
    }

    private static void putTime(Xml xml, ApiRequest request, Instant time) {
        if (request.dated()) {
            xml.put("tranDate", TIME.format(time));
        }
    }

    /** Writes a text as on the host's screen: filled up with blanks, then the code. */
    private static String screen(String text, String code) {
        return String.format(Locale.ROOT, "%-34s %s", text, code);
    }

    private static String padded(long number, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "d", number);
    }
}
