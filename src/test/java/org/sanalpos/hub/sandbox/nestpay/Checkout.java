package org.sanalpos.hub.sandbox.nestpay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxStores;

/** A store's checkout: sends cardholders through the bank's gate and reads what they bring back. */
final class Checkout {

    static final String OK_URL = "http://127.0.0.1:9/shop/ok?order=1";
    static final String FAIL_URL = "http://127.0.0.1:9/shop/fail";

    private final String gate;
    private final String clientId;
    private final String storeKey;

    private Checkout(Sandbox sandbox, String bank, Map<String, String> credentials) {
        gate = sandbox.client(bank + "/fim/est3Dgate").get("").build().uri().toString();
        clientId = credentials.get("clientId");
        storeKey = credentials.get("storeKey");
    }

    /** The demonstration store of a bank. */
    static Checkout demo(Sandbox sandbox, String bank) {
        return new Checkout(sandbox, bank, SandboxStores.load().demoCredentials(bank));
    }

    /** The second store of Halkbank, which has few rights. */
    static Checkout restricted(Sandbox sandbox) {
        return new Checkout(
                sandbox,
                "halkbank",
                SandboxStores.load()
                        .find("halkbank", "clientId", "500100002")
                        .orElseThrow()
                        .credentials());
    }

    String clientId() {
        return clientId;
    }

    String storeKey() {
        return storeKey;
    }

    /** A form in lira that is not signed yet; with a good card unless the bank asks for it. */
    Map<String, String> form(String storetype, String orderId, String amount) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("clientid", clientId);
        form.put("storetype", storetype);
        form.put("hashAlgorithm", "ver3");
        form.put("TranType", "Auth");
        form.put("amount", amount);
        form.put("currency", "949");
        form.put("oid", orderId);
        form.put("okUrl", OK_URL);
        form.put("failUrl", FAIL_URL);
        form.put("rnd", "5f3a9b1c2d4e6f708192");
        form.put("lang", "tr");
        form.put("taksit", "");
        if (!storetype.contains("host")) {
            form.put("pan", Message.VISA);
            form.put("Ecom_Payment_Card_ExpDate_Month", "12");
            form.put("Ecom_Payment_Card_ExpDate_Year", "30");
            form.put("cv2", "000");
        }
        return form;
    }

    /** The same fields with one set, or taken away where the value is null. */
    static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return changed;
    }

    /** Signs a form and sends it to the gate. */
    WebPage enter(Map<String, String> form) {
        return enterAsIs(with(form, "hash", hash(form, storeKey)));
    }

    WebPage enterAsIs(Map<String, String> form) {
        return WebPage.post(gate, form);
    }

    /** Goes through the gate to the issuer's page. */
    WebPage.Form issuer(Map<String, String> form) {
        return enter(form).form().submit().form();
    }

    /** Goes through the gate, ends the issuer's page and returns what the browser takes back. */
    WebPage.Form back(Map<String, String> form, String outcome) {
        return issuer(form).with("outcome", outcome).submit().form();
    }

    /** As {@link #back}, with a card that is typed at the bank. */
    WebPage.Form backWithCard(Map<String, String> form, String outcome, String pan, String expiry, String cvv) {
        return issuer(form)
                .with("pan", pan)
                .with("expiry", expiry)
                .with("cvv", cvv)
                .with("outcome", outcome)
                .submit()
                .form();
    }

    /** Tells whether the bank signed what came back. */
    boolean signed(WebPage.Form back) {
        Map<String, String> fields = with(with(back.fields(), "NATIONALIDNO", null), "HASH", null);
        return "ver3".equals(fields.get("hashAlgorithm"))
                && hash(fields, storeKey).equals(back.fields().get("HASH"));
    }

    /** Signs fields; {@code hash} must not be among them. */
    static String hash(Map<String, String> fields, String storeKey) {
        TreeMap<String, String> sorted = new TreeMap<>();
        fields.forEach((name, value) -> sorted.put(name.toUpperCase(Locale.ROOT), value));
        sorted.remove("ENCODING");
        StringBuilder plain = new StringBuilder();
        sorted.values().forEach(value -> plain.append(escaped(value)).append('|'));
        return digest("SHA-512", plain + escaped(storeKey));
    }

    static String digest(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String escaped(String value) {
        return value.replaceAll("([\\\\|])", "\\\\$1");
    }
}
