package org.sanalpos.hub.sandbox.intervpos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.acs.Authenticated;
import org.sanalpos.hub.sandbox.acs.Authentication;

/** The fields that the gate posts to the store, whatever has happened. What there is no value for is posted empty. */
final class Callback {

    private static final List<String> FIELDS = List.of(
            "Version",
            "MerchantID",
            "ShopCode",
            "TxnStat",
            "MD",
            "RetCode",
            "RetDet",
            "VenderCode",
            "Eci",
            "PayerAuthenticationCode",
            "PayerTxnId",
            "CavvAlg",
            "PAResVerified",
            "PAResSyntaxOK",
            "Expiry",
            "Pan",
            "OrderId",
            "PurchAmount",
            "Exponent",
            "Description",
            "Description2",
            "Currency",
            "OkUrl",
            "FailUrl",
            "3DStatus",
            "AuthCode",
            "HostRefNum",
            "TransId",
            "TRXDATE",
            "CardHolderName",
            "mdStatus",
            "ProcReturnCode",
            "TxnResult",
            "ErrorMessage",
            "ErrorCode",
            "Response");
    private static final List<String> SIGNED = List.of(
            "Version",
            "PurchAmount",
            "Exponent",
            "Currency",
            "OkUrl",
            "FailUrl",
            "MD",
            "OrderId",
            "ProcReturnCode",
            "Response",
            "mdStatus");

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final boolean hostPage;

    /**
     * Begins with what the form said.
     *
     * @param hostPage whether it was posted to the page that asks for the card
     */
    Callback(Form form, boolean hostPage) {
        this.hostPage = hostPage;
        FIELDS.forEach(name -> fields.put(name, ""));
        fields.put("HostRefNum", References.NO_HOST_REFERENCE);
        fields.put("Expiry", "****");
        fields.put("PurchAmount", Answers.echoed(form.value("PurchAmount")));
        fields.put("OkUrl", form.value("OkUrl"));
        fields.put("FailUrl", form.value("FailUrl"));
        if (form.value("Currency").matches("[0-9]{3}")) {
            fields.put("Currency", form.value("Currency"));
        }
        if (Fields.isOrderId(form.value("OrderId"))) {
            fields.put("OrderId", form.value("OrderId"));
        }
        if (form.value("Pan").matches("[0-9]{13,19}")) {
            card(form.value("Pan"));
        }
        authentication("0", "E");
    }

    Callback shop(String shopCode) {
        fields.put("ShopCode", shopCode);
        return this;
    }

    Callback card(String pan) {
        fields.put("Pan", TestCards.card(pan).maskedPan());
        return this;
    }

    /** The gate, or the host after it, refused. */
    Callback refused(Refusal refusal) {
        fields.put("ProcReturnCode", refusal.code());
        fields.put("ErrorCode", refusal.errorCode());
        fields.put("ErrorMessage", refusal.getMessage());
        return this;
    }

    Callback notAuthenticated(Authentication how) {
        authentication(how == Authentication.TIMED_OUT ? "5" : "0", how.transStatus());
        fields.put("ErrorMessage", how == Authentication.TIMED_OUT ? "Dogrulama Yapilamadi" : "Dogrulama Basarisiz");
        return this;
    }

    Callback authenticated(Authenticated authenticated) {
        Authentication how = authenticated.how();
        authentication(how == Authentication.FULL ? "1" : "4", how.transStatus());
        fields.put("MD", authenticated.reference());
        fields.put("Eci", authenticated.eci());
        fields.put("PayerAuthenticationCode", authenticated.cavv());
        fields.put("PayerTxnId", authenticated.xid());
        return this;
    }

    Callback approved(Transaction transaction) {
        fields.put("AuthCode", transaction.authCode());
        fields.put("TransId", transaction.id());
        fields.put("TRXDATE", Answers.date(transaction.time()));
        fields.put("CardHolderName", Answers.HOLDER);
        fields.put("ProcReturnCode", ResponseCodes.APPROVED);
        fields.put("TxnResult", "Success");
        fields.put("Response", "Approved");
        return this;
    }

    /** The card was authenticated and not charged. */
    Callback declined(Refusal refusal) {
        fields.put("TxnResult", "Failed");
        fields.put("Response", "Declined");
        return refused(refusal);
    }

    /** Returns all fields, signed with a key that is empty if the store is unknown. */
    Map<String, String> signed(String storeKey) {
        Map<String, String> signed = new LinkedHashMap<>(fields);
        String values = SIGNED.stream().map(fields::get).collect(Collectors.joining());
        signed.put("HASH", Hashes.ofCallback(values, storeKey));
        signed.put("HASHPARAMS", String.join(":", SIGNED) + ":");
        signed.put("HASHPARAMSVAL", values);
        if (hostPage) {
            signed.put("__EVENTTARGET", "");
            signed.put("__EVENTARGUMENT", "");
        }
        return signed;
    }

    private void authentication(String mdStatus, String txnStat) {
        fields.put("mdStatus", mdStatus);
        fields.put("3DStatus", mdStatus);
        fields.put("TxnStat", txnStat);
        String passed = txnStat.equals("Y") || txnStat.equals("A") ? "True" : "False";
        fields.put("PAResVerified", passed);
        fields.put("PAResSyntaxOK", passed);
    }
}
