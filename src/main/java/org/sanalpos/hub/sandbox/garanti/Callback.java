package org.sanalpos.hub.sandbox.garanti;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields with which the gate sends the browser back to the store. */
final class Callback {

    private static final List<String> SIGNED = List.of(
            "clientid", "oid", "authcode", "procreturncode", "response", "mdstatus", "cavv", "eci", "md", "rnd");

    private Callback() {}

    /** Tells of an authentication and, where the bank charges, of the payment; signed. */
    static Map<String, String> signed(
            GateForm form, Proof proof, Provision provision, PaymentCard card, String storeKey) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("xid", proof.xid());
        fields.put("mdstatus", proof.mdStatus());
        fields.put("mderrormessage", proof.message());
        fields.put("txnstatus", "");
        fields.put("eci", proof.eci());
        fields.put("cavv", proof.cavv());
        for (String unused : List.of(
                "paressyntaxok", "paresverified", "version", "ireqcode", "ireqdetail", "vendorcode", "cavvalgorithm")) {
            fields.put(unused, "");
        }
        fields.put("md", proof.md());
        fields.put("terminalid", form.text("terminalid"));
        fields.put("oid", form.text("orderid"));
        fields.put("authcode", provision.authCode());
        fields.put("response", provision.response());
        fields.put("errmsg", provision.errMsg());
        fields.put("hostmsg", provision.hostMsg());
        fields.put("procreturncode", provision.procReturnCode());
        fields.put("transid", form.text("orderid"));
        fields.put("hostrefnum", provision.hostRefNum());
        fields.put("rnd", proof.rnd());
        Map<String, String> signable = new LinkedHashMap<>(fields);
        signable.put("clientid", form.text("terminalid"));
        String values = SIGNED.stream().map(signable::get).collect(Collectors.joining());
        fields.put("hash", Hashes.callback(values, storeKey));
        fields.put("hashparams", String.join(":", SIGNED) + ":");
        fields.put("hashparamsval", values);
        fields.put("clientid", form.text("terminalid"));
        fields.put("MaskedPan", card == null ? "" : card.face().masked());
        fields.put("garanticardind", card == null ? "" : card.face().own() ? "Y" : "N");
        form.echo().forEach(fields::putIfAbsent);
        return fields;
    }

    /** Tells of a form that the gate does not take; nothing of it is signed. */
    static Map<String, String> refused(GateForm form, String why) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("mdstatus", "7");
        fields.put("mderrormessage", why);
        fields.put("errmsg", why);
        fields.put("clientid", form.text("terminalid"));
        fields.put("oid", form.text("orderid"));
        fields.put("response", "Error");
        fields.put("procreturncode", "99");
        form.echo().forEach(fields::putIfAbsent);
        return fields;
    }
}
