package org.sanalpos.hub.sandbox.posnet;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.sanalpos.hub.sandbox.BankClient;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxStores;

/** A store's own program: sends messages to a sandbox bank over HTTP. */
final class Shop {

    static final String BANK = "yapikredi";
    static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
    static final String PATH = "/PosnetWebService/XML";

    private static final SandboxStores STORES = SandboxStores.load();

    private final BankClient client;
    private final Map<String, String> credentials;

    private Shop(Sandbox sandbox, Map<String, String> credentials) {
        this.client = sandbox.client("");
        this.credentials = credentials;
    }

    /** The demonstration store. */
    static Shop demo(Sandbox sandbox) {
        return new Shop(sandbox, STORES.demoCredentials(BANK));
    }

    /** The second store, which has few rights. */
    static Shop restricted(Sandbox sandbox) {
        return new Shop(
                sandbox,
                STORES.find(BANK, "merchantId", "6700000102").orElseThrow().credentials());
    }

    String credential(String name) {
        return credentials.get(name);
    }

    /** Returns the address of a page of the bank. */
    String url(String path) {
        return client.get(BANK + path).build().uri().toString();
    }

    static String newOrderId() {
        return "T_" + UUID.randomUUID().toString().replace("-", "").substring(10);
    }

    Message message(String operation) {
        return Message.of(credentials, operation);
    }

    Message sale(String orderId, String amount) {
        return charge("sale", orderId, amount);
    }

    Message auth(String orderId, String amount) {
        return charge("auth", orderId, amount);
    }

    Message charge(String operation, String orderId, String amount) {
        return message(operation)
                .with("amount", amount)
                .with("ccno", Message.CARD)
                .with("currencyCode", "TL")
                .with("cvc", "000")
                .with("expDate", "3012")
                .with("orderID", orderId)
                .with("installment", "00");
    }

    Message capt(String key, String amount) {
        return message("capt").with("amount", amount).with("currencyCode", "TL").with("hostLogKey", key);
    }

    Message reverse(String transaction, String key) {
        return message("reverse").with("transaction", transaction).with("hostLogKey", key);
    }

    Message reverseOrder(String transaction, String orderId) {
        return message("reverse").with("transaction", transaction).with("orderID", orderId);
    }

    Message refund(String key, String amount) {
        return capt(key, amount).as("return");
    }

    /** Makes a payment that must be approved and returns its key. */
    String paid(Message charge) {
        return approved(charge).key();
    }

    Answer approved(Message message) {
        Answer answer = send(message);
        if (!answer.outcome().equals("1")) {
            throw new AssertionError(answer.outcome());
        }
        return answer;
    }

    Answer agreement(String orderId) {
        return send(message("agreement").with("orderID", orderId));
    }

    Answer send(Message message) {
        return Answer.of(client.ask(request(BANK + PATH, FORM, form(message.xml()))));
    }

    String outcome(Message message) {
        return send(message).outcome();
    }

    HttpResponse<byte[]> exchange(Message message) throws IOException {
        return post(BANK + PATH, FORM, form(message.xml()));
    }

    CompletableFuture<Answer> sendAsync(Message message) {
        return client.askLater(request(BANK + PATH, FORM, form(message.xml()))).thenApply(Answer::of);
    }

    static String form(String xml) {
        return "xmldata=" + URLEncoder.encode(xml, StandardCharsets.UTF_8);
    }

    /** Sends a body as it is; no content type if it is null. */
    HttpResponse<byte[]> post(String path, String contentType, String body) throws IOException {
        return client.exchange(request(path, contentType, body));
    }

    private HttpRequest.Builder request(String path, String contentType, String body) {
        return client.post(path, contentType, body.getBytes(StandardCharsets.ISO_8859_1));
    }
}
