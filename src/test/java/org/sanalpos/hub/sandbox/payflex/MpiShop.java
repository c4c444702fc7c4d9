package org.sanalpos.hub.sandbox.payflex;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.BankClient;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxStores;

/** The part of a store's program that speaks to the MPI. */
final class MpiShop {

    static final String OK = "http://127.0.0.1:9/3d/ok";
    static final String FAIL = "http://127.0.0.1:9/3d/fail?shop=1";
    static final String TROY = "9792030394440796";
    static final String MASTERCARD = "5571135571135575";

    private final BankClient client;
    private final Map<String, String> credentials;

    private MpiShop(Sandbox sandbox, Map<String, String> credentials) {
        this.client = sandbox.client(Shop.BANK + "/threeDGateway/");
        this.credentials = credentials;
    }

    static MpiShop demo(Sandbox sandbox) {
        return of(sandbox, "000000000120001");
    }

    /** The store whose completions carry the card, and which has a password of its own at the MPI. */
    static MpiShop withCard(Sandbox sandbox) {
        return of(sandbox, "000000000120003");
    }

    static MpiShop of(Sandbox sandbox, String merchant) {
        return new MpiShop(
                sandbox,
                SandboxStores.load()
                        .find(Shop.BANK, "merchantId", merchant)
                        .orElseThrow()
                        .credentials());
    }

    /** An enrollment of a good card in lira. */
    Fields enrollment(String amount) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("MerchantId", credentials.get("merchantId"));
        values.put("MerchantPassword", password());
        values.put("VerifyEnrollmentRequestId", UUID.randomUUID().toString().replace("-", ""));
        values.put("Pan", Message.VISA);
        values.put("ExpiryDate", "2811");
        values.put("PurchaseAmount", amount);
        values.put("Currency", "949");
        values.put("SessionInfo", "ORD-1");
        values.put("SuccessUrl", OK);
        values.put("FailureUrl", FAIL);
        return new Fields(values);
    }

    Answer enroll(Fields fields) {
        return Answer.of(post("Enrollment", Shop.FORM, fields.encoded()));
    }

    /** Returns the error code of an enrollment that must be refused. */
    String code(Fields fields) {
        Answer answer = enroll(fields);
        if (!"E".equals(answer.get("Status")) || answer.get("PaReq") != null) {
            throw new AssertionError(answer.text());
        }
        return answer.get("MessageErrorCode");
    }

    HttpResponse<byte[]> post(String page, String contentType, String body) {
        return client.ask(client.post(page, contentType, body.getBytes(StandardCharsets.UTF_8)));
    }

    HttpResponse<byte[]> get(String page) {
        return client.ask(client.get(page));
    }

    /** Sends a card holder through an enrollment, and returns what comes back. */
    WebPage.Form authenticated(Fields fields, String outcome) {
        return CardHolder.end(CardHolder.challenged(enroll(fields)), outcome);
    }

    /** The Hash that a callback must have. */
    String hash(Map<String, String> callback) {
        return hash(callback, password());
    }

    static String hash(Map<String, String> callback, String password) {
        String eci = callback.get("Eci");
        String text = callback.get("VerifyEnrollmentRequestId")
                + callback.get("MerchantId")
                + callback.get("PurchCurrency")
                + callback.get("PurchAmount").replaceAll("[.,]", "")
                + (eci.length() == 1 ? "0" : "")
                + eci
                + callback.get("Cavv")
                + callback.get("MdStatus")
                + callback.get("Status")
                + password;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(Charset.forName("ISO-8859-9")));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String password() {
        return credentials.getOrDefault("mpiPassword", credentials.get("password"));
    }

    /** The fields of a form that a test sends to the MPI or the Common Payment. */
    record Fields(Map<String, String> values) {

        Fields with(String name, String value) {
            Map<String, String> changed = new LinkedHashMap<>(values);
            changed.put(name, value);
            return new Fields(changed);
        }

        Fields without(String name) {
            Map<String, String> changed = new LinkedHashMap<>(values);
            changed.remove(name);
            return new Fields(changed);
        }

        String get(String name) {
            return values.get(name);
        }

        String encoded() {
            return values.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
        }
    }
}
