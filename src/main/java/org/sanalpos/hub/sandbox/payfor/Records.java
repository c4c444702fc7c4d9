package org.sanalpos.hub.sandbox.payfor;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/** The long records in which the bank answers queries: many fields, most of them empty. */
final class Records {

    /** The fields that inquiry and history share, up to those that only one of them has. */
    private static final List<String> START = words("RequestGuid InsertDatetime MbrId MerchantID");

    private static final List<String> MIDDLE = words("""
            OrderId RequestIp RequestStat SecureType PurchAmount Exponent Currency Description OkUrl FailUrl PayerTxnId
            PayerAuthenticationCode Eci MD Hash TerminalID TxnType OrgOrderId SubMerchantCode recur_frequency recur_expiry
            CardType Lang BonusAmount InstallmentCount Rnd AlphaCode Ecommerce MrcCountryCode MrcName MerchantHomeUrl
            CardHolderName IrcDet IrcCode Version TxnStatus CavvAlg ParesVerified ParesSyntaxOk ErrMsg VendorDet D3Status
            TxnResult AuthCode HostRefNum ProcReturnCode ReturnUrl ErrorData BatchNo VoidDate CardMask ReqId UsedPoint
            SrcType RefundedAmount RefundedPoint ReqDate SysDate F11\
            """);

    private static final List<String> END = words("""
            IsRepeatTxn CavvResult VposElapsedTime BankingElapsedTime SocketElapsedTime HsmElapsedTime MpiElapsedTime
            hasOrderId TemplateType HasAddressCount IsPaymentFacilitator MerchantCountryCode OrgTxnType F11_ORG F12_ORG
            F13_ORG F22_ORG F25_ORG MTI_ORG DsBrand IntervalType IntervalDuration RepeatCount CustomerCode
            RequestMerchantDomain RequestClientIp ResponseRnd ResponseHash BankInternalResponseCode
            BankInternalResponseMessage BankInternalResponseSubcode BankInternalResponseSubmessage BayiKodu VoidTime
            VoidUserCode PaymentLinkId ClientId IsQRValid IsFastValid IsQR IsFast QRRefNo FASTGonderenKatilimciKodu
            FASTAlanKatilimciKodu FASTReferansNo FastGonderenIBAN FASTGonderenAdi MobileECI HubConnId WalletData
            Tds2dsTransId Is3DHost ArtiTaksit AuthId\
            """);

    private static final List<String> INQUIRY = join(START, MIDDLE, List.of("F37"), END);

    private static final List<String> CALLBACK = callback();

    private static final List<String> HISTORY =
            join(START, words("UserCode UserPass MerchantPass"), MIDDLE, words("F12 F13 F37 F37_ORG"), END);

    private static final DateTimeFormatter DAY = SandboxBank.timeFormat("yyyyMMdd");
    private static final DateTimeFormatter VOID_TIME = SandboxBank.timeFormat("Hmmss");
    private static final DateTimeFormatter HOST_TIME = SandboxBank.timeFormat("Hmmss");
    private static final DateTimeFormatter HOST_DAY = SandboxBank.timeFormat("Mdd");

    private Records() {}

    /** Returns a record of a history, in the bank's order. */
    static Map<String, String> history(Map<String, String> values) {
        return filled(HISTORY, values);
    }

    /** Returns a record of an inquiry, in the bank's order; what is only there at the end follows it. */
    static Map<String, String> inquiry(Map<String, String> values) {
        return filled(INQUIRY, values);
    }

    /** Returns the record that a browser brings to a store, in the bank's order. */
    static Map<String, String> callback(Map<String, String> values) {
        return filled(CALLBACK, values);
    }

    /** Returns what inquiry and history tell of an event; the time is written by each in its own way. */
    static Map<String, String> of(Store store, Event event) {
        Map<String, String> values = new HashMap<>();
        values.put("RequestGuid", event.guid());
        values.put("MbrId", store.credential("mbrId"));
        values.put("MerchantID", store.credential("merchantId"));
        values.put("OrderId", event.orderId());
        values.put("RequestStat", "1,10");
        values.put("SecureType", "NonSecure");
        values.put("PurchAmount", Amounts.plain(event.amount()));
        values.put("Exponent", "2");
        values.put("Currency", Fields.currencyNumber(event.facts().currency()));
        values.put("TxnType", event.type());
        values.put("InstallmentCount", Fields.installments(event.facts().installments()));
        values.put("Lang", "TR");
        values.put("BonusAmount", "0");
        values.put("TxnStatus", event.status());
        values.put("ErrMsg", event.text());
        values.put("TxnResult", event.approved() ? "Success" : "Failed");
        values.put("AuthCode", event.authCode());
        values.put("ProcReturnCode", event.code());
        values.put("BatchNo", String.valueOf(event.batch()));
        values.put("CardMask", event.facts().card().maskedPan());
        values.put("RefundedAmount", event.refunded() == 0 ? "0" : Amounts.plain(event.refunded()));
        values.put("ReqDate", DAY.format(event.time()));
        values.put("SysDate", DAY.format(event.time()));
        if (!event.rrn().isEmpty()) {
            values.put("F11", event.rrn().substring(6));
        }
        values.put("F12", HOST_TIME.format(event.time()));
        values.put("F13", HOST_DAY.format(event.time()));
        values.put("F37", event.rrn());
        values.put("ArtiTaksit", "0");
        values.put("VoidTime", "0");
        if (event.original() != null) {
            values.put("OrgOrderId", event.orderId());
            values.put("F37_ORG", event.original().rrn());
            if (!event.type().equals(Event.type(Kind.CAPTURE))) {
                values.put("OrgTxnType", Event.type(event.original().kind()));
            }
        }
        if (event.voidedAt() != null) {
            values.put("VoidDate", DAY.format(event.voidedAt()));
            values.put("VoidTime", VOID_TIME.format(event.voidedAt()));
            values.put("VoidUserCode", store.credential("userCode"));
        }
        return values;
    }

    /** Returns the record of a query that found nothing; it is about the query itself. */
    static Map<String, String> nothing(Store store, Operation query) {
        Map<String, String> values = new HashMap<>();
        values.put("RequestGuid", "0");
        values.put("MbrId", store.credential("mbrId"));
        values.put("MerchantID", store.credential("merchantId"));
        values.put("SecureType", query.secureType());
        values.put("TxnType", query.transactionType());
        values.put("Lang", "TR");
        values.put("IrcDet", "İşlem bulunamadı");
        values.put("IrcCode", "99961");
        values.put("TxnStatus", "P");
        values.put("ErrMsg", GateError.NOT_FOUND.text());
        values.put("TxnResult", "Failed");
        values.put("ProcReturnCode", GateError.NOT_FOUND.code());
        values.put("BatchNo", "0");
        values.put("RefundedAmount", "0");
        values.put("VoidTime", "0");
        return values;
    }

    static String local(String pattern, Instant time) {
        return SandboxBank.timeFormat(pattern).format(time);
    }

    private static Map<String, String> filled(List<String> names, Map<String, String> values) {
        Map<String, String> record = new LinkedHashMap<>();
        names.forEach(name -> record.put(name, values.getOrDefault(name, "")));
        return record;
    }

    private static List<String> callback() {
        List<String> names = new ArrayList<>(INQUIRY);
        names.set(names.indexOf("InsertDatetime"), "TransactionDate");
        names.set(names.indexOf("D3Status"), "D3Stat");
        names.add(names.indexOf("D3Stat") + 1, "3DStatus");
        names.add(names.indexOf("F37") + 1, "RRN");
        return List.copyOf(names);
    }

    private static List<String> words(String text) {
        return List.of(text.split("\\s+"));
    }

    @SafeVarargs
    private static List<String> join(List<String>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }
}
