package org.sanalpos.hub.sandbox.payfor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.sanalpos.hub.sandbox.SandboxStores;

/** A store's own program: sends messages to the sandbox bank over HTTP. */
final class Shop {

    static final String TYPE = "text/xml; charset=UTF-8";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final SandboxStores STORES = SandboxStores.load();

    private final URI page;
    private final Message head;

    private Shop(int port, String path, Map<String, String> credentials) {
        page = URI.create("http://localhost:" + port + "/sandbox/" + path);
        head = Message.of(credentials);
    }

    /** The demonstration store of QNB. */
    static Shop demo(int port) {
        return at(port, "qnb/Gateway/XMLGate.aspx");
    }

    /** The demonstration store of QNB, sending to another page. */
    static Shop at(int port, String path) {
        return new Shop(port, path, STORES.demoCredentials("qnb"));
    }

    /** The second store of QNB, which has few rights. */
    static Shop restricted(int port) {
        return new Shop(
                port,
                "qnb/Gateway/XMLGate.aspx",
                STORES.find("qnb", "userCode", "QNBSHOPAPI").orElseThrow().credentials());
    }

    static String newOrderId() {
        return "T-" + UUID.randomUUID();
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
        return paidBy(Message.VISA, type, amount);
    }

    String paidBy(String pan, String type, String amount) {
        String orderId = newOrderId();
        Answer answer = send(head.payment(type, orderId, amount).with("Pan", pan));
        if (!"00".equals(answer.code())) {
            throw new AssertionError(answer.text());
        }
        return orderId;
    }

    Message capture(String orderId, String amount) {
        return head.followUp("PostAuth", orderId).with("PurchAmount", amount);
    }

    Message voidOf(String orderId) {
        return head.followUp("Void", orderId);
    }

    Message refund(String orderId, String amount) {
        return head.followUp("Refund", orderId).with("PurchAmount", amount);
    }

    Message inquiryOf(String orderId) {
        return head.typed("Inquiry", "OrderInquiry").with("OrgOrderId", orderId);
    }

    Message historyOf(String orderId) {
        return head.typed("Report", "TxnHistory").with("OrderId", orderId);
    }

    Answer inquiry(String orderId) {
        return send(inquiryOf(orderId));
    }

    Answer history(String orderId) {
        return send(historyOf(orderId));
    }

    Answer send(Message message) {
        return send(message.xml());
    }

    Answer send(String xml) {
        try {
            return Answer.of(post(TYPE, xml.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<byte[]> exchange(Message message) throws IOException {
        return post(TYPE, message.xml().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a body as it is; no content type if it is null. */
    HttpResponse<byte[]> post(String contentType, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(page).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
