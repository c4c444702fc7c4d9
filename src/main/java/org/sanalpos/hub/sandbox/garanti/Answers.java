package org.sanalpos.hub.sandbox.garanti;

import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import org.sanalpos.hub.sandbox.SandboxBank;

/** Writes the GVPSResponse. */
final class Answers {

    static final String CONTENT_TYPE = "text/xml;charset=ISO-8859-9";

    /** The masked name of every card holder. */
    static final String HOLDER = "TE** KA***";

    private static final DateTimeFormatter PROV_DATE = SandboxBank.timeFormat("yyyyMMdd HH:mm:ss");

    private Answers() {}

    /** Answers an operation. */
    static byte[] write(Asker asker, String orderId, Verdict verdict, Trace trace) {
        return write(asker, orderId, verdict, trace, order -> {});
    }

    /** Answers a query; the result is part of the Order element. */
    static byte[] write(Asker asker, String orderId, Verdict verdict, Trace trace, Consumer<Xml> result) {
        return new Xml()
                .group("GVPSResponse", response -> response.leaves("Mode", "")
                        .group(
                                "Terminal",
                                terminal -> terminal.leaves(
                                        "ProvUserID", asker.user(),
                                        "UserID", asker.userId(),
                                        "ID", asker.terminalId(),
                                        "MerchantID", asker.merchantId()))
                        .group(
                                "Customer",
                                customer -> customer.leaves(
                                        "IPAddress", asker.ipAddress(),
                                        "EmailAddress", asker.emailAddress()))
                        .group("Order", order -> {
                            order.leaves("OrderID", orderId, "GroupID", asker.groupId());
                            result.accept(order);
                        })
                        .group("Transaction", transaction -> transaction(transaction, asker, orderId, verdict, trace)))
                .bytes();
    }

    private static void transaction(Xml xml, Asker asker, String orderId, Verdict verdict, Trace trace) {
        String provDate = PROV_DATE.format(trace.time());
        CardFace card = trace.card();
        boolean named = card != null && verdict.approved();
        xml.group(
                        "Response",
                        response -> response.leaves(
                                "Source", verdict.source(),
                                "Code", verdict.code(),
                                "ReasonCode", verdict.reason(),
                                "Message", verdict.approved() ? "Approved" : "Declined",
                                "ErrorMsg", verdict.text(),
                                "SysErrMsg", verdict.systemText()))
                .leaves(
                        "RetrefNum",
                        trace.rrn(),
                        "AuthCode",
                        trace.authCode(),
                        "BatchNum",
                        trace.batch(),
                        "SequenceNum",
                        trace.sequence(),
                        "ProvDate",
                        provDate,
                        "CardNumberMasked",
                        card == null ? "" : card.masked(),
                        "CardHolderName",
                        named ? HOLDER : "",
                        "CardType",
                        named ? card.family() : "",
                        "HashData",
                        signature(asker, orderId, verdict, trace, provDate),
                        "HostMsgList",
                        "")
                .group("RewardInqResult", rewards -> rewards.leaves("RewardList", "", "ChequeList", ""));
        if (card != null) {
            xml.leaves("GarantiCardInd", card.own() ? "Y" : "N");
        }
    }

    private static String signature(Asker asker, String orderId, Verdict verdict, Trace trace, String provDate) {
        return asker.securityData().isEmpty()
                ? ""
                : Hashes.answer(verdict.code(), trace.rrn(), trace.authCode(), provDate, orderId, asker.securityData());
    }
}
