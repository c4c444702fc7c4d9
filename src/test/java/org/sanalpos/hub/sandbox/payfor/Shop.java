package org.sanalpos.hub.sandbox.payfor;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.sanalpos.hub.sandbox.BankClient;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxStores;

/** A store's own program: sends messages to the sandbox bank over HTTP. */
final class Shop {

    static final String TYPE = "text/xml; charset=UTF-8";

    private static final SandboxStores STORES = SandboxStores.load();

    private final BankClient client;
    private final Map<String, String> credentials;
    private final Message head;

    private Shop(Sandbox sandbox, String path, Map<String, String> credentials) {
        client = sandbox.client(path);
        this.credentials = credentials;
        head = Message.of(credentials);
    }

    /** The demonstration store of QNB. */
    static Shop demo(Sandbox sandbox) {
        return at(sandbox, "qnb/Gateway/XMLGate.aspx");
    }

    /** The demonstration store of QNB, sending to another page. */
    static Shop at(Sandbox sandbox, String path) {
        return new Shop(sandbox, path, STORES.demoCredentials("qnb"));
    }

    /** The second store of QNB, which has few rights. */
    static Shop restricted(Sandbox sandbox) {
        return new Shop(
                sandbox,
                "qnb/Gateway/XMLGate.aspx",
                STORES.find("qnb", "userCode", "QNBSHOPAPI").orElseThrow().credentials());
    }

    String credential(String name) {
        return credentials.get(name);
    }

    /** Returns the address of another page of the bank. */
    String url(String page) {
        return client.get("").build().uri().resolve(page).toString();
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
        return Answer.of(client.ask(client.post("", TYPE, xml.getBytes(StandardCharsets.UTF_8))));
    }

    HttpResponse<byte[]> exchange(Message message) throws IOException {
        return post(TYPE, message.xml().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a body as it is; no content type if it is null. */
    HttpResponse<byte[]> post(String contentType, byte[] body) throws IOException {
        return client.exchange(client.post("", contentType, body));
    }
}
