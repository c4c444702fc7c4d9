package org.sanalpos.hub.sandbox.nestpay;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.sanalpos.hub.sandbox.BankClient;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxStores;

/** A store's own program: sends messages to a sandbox bank over HTTP. */
final class Shop {

    private final BankClient client;
    private final Message head;

    private Shop(Sandbox sandbox, String bank, Map<String, String> credentials) {
        client = sandbox.client(bank + "/fim/api");
        head = Message.of(credentials);
    }

    /** The demonstration store of a bank. */
    static Shop demo(Sandbox sandbox, String bank) {
        return new Shop(sandbox, bank, SandboxStores.load().demoCredentials(bank));
    }

    /** The demonstration store of Halkbank, sending to another bank. */
    static Shop at(Sandbox sandbox, String bank) {
        return new Shop(sandbox, bank, SandboxStores.load().demoCredentials("halkbank"));
    }

    /** The second store of Halkbank, which has few rights. */
    static Shop restricted(Sandbox sandbox) {
        return new Shop(
                sandbox,
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
        return Answer.of(client.ask(request(message)));
    }

    HttpResponse<byte[]> exchange(Message message) throws IOException {
        return client.exchange(request(message));
    }

    CompletableFuture<Answer> sendAsync(Message message) {
        return client.askLater(request(message)).thenApply(Answer::of);
    }

    HttpResponse<byte[]> exchange(Message message, Duration timeout) throws IOException {
        return client.exchange(request(message).timeout(timeout));
    }

    /** Sends a body as it is; no content type if it is null. */
    HttpResponse<byte[]> post(String contentType, byte[] body) throws IOException {
        return client.exchange(client.post("", contentType, body));
    }

    private HttpRequest.Builder request(Message message) {
        String form = "DATA=" + URLEncoder.encode(message.xml(), StandardCharsets.UTF_8);
        return client.post("", "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.US_ASCII));
    }
}
