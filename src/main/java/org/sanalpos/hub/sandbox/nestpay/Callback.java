package org.sanalpos.hub.sandbox.nestpay;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sanalpos.hub.sandbox.IssuerMessages;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.acs.Authenticated;
import org.sanalpos.hub.sandbox.acs.Authentication;

/** What the gate sends back: the merchant's own fields, the bank's beside them, signed. A field of the bank's replaces the merchant's. */
final class Callback {

    private static final Set<String> NOT_ECHOED = Set.of(
            "PAN", "CV2", "HASH", "HASHALGORITHM", "RND", "ENCODING", "PASSWORD", "STOREKEY", "NAME", "USERNAME");

    private final SandboxBank bank;
    private final Store store;
    private final Map<String, String> fields = new LinkedHashMap<>();

    Callback(SandboxBank bank, Store store, GateForm form, String clientIp) {
        this.bank = bank;
        this.store = store;
        form.fields().forEach((name, value) -> {
            if (!NOT_ECHOED.contains(name.toUpperCase(Locale.ROOT))) {
                fields.put(name, value);
            }
        });
        put("clientIp", clientIp);
        put("merchantID", store.credential("clientId"));
        put("version", "4.0");
        put("sID", "1");
        put("TRANID", "");
        put("callbackCall", "true");
    }

    /** What the gate calls a merchant. */
    static String merchantName(Store store) {
        return "Örnek Mağaza | " + store.credential("clientId");
    }

    /** What a refused form comes back with. */
    Callback refused(GateError.Refusal refusal) {
        put("mdStatus", "7");
        put("mdErrorMsg", refusal.getMessage());
        return notPaid(refusal);
    }

    /** What a card that is refused on the bank's own page comes back with: no status of 3-D Secure at all. */
    Callback refusedOnPage(String code, String message) {
        put("Response", "Error");
        put("ErrorCode", code);
        put("ErrMsg", message);
        put("traceId", References.transactionId(bank));
        return this;
    }

    /** What became of the authentication. */
    Callback authentication(Authentication how) {
        put("merchantName", merchantName(store));
        put("mdStatus", mdStatus(how));
        put("mdErrorMsg", message(how));
        put("txstatus", how.transStatus());
        put("paresTxStatus", how.transStatus());
        put("TDS2_transStatus", how.transStatus());
        put("veresEnrolledStatus", "Y");
        put("protocol", "3DS2.2.0");
        put("PAResSyntaxOK", "true");
        put("PAResVerified", String.valueOf(how.passed()));
        put("iReqCode", "");
        put("iReqDetail", "");
        put("vendorCode", "");
        put("cavvAlgorithm", "");
        put("digest", "digest");
        put("cavv", "");
        put("eci", "");
        return this;
    }

    /** The card that was authenticated, or was not. */
    Callback card(Authenticated authenticated) {
        Transaction.Card card = TestCards.card(authenticated.charge().pan());
        String masked = card.maskedPan();
        String network = card.brand().equals("VISA") ? "1" : "2";
        put("md", authenticated.reference());
        put("xid", authenticated.xid());
        put("cavv", authenticated.cavv());
        put("eci", authenticated.eci());
        put("maskedCreditCard", masked.replaceAll("(.{4})(?=.)", "$1 "));
        put("MaskedPan", masked.substring(0, 6) + "***" + masked.substring(masked.length() - 4));
        put("ACQBIN", masked.substring(0, 6));
        put("dsId", network);
        put("payResults_dsId", network);
        put("checkout-id", References.transactionId(bank));
        return this;
    }

    /** The end of validity of a card that was typed at the bank. */
    Callback expiry(String month, String year) {
        put("Ecom_Payment_Card_ExpDate_Month", month);
        put("Ecom_Payment_Card_ExpDate_Year", year);
        return this;
    }

    /** What the host said about the payment. */
    Callback paid(String orderId, Transaction transaction) {
        boolean approved = transaction.successful();
        put("ReturnOid", orderId);
        put("Response", approved ? "Approved" : "Declined");
        put("ProcReturnCode", transaction.resultCode());
        put("AuthCode", transaction.authCode());
        put("HostRefNum", transaction.rrn());
        put("TransId", transaction.id());
        put("ErrMsg", IssuerMessages.message(transaction.resultCode()));
        put("SettleId", String.valueOf(transaction.batch()));
        put("acqStan", transaction.rrn().substring(transaction.rrn().length() - 6));
        put("EXTRA_TRXDATE", Answers.trxDate(transaction.time()));
        put("EXTRA_HOSTDATE", Answers.hostDate(transaction.time()));
        put("EXTRA_TERMINALID", Answers.terminal(store.credential("clientId")));
        put("EXTRA_MERCHANTID", store.credential("clientId"));
        put("EXTRA_CARDBRAND", transaction.card().brand());
        put("EXTRA_CARDISSUER", Issuers.name(transaction.card().maskedPan()));
        put("NATIONALIDNO", "");
        if (!approved) {
            put("EXTRA_ERRORCODE", "ISO8583-" + transaction.resultCode());
        }
        return this;
    }

    /** That the bank refused to charge. */
    Callback notPaid(GateError.Refusal refusal) {
        put("Response", "Error");
        put("ProcReturnCode", "99");
        put("ErrCode", refusal.code());
        put("ErrMsg", refusal.getMessage());
        return this;
    }

    /** Returns all fields, signed. */
    Map<String, String> signed() {
        put("rnd", References.base64(15));
        put("hashAlgorithm", Signature.ALGORITHM);
        put("encoding", "ISO-8859-9");
        put("HASH", Signature.ofCallback(fields, store.credential("storeKey")));
        return fields;
    }

    /** Returns the bank's number for the end of an authentication. */
    static String mdStatus(Authentication how) {
        return switch (how) {
            case FULL -> "1";
            case ATTEMPT -> "4";
            case WRONG_CODE, CANCELLED -> "0";
            case TIMED_OUT -> "5";
        };
    }

    private String message(Authentication how) {
        return switch (how) {
            case FULL ->
                "Y-status/Challenge authentication via ACS: https://acs.example/creq?bank=" + bank.code()
                        + "&token=1.2";
            case ATTEMPT -> "A-status/Attempt proof by \"stand-in\" ACS";
            case WRONG_CODE, CANCELLED -> "Not authenticated";
            case TIMED_OUT -> "U-status/Authentication could not be performed";
        };
    }

    private void put(String name, String value) {
        fields.keySet().removeIf(name::equalsIgnoreCase);
        fields.put(name, value);
    }
}
