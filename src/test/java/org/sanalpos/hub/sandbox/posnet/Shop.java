package org.sanalpos.hub.sandbox.posnet;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.sanalpos.hub.sandbox.SandboxStores;

/** A store's own program: sends messages to a sandbox bank over HTTP. */
final class Shop {

    static final String BANK = "yapikredi";
    static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
    static final String PATH = "/PosnetWebService/XML";

    private static final SandboxStores STORES = SandboxStores.load();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String base;
    private final Map<String, String> credentials;

    private Shop(int port, Map<String, String> credentials) {
        this.base = "http://localhost:" + port + "/sandbox/";
        this.credentials = credentials;
    }

    /** The demonstration store. */
    static Shop demo(int port) {
        return new Shop(port, STORES.demoCredentials(BANK));
    }

    /** The second store, which has few rights. */
    static Shop restricted(int port) {
        return new Shop(
                port,
                STORES.find(BANK, "merchantId", "6700000102").orElseThrow().credentials());
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
        try {
            return Answer.of(exchange(message));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String outcome(Message message) {
        return send(message).outcome();
    }

    HttpResponse<byte[]> exchange(Message message) throws IOException {
        return post(BANK + PATH, FORM, form(message.xml()));
    }

    CompletableFuture<Answer> sendAsync(Message message) {
        return HTTP.sendAsync(request(BANK + PATH, FORM, form(message.xml())), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(Answer::of);
    }

    static String form(String xml) {
        return "xmldata=" + URLEncoder.encode(xml, StandardCharsets.UTF_8);
    }

    /** Sends a body as it is; no content type if it is null. */
    HttpResponse<byte[]> post(String path, String contentType, String body) throws IOException {
        try {
            return HTTP.send(request(path, contentType, body), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpRequest request(String path, String contentType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1));
        return (contentType == null ? request : request.header("Content-Type", contentType)).build();
    }
}
