package org.sanalpos.hub.sandbox.garanti;

import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sanalpos.hub.sandbox.RequestXml;

/** A GVPSRequest that a test sends, by the paths of its elements; it is signed when it is written. */
record Message(Map<String, String> credentials, Map<String, String> values) {

    static final String BONUS = "5549608789641500";
    static final String VISA = "4546711234567894";

    /** The frame of an operation on an order in lira. */
    static Message of(Map<String, String> credentials, String type, String orderId, String amount) {
        String user = type.equals("void") || type.equals("refund") ? "PROVRFN" : "PROVAUT";
        return new Message(credentials, new LinkedHashMap<>())
                .with("Mode", "TEST")
                .with("Version", "512")
                .with("Terminal/ProvUserID", user)
                .with("Terminal/UserID", user)
                .with("Terminal/ID", credentials.get("terminalId"))
                .with("Terminal/MerchantID", credentials.get("merchantId"))
                .with("Customer/IPAddress", "192.0.2.7")
                .with("Customer/EmailAddress", "a@example.com")
                .with("Order/OrderID", orderId)
                .with("Transaction/Type", type)
                .with("Transaction/InstallmentCnt", "")
                .with("Transaction/Amount", amount)
                .with("Transaction/CurrencyCode", "949")
                .with("Transaction/CardholderPresentCode", "0")
                .with("Transaction/MotoInd", "N");
    }

    Message card(String number) {
        return with("Card/Number", number).with("Card/ExpireDate", "1230").with("Card/CVV2", "123");
    }

    Message original(String rrn) {
        return with("Transaction/OriginalRetrefNum", rrn);
    }

    Message with(String path, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(path, value);
        return new Message(credentials, changed);
    }

    Message without(String path) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.keySet().removeIf(key -> key.equals(path) || key.startsWith(path + "/"));
        return new Message(credentials, changed);
    }

    /** Sends it as another user with that user's own password. */
    Message as(String user) {
        return with("Terminal/ProvUserID", user).with("Terminal/UserID", user);
    }

    String orderId() {
        return value("Order/OrderID");
    }

    String xml() {
        return xml("UTF-8");
    }

    String xml(String charset) {
        Map<String, String> signed = new LinkedHashMap<>(values);
        signed.putIfAbsent("Terminal/HashData", signature());
        return "<?xml version=\"1.0\" encoding=\"" + charset + "\"?><GVPSRequest>" + RequestXml.elements(signed)
                + "</GVPSRequest>";
    }

    /** Returns the password part of all signatures of this message's user. */
    String securityData() {
        boolean refunds = value("Terminal/ProvUserID").equals("PROVRFN");
        String password = credentials.get(refunds ? "refundPassword" : "provisionPassword");
        return hash("SHA-1", password + "0" + credentials.get("terminalId"));
    }

    static String hash(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(Charset.forName("ISO-8859-9")));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private String signature() {
        return hash(
                "SHA-512",
                orderId()
                        + value("Terminal/ID")
                        + value("Card/Number")
                        + value("Transaction/Amount")
                        + value("Transaction/CurrencyCode")
                        + securityData());
    }

    private String value(String path) {
        return values.getOrDefault(path, "");
    }
}
