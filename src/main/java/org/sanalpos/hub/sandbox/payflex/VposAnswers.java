package org.sanalpos.hub.sandbox.payflex;

import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.Store;

/** Writes VposResponse. */
final class VposAnswers {

    private static final String NO_POINTS = "0.00";

    /** The issuer knows its card holder; what the request says of the name is not echoed. */
    private static final String CARD_HOLDER = "Item name=\"CardHolderName\" value=\"TE* KA*\"";

    private VposAnswers() {}

    /** Answers what the host said. */
    static byte[] of(Store store, Entry entry, String deviceSource, IssuerAnswer answer) {
        boolean payment = entry.operation().isPayment();
        Entry.Receipt receipt = entry.receipt();
        Xml xml = new Xml()
                .open("VposResponse")
                .element("MerchantId", store.credential("merchantId"))
                .element("TransactionType", entry.operation().wireName())
                .element("TransactionId", entry.transactionId());
        if (!payment) {
            xml.element("ReferenceTransactionId", entry.reference());
        }
        xml.element("ResultCode", answer.resultCode()).element("ResultDetail", answer.text());
        if (payment && answer.approved()) {
            xml.open("CustomItems").empty(CARD_HOLDER).close("CustomItems");
        }
        xml.empty("InstallmentTable")
                .empty("CampaignResult")
                .element("AuthCode", answer.approved() ? receipt.authCode() : Formats.DECLINED_AUTH_CODE)
                .element("HostDate", Formats.hostDate(receipt.time()))
                .element("Rrn", receipt.rrn())
                .element("TerminalNo", store.credential("terminalNo"));
        if (payment && answer.approved()) {
            xml.element("GainedPoint", NO_POINTS).element("TotalPoint", NO_POINTS);
        }
        xml.element("CurrencyAmount", Amounts.plain(entry.money().minorUnits()))
                .element("CurrencyCode", entry.money().code());
        if (payment) {
            xml.element("OrderId", entry.orderId());
            if (entry.secured().level() != Secured.Level.NON_SECURE) {
                xml.element("ECI", entry.secured().eci());
            }
            xml.element("ThreeDSecureType", entry.secured().level().number())
                    .element("TransactionDeviceSource", deviceSource);
        }
        return xml.element("BatchNo", String.valueOf(receipt.batch()))
                .element("TLAmount", Formats.lira(entry.money()))
                .close("VposResponse")
                .bytes();
    }

    /** Answers that the request was refused before the host. */
    static byte[] of(Problem.Refusal refusal) {
        return new Xml()
                .open("VposResponse")
                .element("ResultCode", refusal.code())
                .element("ResultDetail", refusal.getMessage())
                .empty("InstallmentTable")
                .close("VposResponse")
                .bytes();
    }
}
