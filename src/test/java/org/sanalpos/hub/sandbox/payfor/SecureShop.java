package org.sanalpos.hub.sandbox.payfor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.Sandbox;

/** A store's own program for 3-D Secure, with the cardholder's browser. Its hashes are made by code of its own. */
final class SecureShop {

    static final String OK = "http://127.0.0.1:9/ok?t=1&k=2";
    static final String FAIL = "http://127.0.0.1:9/fail?t=1&k=2";

    private final Shop shop;

    SecureShop(Shop shop) {
        this.shop = shop;
    }

    static SecureShop demo(Sandbox sandbox) {
        return new SecureShop(Shop.demo(sandbox));
    }

    Shop shop() {
        return shop;
    }

    /** The form of a model, signed. */
    WebPage.Form form(String model, String orderId, String amount) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("MbrId", shop.credential("mbrId"));
        fields.put("MerchantID", shop.credential("merchantId"));
        fields.put("UserCode", shop.credential("userCode"));
        fields.put("SecureType", model);
        fields.put("TxnType", "Auth");
        fields.put("InstallmentCount", "0");
        fields.put("Currency", "949");
        fields.put("OkUrl", OK);
        fields.put("FailUrl", FAIL);
        fields.put("OrderId", orderId);
        fields.put("PurchAmount", amount);
        fields.put("Lang", "TR");
        fields.put("MOTO", "0");
        fields.put("Rnd", "9f86d081884c7d659a2feaa0c55ad015");
        fields.put("CardHolderName", "AYŞE YILMAZ");
        boolean hosted = model.equals("3DHost");
        if (!hosted) {
            fields.put("Pan", Message.VISA);
            fields.put("Expiry", "1230");
            fields.put("Cvv2", "000");
        }
        return signed(
                new WebPage.Form(false, shop.url(hosted ? "3DHost.aspx" : "Default.aspx"), fields).with("Hash", ""));
    }

    /** The same form with a field changed and signed anew. */
    WebPage.Form with(WebPage.Form form, String field, String value) {
        return signed(form.with(field, value));
    }

    /** Takes a form through the issuer's page; a card is typed if the page asks for it. */
    WebPage.Form back(WebPage.Form form, String outcome) {
        return end(form, Message.VISA, "12/30", outcome);
    }

    WebPage.Form end(WebPage.Form form, String pan, String expiry, String outcome) {
        WebPage.Form issuer = form.submit().form().submit().form();
        if (issuer.fields().containsKey("pan")) {
            issuer = issuer.with("pan", pan).with("expiry", expiry).with("cvv", "000");
        }
        return issuer.with("outcome", outcome).submit().form();
    }

    Message completion(WebPage.Form back) {
        return shop.head()
                .without("MbrId")
                .without("MerchantId")
                .without("Lang")
                .with("RequestGuid", back.fields().get("RequestGuid"))
                .with("OrderId", back.fields().get("OrderId"))
                .with("SecureType", "3DModelPayment");
    }

    /** What ResponseHash must be. */
    String responseHash(String algorithm, Map<String, String> callback) {
        return hash(
                algorithm,
                shop.credential("merchantId")
                        + shop.credential("storeKey")
                        + callback.get("OrderId")
                        + callback.get("AuthCode")
                        + callback.get("ProcReturnCode")
                        + callback.get("3DStatus")
                        + callback.get("ResponseRnd")
                        + shop.credential("userCode"));
    }

    private WebPage.Form signed(WebPage.Form form) {
        StringBuilder text = new StringBuilder();
        for (String name : "MbrId OrderId PurchAmount OkUrl FailUrl TxnType InstallmentCount Rnd".split(" ")) {
            text.append(form.fields().getOrDefault(name, ""));
        }
        return form.with("Hash", hash("SHA-1", text + shop.credential("storeKey")));
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
