package org.sanalpos.hub.sandbox.payfor;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.Transaction;
import org.sanalpos.hub.sandbox.acs.Authentication;

/** Writes what the browser brings back to the store: a long record, most of it empty, with the bank's proof of a few of its fields. */
final class Callback {

    private static final List<String> ECHOED = List.of(
            "MbrId",
            "MerchantID",
            "OrderId",
            "SecureType",
            "PurchAmount",
            "Currency",
            "OkUrl",
            "FailUrl",
            "Hash",
            "TxnType",
            "OrgOrderId",
            "Lang",
            "InstallmentCount",
            "Rnd",
            "CardHolderName");
    private static final String AUTHENTICATED = "1";
    private static final String NOT_AUTHENTICATED = "-1";
    private static final int CAVV_BYTES = 20;

    private final SecureRandom random = new SecureRandom();

    /** A form that was refused. */
    Map<String, String> refused(SandboxBank bank, Store store, Map<String, String> form, GateError error) {
        Map<String, String> values = start(bank, form);
        values.put("RequestGuid", "0");
        values.put("BatchNo", "0");
        values.put("3DStatus", NOT_AUTHENTICATED);
        code(values, error.code(), error.text());
        return signed(Hashes.Algorithm.SHA_256, bank, store, values);
    }

    /** An order whose cardholder was not authenticated, or whose typed card the bank does not take. */
    Map<String, String> failed(SecureOrder order, Authentication how, GateError error) {
        Map<String, String> values = ofOrder(order, how);
        values.put("3DStatus", NOT_AUTHENTICATED);
        values.put("RequestStat", "1,4,5");
        values.put("TxnStatus", order.model().equals("3DHost") ? "P" : "N");
        values.put("TxnResult", "Failed");
        if (how.passed()) {
            // it was not the issuer who refused
            values.put("D3Stat", "N");
        } else {
            values.put("IrcCode", GateError.AUTHENTICATION_REFUSED.code());
            values.put("IrcDet", GateError.AUTHENTICATION_REFUSED.text());
        }
        code(values, error.code(), error.text());
        return signed(Hashes.Algorithm.SHA_1, order.bank(), order.store(), values);
    }

    /** An authenticated order that waits for the store to ask for its money. */
    Map<String, String> authenticated(SecureOrder order, Authentication how) {
        Map<String, String> values = passed(order, how, "1,3,5");
        values.put("TxnStatus", "N");
        values.put("TxnResult", "Failed");
        code(values, GateError.AUTHENTICATED.code(), GateError.AUTHENTICATED.text());
        return signed(Hashes.Algorithm.SHA_1, order.bank(), order.store(), values);
    }

    /** An authenticated order that the host answered. */
    Map<String, String> charged(SecureOrder order, Authentication how, Transaction paid) {
        Map<String, String> values = passed(order, how, chargedSteps(order));
        values.put("TxnStatus", paid.successful() ? "Y" : "N");
        values.put("TxnResult", paid.successful() ? "Success" : "Failed");
        values.put("AuthCode", paid.authCode());
        values.put("HostRefNum", paid.rrn());
        values.put("F11", paid.rrn().substring(6));
        values.put("F37", paid.rrn());
        values.put("RRN", paid.rrn());
        code(values, HostCodes.code(paid.resultCode()), HostCodes.text(paid.resultCode()));
        return signed(Hashes.Algorithm.SHA_1, order.bank(), order.store(), values);
    }

    /** An authenticated order that did not get to the host. */
    Map<String, String> notCharged(SecureOrder order, Authentication how, GateError error) {
        Map<String, String> values = passed(order, how, chargedSteps(order));
        values.put("TxnStatus", "N");
        values.put("TxnResult", "Failed");
        code(values, error.code(), error.text());
        return signed(Hashes.Algorithm.SHA_1, order.bank(), order.store(), values);
    }

    private Map<String, String> passed(SecureOrder order, Authentication how, String steps) {
        Map<String, String> values = ofOrder(order, how);
        byte[] cavv = new byte[CAVV_BYTES];
        random.nextBytes(cavv);
        values.put("3DStatus", AUTHENTICATED);
        values.put("RequestStat", steps);
        values.put("Eci", how.eci(TestCards.card(order.charge().pan()).brand()));
        values.put("PayerAuthenticationCode", Base64.getEncoder().encodeToString(cavv));
        return values;
    }

    private static String chargedSteps(SecureOrder order) {
        return order.model().equals("3DHost") ? "1,2,3,10,5" : "1,3,10,5";
    }

    private static Map<String, String> ofOrder(SecureOrder order, Authentication how) {
        SandboxBank bank = order.bank();
        String pan = order.charge().pan();
        Map<String, String> values = start(bank, order.form());
        values.put("RequestGuid", order.guid());
        values.put("PayerTxnId", References.guid(bank));
        values.put("D3Stat", how.transStatus());
        values.put("BatchNo", String.valueOf(bank.openBatch()));
        values.put("CardMask", pan.isEmpty() ? "" : TestCards.card(pan).maskedPan());
        values.put("Is3DHost", order.model().equals("3DHost") ? "1" : "0");
        values.put("ReqDate", Records.local("yyyyMMdd", order.time()));
        values.put("SysDate", Records.local("yyyyMMdd", bank.now()));
        return values;
    }

    private static Map<String, String> start(SandboxBank bank, Map<String, String> form) {
        Map<String, String> values = new HashMap<>();
        ECHOED.forEach(name -> values.put(name, form.getOrDefault(name, "")));
        values.put("TransactionDate", Records.local("dd.MM.yyyy HH:mm:ss", bank.now()));
        values.put("Exponent", "2");
        values.put("BonusAmount", "0");
        values.put("RefundedAmount", "0");
        values.put("VoidTime", "0");
        values.put("ArtiTaksit", "0");
        return values;
    }

    private static void code(Map<String, String> values, String code, String text) {
        values.put("ProcReturnCode", code);
        values.put("ErrMsg", text);
    }

    private static Map<String, String> signed(
            Hashes.Algorithm algorithm, SandboxBank bank, Store store, Map<String, String> values) {
        values.put("ResponseRnd", References.responseRnd(bank));
        values.put("ResponseHash", Hashes.ofCallback(algorithm, values, store));
        return Records.callback(values);
    }
}
