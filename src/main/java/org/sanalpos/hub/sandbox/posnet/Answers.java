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
            return declined(request, transaction).bytes();
        }
        Xml xml = Xml.latin5().put("approved", "1");
        if (transaction.state() == State.VOIDED) {
            xml.put("hostlogkey", References.voidKey(transaction.id())).put("authCode", "000000");
            putTime(xml, request, transaction.voidedAt());
            return xml.bytes();
        }
        return putNumbers(xml, request, transaction).bytes();
    }

    /** Answers with the packets of an announced order. */
    static byte[] ofAnnouncement(Packets.Sealed sealed) {
        Xml xml =
                Xml.latin5().put("approved", "1").open("oosRequestDataResponse").put("data1", sealed.first());
        if (!sealed.second().isEmpty()) {
            xml.put("data2", sealed.second());
        }
        return xml.put("sign", sealed.sign()).close("oosRequestDataResponse").bytes();
    }

    /** Answers what became of an authentication. */
    static byte[] ofAuthentication(SecureReturn back) {
        SecureOrder order = back.order();
        return Xml.latin5()
                .put("approved", "1")
                .put("respCode", "")
                .put("respText", "")
                .open("oosResolveMerchantDataResponse")
                .put("xid", order.xid())
                .put("amount", order.amount())
                .put("currency", order.currencyCode())
                .put("installment", order.installment())
                .put("point", "0")
                .put("pointAmount", "0")
                .put("txStatus", back.txStatus())
                .put("mdStatus", back.mdStatus())
                .put("mdErrorMessage", back.words())
                .put("mac", Macs.ofAuthentication(back.mdStatus(), order))
                .close("oosResolveMerchantDataResponse")
                .bytes();
    }

    /** Answers what the host said about a payment after 3-D Secure; it never has a time. */
    static byte[] ofSecurePayment(ApiRequest request, Transaction transaction, SecureOrder order) {
        if (!transaction.successful()) {
            return declined(request, transaction)
                    .put("mac", Macs.ofPayment("", order))
                    .bytes();
        }
        Xml xml = Xml.latin5().put("approved", "1").put("mac", Macs.ofPayment(transaction.id(), order));
        putKeys(xml, transaction);
        return putSums(xml, transaction).bytes();
    }

    /** Answers that the bank did not do what it was asked for. */
    static byte[] ofSecureRefusal(BankError.Rejected rejected, String ip, SecureOrder order) {
        return refused(rejected, ip).put("mac", Macs.ofPayment("", order)).bytes();
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
        return refused(rejected, ip).bytes();
    }

    private static Xml refused(BankError.Rejected rejected, String ip) {
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
        return xml;
    }

    private static Xml declined(ApiRequest request, Transaction transaction) {
        Decline decline = Decline.of(transaction.resultCode());
        return Xml.latin5()
                .put("approved", "0")
                .put("respCode", decline.code())
                .put("respText", screen(decline.text(), decline.code()))
                .put("yourIP", request.ip());
    }

    private static Xml putNumbers(Xml xml, ApiRequest request, Transaction transaction) {
        putKeys(xml, transaction);
        putTime(xml, request, transaction.time());
        return putSums(xml, transaction);
    }

    private static Xml putSums(Xml xml, Transaction transaction) {
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
