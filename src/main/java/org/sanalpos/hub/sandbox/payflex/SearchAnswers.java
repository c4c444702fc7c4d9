package org.sanalpos.hub.sandbox.payflex;

import java.time.Instant;
import java.util.Optional;
import org.sanalpos.hub.sandbox.Amounts;

/** Writes SearchResponse. */
final class SearchAnswers {

    private static final String ROOT = "SearchResponse";
    private static final String ROWS = "TransactionSearchResultInfo";

    private SearchAnswers() {}

    /** Answers a question that worked, with what was found. */
    static byte[] of(Instant now, Optional<SearchRow> row) {
        Xml xml = head(now, "Success", "0000", "Succeeded.")
                .open("PagedResponseInfo")
                .element("PageIndex", "1")
                .element("PageSize", "10")
                .element("TotalItemCount", row.isPresent() ? "1" : "0")
                .close("PagedResponseInfo");
        if (row.isPresent()) {
            xml.open(ROWS).open(ROWS);
            write(xml, row.get());
            xml.close(ROWS).close(ROWS);
        } else {
            xml.empty(ROWS);
        }
        return xml.close(ROOT).bytes();
    }

    /** Answers that the question was wrong. */
    static byte[] of(Instant now, Problem.Refusal refusal) {
        return head(now, "Error", refusal.code(), refusal.getMessage())
                .close(ROOT)
                .bytes();
    }

    private static Xml head(Instant now, String status, String code, String text) {
        return new Xml()
                .open(ROOT)
                .open("ResponseInfo")
                .element("Status", status)
                .element("ResponseCode", code)
                .element("ResponseMessage", text)
                .element("ResponseDateTime", Formats.responseTime(now))
                .element("IsIdempotent", false)
                .close("ResponseInfo");
    }

    private static void write(Xml xml, SearchRow row) {
        Entry entry = row.entry();
        Entry.Receipt receipt = entry.receipt();
        xml.element("PaymentTransactionId", String.valueOf(receipt.number()))
                .element("TransactionType", entry.operation().wireName())
                .element("TransactionId", entry.transactionId())
                .element("OrderId", entry.orderId())
                .element("Amount", Amounts.plain(entry.money().minorUnits()))
                .element("AmountCode", entry.money().code())
                .element("AuthCode", row.authCode())
                .element("ReferenceTransactionId", entry.reference())
                .element("IsCanceled", row.cancelled())
                .element("IsReversed", row.wasReversed())
                .element("IsRefunded", row.totalRefund() > 0);
        if (entry.operation() == Operation.AUTH) {
            xml.element("IsCaptured", row.captured() > 0);
        }
        xml.element("TotalRefundAmount", Amounts.plain(row.totalRefund()))
                .element("ECI", entry.secured().eci())
                .element("CAVV", entry.secured().cavv())
                .element("ResultCode", row.answer().resultCode())
                .element("Rrn", receipt.rrn())
                .element("TerminalNo", row.terminalNo())
                .element("HostDate", Formats.hostDate(receipt.time()))
                .element("ResponseMessage", row.answer().text())
                .element("HostResultCode", row.answer().hostCode())
                .element("IsBatchClosed", row.batchClosed())
                .element("TransactionThreedSecureType", entry.secured().level().word())
                .element("PanMasked", row.transaction().card().maskedPan())
                .element("RequestInsertTime", Formats.insertTime(receipt.time()));
        if (row.transaction().installments() > 1) {
            xml.element("NumberOfInstallments", String.valueOf(row.transaction().installments()));
        }
    }
}
