package org.sanalpos.hub.sandbox.posnet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.Sandbox;

/** A store's own program for 3-D Secure, with the cardholder's browser. Its MACs are made by code of its own. */
final class SecureShop {

    static final String RETURN = "http://127.0.0.1:9/return?payment=7&step=3d";
    private static final String GATE = "/3DSWebService/YKBPaymentService";

    private final Shop shop;

    SecureShop(Shop shop) {
        this.shop = shop;
    }

    static SecureShop demo(Sandbox sandbox) {
        return new SecureShop(Shop.demo(sandbox));
    }

    static String newXid() {
        return "X" + UUID.randomUUID().toString().replace("-", "").substring(13);
    }

    Shop shop() {
        return shop;
    }

    /** Announces a payment whose card is typed on the bank's page. */
    Message hosted(String xid, String amount) {
        return shop.message("oosRequestData")
                .head("tranDateRequired", null)
                .with("posnetid", shop.credential("posnetId"))
                .with("XID", xid)
                .with("amount", amount)
                .with("currencyCode", "TL")
                .with("installment", "00")
                .with("tranType", "Sale");
    }

    /** Announces a payment by a good card. */
    Message announcement(String xid, String amount) {
        return hosted(xid, amount)
                .with("cardHolderName", "Ayşe Yılmaz & Oğlu")
                .with("ccno", Message.CARD)
                .with("expDate", "3012")
                .with("cvc", "000");
    }

    /** The form that takes the browser to the bank. */
    WebPage.Form form(Answer announced) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("mid", shop.credential("merchantId"));
        fields.put("posnetID", shop.credential("posnetId"));
        fields.put("posnetData", announced.get("data1"));
        fields.put("posnetData2", announced.get("data2") == null ? "" : announced.get("data2"));
        fields.put("digest", announced.get("sign"));
        fields.put("vftCode", "");
        fields.put("merchantReturnURL", RETURN);
        fields.put("lang", "tr");
        fields.put("url", "");
        fields.put("openANewWindow", "0");
        return new WebPage.Form(false, shop.url(GATE), fields);
    }

    /** Takes a payment to the issuer's page. */
    WebPage issuer(Message announcement) {
        return form(shop.approved(announcement)).submit().form().submit();
    }

    /** Takes a payment through the issuer's page; the form is the one with which the browser comes back. */
    WebPage.Form back(Message announcement, String outcome) {
        return issuer(announcement).form().with("outcome", outcome).submit().form();
    }

    Message resolve(WebPage.Form back) {
        return shop.message("oosResolveMerchantData")
                .head("tranDateRequired", null)
                .with("bankData", back.fields().get("BankPacket"))
                .with("merchantData", back.fields().get("MerchantPacket"))
                .with("sign", back.fields().get("Sign"))
                .with("mac", mac(back.fields().get("Xid"), back.fields().get("Amount"), "TL"));
    }

    Message pay(WebPage.Form back) {
        return shop.message("oosTranData")
                .head("tranDateRequired", null)
                .with("bankData", back.fields().get("BankPacket"))
                .with("wpAmount", "0")
                .with("mac", mac(back.fields().get("Xid"), back.fields().get("Amount"), "TL"));
    }

    /** Makes a MAC over some values, the merchant's number and the store's key. */
    String mac(String... values) {
        return hash(String.join(";", values) + ";" + shop.credential("merchantId") + ";"
                + hash(shop.credential("encKey") + ";" + shop.credential("terminalId")));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
