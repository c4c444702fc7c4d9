package org.sanalpos.hub.sandbox.intervpos;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Transaction;

/** Writes answers: one line of {@code name=value} with Turkish amounts, in which nothing is escaped. */
final class Answers {

    /** The charset is not named. */
    static final String CONTENT_TYPE = "text/plain";

    private static final Charset CHARSET = Charset.forName("windows-1254");
    private static final String SEPARATOR = ";;";
    static final String HOLDER = "Ş*** Ö***";
    private static final DateTimeFormatter TRX_DATE = SandboxBank.timeFormat("dd.MM.uuuu HH:mm:ss");
    private static final List<String> QR_FIELDS = List.of(
            "QrReferenceNumber=",
            "QrCardToken=",
            "QrData=",
            "QrPayIsSucess=False",
            "QrIssuerPaymentMethod=",
            "QrFastMessageReferenceNo=",
            "QrFastParticipantReceiverCode=",
            "QrFastParticipantReceiverName=",
            "QrFastParticipantSenderCode=",
            "QrFastSenderIban=",
            "QrFastParticipantSenderName=",
            "QrFastPaymentResultDesc=");

    private Answers() {}

    /** Answers that a payment was approved, in the newer form of the bank's programs. */
    static byte[] payment(String orderId, Transaction transaction, String amount) {
        List<String> fields = approved(orderId, transaction, amount, "");
        fields.addAll(QR_FIELDS);
        return line(fields);
    }

    /** Answers that a follow-up was approved, in the older form: no QR fields, a third semicolon, grouped amounts. */
    static byte[] followUp(String orderId, Transaction transaction, long amount) {
        return line(approved(orderId, transaction, Amounts.turkish(amount), ";"));
    }

    /** Answers that the host declined; the line of an even code has a separator at its end. */
    static byte[] declined(String orderId, String code, String amount) {
        List<String> fields = failed(orderId, code, code, ResponseCodes.text(code), amount);
        if ((code.charAt(1) - '0') % 2 == 0) {
            fields.add("");
        }
        return line(fields);
    }

    /** Answers that the request was refused before the host. */
    static byte[] refused(String orderId, Refusal refusal, String amount) {
        return line(failed(orderId, refusal.code(), refusal.errorCode(), refusal.getMessage(), amount));
    }

    /** Writes the fields of an answer as they are. */
    static byte[] line(List<String> fields) {
        return String.join(SEPARATOR, fields).getBytes(CHARSET);
    }

    static String date(Instant time) {
        return TRX_DATE.format(time);
    }

    /** Writes what was sent as an amount in the Turkish way, 0 if it is none. */
    static String echoed(String sent) {
        return Fields.readAmount(sent).isPresent() ? sent.replace('.', ',') : "0";
    }

    /** Writes an amount without thousands dots, and without decimals if there are none. */
    static String plain(long minorUnits) {
        String decimals = minorUnits % 100 == 0 ? "" : String.format(Locale.ROOT, ",%02d", minorUnits % 100);
        return minorUnits / 100 + decimals;
    }

    private static List<String> approved(
            String orderId, Transaction transaction, String amount, String afterTransactionId) {
        List<String> fields = head(orderId, ResponseCodes.APPROVED, transaction.authCode(), "Success", "");
        Instant done = transaction.voidedAt() == null ? transaction.time() : transaction.voidedAt();
        fields.add("TRXDATE=" + date(done));
        fields.add("TransId=" + transaction.id() + afterTransactionId);
        tail(fields, "", "0,00", amount, HOLDER);
        return fields;
    }

    private static List<String> failed(String orderId, String code, String errorCode, String text, String amount) {
        List<String> fields = head(orderId, code, "", "Failed", text);
        fields.add("TRXDATE=");
        fields.add("TransId=");
        tail(fields, errorCode, "0", amount, "");
        return fields;
    }

    private static List<String> head(String orderId, String code, String authCode, String result, String text) {
        return new ArrayList<>(List.of(
                "OrderId=" + orderId,
                "ProcReturnCode=" + code,
                "HostRefNum=" + References.NO_HOST_REFERENCE,
                "AuthCode=" + authCode,
                "TxnResult=" + result,
                "ErrorMessage=" + text,
                "CampanyId=",
                "CampanyInstallCount=0",
                "CampanyShiftDateCount=0",
                "CampanyTxnId=",
                "CampanyType=",
                "CampanyInstallment=0",
                "CampanyDate=0",
                "CampanyAmnt=0"));
    }

    private static void tail(List<String> fields, String errorCode, String bonus, String amount, String holder) {
        fields.addAll(List.of(
                "ErrorCode=" + errorCode,
                "EarnedBonus=" + bonus,
                "UsedBonus=" + bonus,
                "AvailableBonus=" + bonus,
                "BonusToBonus=0",
                "CampaignBonus=" + bonus,
                "FoldedBonus=0",
                "SurchargeAmount=0",
                "Amount=" + amount,
                "CardHolderName=" + holder));
    }
}
