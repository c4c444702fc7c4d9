package org.sanalpos.hub.sandbox.intervpos;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.sanalpos.hub.sandbox.BankClient;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxStores;

/** A store's own program: sends forms to the bank over HTTP. */
final class Shop {

    static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";
    static final String PATH = "denizbank/mpi/Default.aspx";

    private static final SandboxStores STORES = SandboxStores.load();

    private final BankClient client;
    private final Message head;
    private final Map<String, String> credentials;

    private Shop(Sandbox sandbox, Map<String, String> credentials) {
        client = sandbox.client("");
        this.credentials = credentials;
        Map<String, String> values = new LinkedHashMap<>();
        values.put("UserCode", credentials.get("userCode"));
        values.put("UserPass", credentials.get("userPass"));
        values.put("ShopCode", credentials.get("shopCode"));
        values.put("SecureType", "NonSecure");
        head = new Message(values);
    }

    /** The bank's demonstration store. */
    static Shop demo(Sandbox sandbox) {
        return new Shop(sandbox, STORES.demoCredentials("denizbank"));
    }

    /** The bank's second store, which has few rights. */
    static Shop restricted(Sandbox sandbox) {
        return new Shop(
                sandbox,
                STORES.find("denizbank", "shopCode", "7001202").orElseThrow().credentials());
    }

    /** The bank's third store, which signs its forms with SHA-512. */
    static Shop signingWithSha512(Sandbox sandbox) {
        return new Shop(
                sandbox,
                STORES.find("denizbank", "shopCode", "7001203").orElseThrow().credentials());
    }

    static String newOrderId() {
        return UUID.randomUUID().toString();
    }

    String credential(String name) {
        return credentials.get(name);
    }

    Message head() {
        return head;
    }

    Message sale(String orderId, String amount) {
        return head.payment("Auth", orderId, amount);
    }

    Message preauth(String orderId, String amount) {
        return head.payment("PreAuth", orderId, amount);
    }

    /** Makes a payment that must be approved and returns its order id. */
    String paid(String type, String amount) {
        String orderId = newOrderId();
        paid(head.payment(type, orderId, amount));
        return orderId;
    }

    void paid(Message payment) {
        String outcome = outcome(payment);
        if (!outcome.equals("00")) {
            throw new AssertionError(outcome);
        }
    }

    Message capture(String orderId, String amount) {
        return head.followUp("PostAuth", orderId).with("PurchAmount", amount).with("Currency", "949");
    }

    Message voidOf(String orderId) {
        return head.followUp("Void", orderId);
    }

    Message refund(String orderId, String amount) {
        return head.followUp("Refund", orderId).with("PurchAmount", amount).with("Currency", "949");
    }

    Message inquiry(String orderId) {
        return head.followUp("StatusHistory", orderId);
    }

    /** Asks how an order stands. */
    String standing(String orderId) {
        return send(inquiry(orderId)).standing();
    }

    String outcome(Message message) {
        return send(message).outcome();
    }

    Answer send(Message message) {
        return Answer.of(client.ask(request(PATH, FORM, message.body())));
    }

    CompletableFuture<Answer> sendAsync(Message message) {
        return client.askLater(request(PATH, FORM, message.body())).thenApply(Answer::of);
    }

    HttpResponse<byte[]> exchange(Message message) throws IOException {
        return post(PATH, FORM, message.body());
    }

    HttpResponse<byte[]> post(String path, String contentType, String body) throws IOException {
        return client.exchange(request(path, contentType, body));
    }

    private HttpRequest.Builder request(String path, String contentType, String body) {
        return client.post(path, contentType, body.getBytes(StandardCharsets.ISO_8859_1));
    }
}
