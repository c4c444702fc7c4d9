package org.sanalpos.hub.sandbox.payfor;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.Store;

/**
 * An order that came through the gate.
 *
 * @param guid the order's RequestGuid, by which the store asks for the money of a {@code 3DModel}
 * @param form the fields of the form, without the card
 * @param charge its card number is empty as long as the card was not typed at the bank
 * @param state what queries answer as long as there is nothing in the books
 * @param callback the fields that were sent to the store; empty while the cardholder is on the way
 */
record SecureOrder(
        SandboxBank bank,
        Store store,
        String guid,
        Instant time,
        Map<String, String> form,
        Charge charge,
        GateError state,
        Map<String, String> callback) {

    private static final List<String> TOLD = List.of(
            "RequestStat",
            "PayerTxnId",
            "PayerAuthenticationCode",
            "Eci",
            "IrcDet",
            "IrcCode",
            "ResponseRnd",
            "ResponseHash");
    private static final List<String> SENT =
            List.of("SecureType", "OkUrl", "FailUrl", "Hash", "Rnd", "Lang", "CardHolderName");

    SecureOrder {
        form = Map.copyOf(form);
        callback = Map.copyOf(callback);
    }

    String id() {
        return form.get("OrderId");
    }

    String model() {
        return form.get("SecureType");
    }

    /** This order with its card. */
    SecureOrder by(Charge withCard) {
        return new SecureOrder(bank, store, guid, time, form, withCard, state, callback);
    }

    /** This order in another state and with what was told of it. */
    SecureOrder ended(GateError newState, Map<String, String> told) {
        return new SecureOrder(bank, store, guid, time, form, charge, newState, told);
    }

    /** Returns what queries tell of the order beside what they tell of any. */
    Map<String, String> record() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("RequestStat", "1");
        SENT.forEach(name -> values.put(name, form.getOrDefault(name, "")));
        TOLD.forEach(name -> values.put(name, callback.getOrDefault(name, values.getOrDefault(name, ""))));
        values.put("D3Status", callback.getOrDefault("D3Stat", ""));
        return values;
    }

    /** Names nothing that is secret. */
    @Override
    public String toString() {
        return "SecureOrder[" + id() + ", " + state + "]";
    }
}
