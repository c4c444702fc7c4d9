package org.sanalpos.hub.sandbox.nestpay;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.sanalpos.hub.sandbox.SandboxStores;

/** A store's own program: sends messages to a sandbox bank over HTTP. */
final class Shop {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;
    private final Message head;

    private Shop(int port, String bank, Map<String, String> credentials) {
        api = URI.create("http://localhost:" + port + "/sandbox/" + bank + "/fim/api");
        head = Message.of(credentials);
    }

    /** The demonstration store of a bank. */
    static Shop demo(int port, String bank) {
        return new Shop(port, bank, SandboxStores.load().demoCredentials(bank));
    }

    /** The demonstration store of Halkbank, sending to another bank. */
    static Shop at(int port, String bank) {
        return new Shop(port, bank, SandboxStores.load().demoCredentials("halkbank"));
    }

    /** The second store of Halkbank, which has few rights. */
    static Shop restricted(int port) {
        return new Shop(
                port,
                "halkbank",
                SandboxStores.load()
                        .find("halkbank", "clientId", "500100002")
                        .orElseThrow()
                        .credentials());
    }

    static String newOrderId() {
        return "T-" + UUID.randomUUID();
    }

    Message head() {
        return head;
    }

    Message sale(String orderId, String total) {
        return head.payment("Auth", orderId, total);
    }

    Message preauth(String orderId, String total) {
        return head.payment("PreAuth", orderId, total);
    }

    /** Makes a payment that must be approved and returns its order id. */
    String paid(String type, String total) {
        String orderId = newOrderId();
        Answer answer = send(head.payment(type, orderId, total));
        if (!answer.approved()) {
            throw new AssertionError(answer.outcome());
        }
        return orderId;
    }

    Message capture(String orderId, String total) {
        return head.followUp("PostAuth", orderId).with("Total", total);
    }

    Message voidOf(String orderId) {
        return head.followUp("Void", orderId);
    }

    Message refund(String orderId, String total) {
        return head.followUp("Credit", orderId).with("Total", total);
    }

    Answer status(String orderId) {
        return send(head.with("OrderId", orderId).with("Extra/ORDERSTATUS", "QUERY"));
    }

    Answer history(String orderId) {
        return send(head.with("OrderId", orderId).with("Extra/ORDERHISTORY", "QUERY"));
    }

    Answer send(Message message) {
        try {
            return Answer.of(exchange(message));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<byte[]> exchange(Message message) throws IOException {
        return post("application/x-www-form-urlencoded", form(message));
    }

    CompletableFuture<Answer> sendAsync(Message message) {
        return http.sendAsync(
                        request("application/x-www-form-urlencoded", form(message))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(Answer::of);
    }

    HttpResponse<byte[]> exchange(Message message, Duration timeout) throws IOException {
        return send(request("application/x-www-form-urlencoded", form(message)).timeout(timeout));
    }

    /** Sends a body as it is; no content type if it is null. */
    HttpResponse<byte[]> post(String contentType, byte[] body) throws IOException {
        return send(request(contentType, body));
    }

    private static byte[] form(Message message) {
        return ("DATA=" + URLEncoder.encode(message.xml(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII);
    }

    private HttpRequest.Builder request(String contentType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return contentType == null ? request : request.header("Content-Type", contentType);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
