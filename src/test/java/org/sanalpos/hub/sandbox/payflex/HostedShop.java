package org.sanalpos.hub.sandbox.payflex;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.BankClient;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxStores;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The part of a store's program that speaks to the Common Payment. */
final class HostedShop {

    static final String OK = "http://127.0.0.1:9/cp/ok";
    static final String FAIL = "http://127.0.0.1:9/cp/fail";

    private final BankClient client;
    private final Map<String, String> credentials;

    private HostedShop(Sandbox sandbox, String merchant) {
        this.client = sandbox.client(Shop.BANK + "/commonPayment/");
        this.credentials = SandboxStores.load()
                .find(Shop.BANK, "merchantId", merchant)
                .orElseThrow()
                .credentials();
    }

    static HostedShop demo(Sandbox sandbox) {
        return new HostedShop(sandbox, "000000000120001");
    }

    static HostedShop restricted(Sandbox sandbox) {
        return new HostedShop(sandbox, "000000000120002");
    }

    /** A sale whose card is typed on the bank's page. */
    MpiShop.Fields hosted(String amount) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("HostMerchantId", credentials.get("merchantId"));
        values.put("MerchantPassword", credentials.get("password"));
        values.put("HostTerminalId", credentials.get("terminalNo"));
        values.put("TransactionType", "Sale");
        values.put("AmountCode", "949");
        values.put("Amount", amount);
        values.put("OrderID", "O-" + UUID.randomUUID());
        values.put("TransactionId", Shop.newId());
        values.put("IsSecure", "true");
        values.put("AllowNotEnrolledCard", "false");
        values.put("SuccessUrl", OK);
        values.put("FailUrl", FAIL);
        values.put("RequestLanguage", "tr-TR");
        values.put("Extract", "");
        values.put("CustomItems", "");
        return new MpiShop.Fields(values);
    }

    /** A sale whose card the store sends. */
    MpiShop.Fields withCard(String amount, String pan) {
        return hosted(amount)
                .with("PAN", pan)
                .with("CVV", "715")
                .with("ExpireMonth", "11")
                .with("ExpireYear", "2028");
    }

    JsonNode register(MpiShop.Fields fields) {
        return json(post("CreateToken", Shop.FORM, fields.encoded()));
    }

    /** Registers a payment that must be taken, and returns its token. */
    String token(MpiShop.Fields fields) {
        JsonNode answer = register(fields);
        if (!answer.path("ErrorCode").asString().equals("0000")) {
            throw new AssertionError(answer.toString());
        }
        return answer.path("PaymentToken").asString();
    }

    /** Returns the error code of a registration that must be refused. */
    String code(MpiShop.Fields fields) {
        JsonNode answer = register(fields);
        if (!answer.path("PaymentToken").isNull()
                || !answer.path("CommonPaymentUrl").isNull()) {
            throw new AssertionError(answer.toString());
        }
        return answer.path("ErrorCode").asString();
    }

    /** Sends the browser with a token. */
    WebPage open(String token) {
        return WebPage.get(
                client.get("SecurePayment?Ptkn=" + token).build().uri().toString());
    }

    /** Returns the issuer's page of a registration. */
    WebPage.Form challenged(MpiShop.Fields fields) {
        return open(token(fields)).form().submit().form();
    }

    /** Sends a card holder who types a card through the bank's page, and returns what comes back. */
    WebPage.Form typed(MpiShop.Fields fields, String pan, String outcome) {
        return CardHolder.end(typing(challenged(fields), pan), outcome);
    }

    static WebPage.Form typing(WebPage.Form page, String pan) {
        return page.with("pan", pan).with("expiry", "11/28").with("cvv", "715");
    }

    /** Asks what became of a payment. */
    JsonNode query(MpiShop.Fields registered) {
        return query(Map.of("TransactionId", registered.get("TransactionId")));
    }

    JsonNode query(Map<String, String> criteria) {
        Map<String, String> question = new LinkedHashMap<>();
        question.put("HostMerchantId", credentials.get("merchantId"));
        question.put("Password", credentials.get("password"));
        question.putAll(criteria);
        return json(post(
                "GetVposTransaction", "application/json", JsonMapper.shared().writeValueAsString(question)));
    }

    HttpResponse<byte[]> post(String page, String contentType, String body) {
        return client.ask(client.post(page, contentType, body.getBytes(StandardCharsets.UTF_8)));
    }

    HttpResponse<byte[]> get(String page) {
        return client.ask(client.get(page));
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
