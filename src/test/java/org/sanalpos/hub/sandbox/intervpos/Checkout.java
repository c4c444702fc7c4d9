package org.sanalpos.hub.sandbox.intervpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.Sandbox;

/** A store's web shop: signs the forms for the gates, plays the browser and checks the signatures of what comes back. */
final class Checkout {

    static final String OK = "http://127.0.0.1:9/ok?ref=1&x=a+b";
    static final String FAIL = "http://127.0.0.1:9/fail?ref=1";
    static final String HASHPARAMS =
            "Version:PurchAmount:Exponent:Currency:OkUrl:FailUrl:MD:OrderId:ProcReturnCode:Response:mdStatus:";

    private final Shop shop;
    private final String pages;

    Checkout(Sandbox sandbox, Shop shop) {
        this.shop = shop;
        pages = sandbox.client("denizbank/mpi/").get("").build().uri().toString();
    }

    /** Makes an unsigned form of a model. */
    WebPage.Form form(String secureType, String orderId, String amount) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ShopCode", shop.credential("shopCode"));
        fields.put("TxnType", "Auth");
        fields.put("SecureType", secureType);
        fields.put("PurchAmount", amount);
        fields.put("OrderId", orderId);
        fields.put("OkUrl", OK);
        fields.put("FailUrl", FAIL);
        fields.put("Rnd", Shop.newOrderId());
        fields.put("Lang", "tr");
        fields.put("Currency", "949");
        fields.put("InstallmentCount", "");
        boolean hosted = secureType.equals("3DHost");
        if (!hosted) {
            fields.put("Pan", Message.VISA);
            fields.put("Expiry", "1230");
            fields.put("Cvv2", "000");
        }
        return new WebPage.Form(false, pages + (hosted ? "3DHost.aspx" : "Default.aspx"), fields);
    }

    WebPage.Form signed(WebPage.Form form) {
        Map<String, String> sent = form.fields();
        StringBuilder text = new StringBuilder();
        for (String name : "ShopCode OrderId PurchAmount OkUrl FailUrl TxnType InstallmentCount Rnd".split(" ")) {
            text.append(sent.getOrDefault(name, ""));
        }
        String key = shop.credential("storeKey");
        String hash = "sha512".equals(shop.credential("hashAlgorithm"))
                ? digest("SHA-512", text + sent.getOrDefault("Pan", "") + key)
                : digest("SHA-1", text + key);
        return form.with("Hash", hash);
    }

    /** Sends a form and returns the issuer's page, which must be next. */
    WebPage issuer(WebPage.Form form) {
        WebPage.Form forward = signed(form).submit().form();
        assertThat(forward.action()).matches(".*/sandbox/denizbank/acs/[0-9a-z]+");
        assertThat(forward.fields()).isEmpty();
        return forward.submit();
    }

    /** Goes all the way through and returns the form that the browser posts to the store. */
    WebPage.Form through(WebPage.Form form, String outcome) {
        return issuer(form).form().with("outcome", outcome).submit().form();
    }

    /** Goes all the way through, typing a card on the bank's page. */
    WebPage.Form typing(WebPage.Form form, String pan, String outcome) {
        return issuer(form)
                .form()
                .with("pan", pan)
                .with("expiry", "12/30")
                .with("cvv", "000")
                .with("outcome", outcome)
                .submit()
                .form();
    }

    /** Sends a form that must come back at once. */
    WebPage.Form refused(WebPage.Form form) {
        WebPage.Form back = form.submit().form();
        assertThat(back.get()).isFalse();
        assertThat(back.action()).isEqualTo(FAIL);
        return back;
    }

    /** Checks the signature of a callback by the store's key. */
    Map<String, String> verified(WebPage.Form callback) {
        return verified(callback, shop.credential("storeKey"));
    }

    static Map<String, String> verified(WebPage.Form callback, String key) {
        Map<String, String> fields = callback.fields();
        assertThat(fields).containsEntry("HASHPARAMS", HASHPARAMS).containsEntry("HostRefNum", "hostid");
        StringBuilder values = new StringBuilder();
        for (String name : HASHPARAMS.split(":")) {
            values.append(fields.get(name));
        }
        assertThat(fields)
                .containsEntry("HASHPARAMSVAL", values.toString())
                .containsEntry("HASH", digest("SHA-1", values + key))
                .containsEntry("3DStatus", fields.get("mdStatus"));
        return fields;
    }

    /** Makes the request that completes an authentication. */
    Message completion(String type, Map<String, String> callback, String orderId, String amount) {
        return shop.head()
                .payment(type, orderId, amount)
                .without("Pan")
                .without("Expiry")
                .without("Cvv2")
                .with("MD", callback.get("MD"))
                .with("PayerTxnId", callback.get("PayerTxnId"))
                .with("Eci", callback.get("Eci"))
                .with("PayerAuthenticationCode", callback.get("PayerAuthenticationCode"));
    }

    static String digest(String algorithm, String text) {
        try {
            byte[] bytes = text.getBytes(Charset.forName(algorithm.equals("SHA-1") ? "UTF-8" : "windows-1254"));
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
