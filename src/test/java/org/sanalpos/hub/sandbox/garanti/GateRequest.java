package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sanalpos.hub.WebPage;

/** A form that a browser brings to the 3-D gate; it is signed when it is sent. */
record GateRequest(String gate, Map<String, String> credentials, Map<String, String> values) {

    static final String BACK = "http://127.0.0.1:9/3ds/callback";
    static final String FAIL = "http://127.0.0.1:9/3ds/fail?a=1&b=2";

    static GateRequest of(String gate, Map<String, String> credentials, String level, String orderId, String amount) {
        return new GateRequest(gate, credentials, new LinkedHashMap<>())
                .with("mode", "TEST")
                .with("apiversion", "512")
                .with("secure3dsecuritylevel", level)
                .with("terminalprovuserid", "PROVAUT")
                .with("terminaluserid", "PROVAUT")
                .with("terminalmerchantid", credentials.get("merchantId"))
                .with("terminalid", credentials.get("terminalId"))
                .with("txntype", "sales")
                .with("txnamount", amount)
                .with("txncurrencycode", "949")
                .with("txninstallmentcount", "")
                .with("orderid", orderId)
                .with("successurl", BACK)
                .with("errorurl", FAIL)
                .with("customeripaddress", "192.0.2.7")
                .with("customeremailaddress", "a@example.com");
    }

    GateRequest card(String number) {
        return with("cardnumber", number)
                .with("cardexpiredatemonth", "12")
                .with("cardexpiredateyear", "30")
                .with("cardcvv2", "123");
    }

    GateRequest with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new GateRequest(gate, credentials, changed);
    }

    GateRequest without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.remove(name);
        return new GateRequest(gate, credentials, changed);
    }

    /** Returns the form with its signature. */
    GateRequest signed() {
        boolean page = value("terminalprovuserid").equals("PROVOOS");
        String password = credentials.get(page ? "oosPassword" : "provisionPassword");
        return with(
                "secure3dhash",
                Message.hash(
                        "SHA-512",
                        value("terminalid")
                                + value("orderid")
                                + value("txnamount")
                                + value("txncurrencycode")
                                + value("successurl")
                                + value("errorurl")
                                + value("txntype")
                                + value("txninstallmentcount")
                                + credentials.get("storeKey")
                                + Message.hash("SHA-1", password + "0" + credentials.get("terminalId"))));
    }

    /** Sends the form as it is. */
    WebPage send() {
        return WebPage.post(gate, values);
    }

    /** Sends the form, signed, and follows to the page of the issuer. */
    WebPage issuer() {
        WebPage page = signed().send().form().submit();
        assertThat(page.status()).isEqualTo(200);
        return page;
    }

    /** Returns what the browser takes back to the store after a button of the issuer's page. */
    WebPage.Form end(String outcome) {
        return issuer().form().with("outcome", outcome).submit().form();
    }

    /** Returns what the browser takes back to the store after a card was typed on the bank's page. */
    WebPage.Form end(String outcome, String pan, String expiry, String cvv) {
        return issuer().form()
                .with("pan", pan)
                .with("expiry", expiry)
                .with("cvv", cvv)
                .with("outcome", outcome)
                .submit()
                .form();
    }

    /** Returns the fields of a way back whose signature must be right. */
    Map<String, String> checked(WebPage.Form back) {
        assertThat(back.fields().get("hashparams"))
                .isEqualTo("clientid:oid:authcode:procreturncode:response:mdstatus:cavv:eci:md:rnd:");
        assertThat(back.fields().get("hashparamsval")).isEqualTo(signedOf(back));
        assertThat(authentic(back)).isTrue();
        return back.fields();
    }

    /** Tells whether the signature of a way back is that of its fields. */
    boolean authentic(WebPage.Form back) {
        return Message.hash("SHA-512", signedOf(back) + credentials.get("storeKey"))
                .equals(back.fields().get("hash"));
    }

    private static String signedOf(WebPage.Form back) {
        return Stream.of(back.fields().get("hashparams").split(":"))
                .map(back.fields()::get)
                .collect(Collectors.joining());
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }
}
