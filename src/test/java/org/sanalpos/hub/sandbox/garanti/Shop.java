package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.sanalpos.hub.sandbox.BankClient;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxStores;

/** A store's own program: sends messages to the sandbox bank over HTTP and checks the signature of every answer. */
final class Shop {

    private static final SandboxStores STORES = SandboxStores.load();

    private final BankClient client;
    private final URI gate;
    private final Map<String, String> credentials;

    private Shop(Sandbox sandbox, String bank, Map<String, String> credentials) {
        this.client = sandbox.client(bank + "/VPServlet");
        this.gate = sandbox.client(bank + "/servlet/gt3dengine").get("").build().uri();
        this.credentials = credentials;
    }

    static Shop demo(Sandbox sandbox) {
        return at(sandbox, "garanti");
    }

    /** The demonstration store, sending to another bank. */
    static Shop at(Sandbox sandbox, String bank) {
        return new Shop(sandbox, bank, STORES.demoCredentials("garanti"));
    }

    /** The second store, which has few rights. */
    static Shop restricted(Sandbox sandbox) {
        return new Shop(
                sandbox,
                "garanti",
                STORES.find("garanti", "terminalId", "30691251").orElseThrow().credentials());
    }

    static String newOrderId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    Message sale(String orderId, String amount) {
        return Message.of(credentials, "sales", orderId, amount).card(Message.BONUS);
    }

    Message preauth(String orderId, String amount) {
        return Message.of(credentials, "preauth", orderId, amount).card(Message.BONUS);
    }

    /** A form for the 3-D gate, with a card unless the bank's page asks for it. */
    GateRequest secured(String level, String orderId, String amount) {
        GateRequest form = GateRequest.of(gate.toString(), credentials, level, orderId, amount);
        return level.startsWith("3D_OOS") ? form : form.card(Message.BONUS);
    }

    /** Completes what a callback says of an authentication. */
    Message completion(Map<String, String> callback) {
        return Message.of(credentials, callback.get("txntype"), callback.get("oid"), callback.get("txnamount"))
                .with("Transaction/InstallmentCnt", callback.get("txninstallmentcount"))
                .with("Transaction/CurrencyCode", callback.get("txncurrencycode"))
                .with("Transaction/CardholderPresentCode", "13")
                .with("Transaction/Secure3D/AuthenticationCode", callback.get("cavv"))
                .with("Transaction/Secure3D/SecurityLevel", callback.get("eci"))
                .with("Transaction/Secure3D/TxnID", callback.get("xid"))
                .with("Transaction/Secure3D/Md", callback.get("md"));
    }

    Message capture(String orderId, String amount) {
        return Message.of(credentials, "postauth", orderId, amount);
    }

    Message refund(String orderId, String amount) {
        return Message.of(credentials, "refund", orderId, amount);
    }

    Message voidOf(String orderId) {
        return Message.of(credentials, "void", orderId, "100");
    }

    Message query(String type, String orderId) {
        return Message.of(credentials, type, orderId, "100");
    }

    Message report(String from, String to, String page) {
        return query("orderlistinq", "")
                .with("Order/StartDate", from)
                .with("Order/EndDate", to)
                .with("Order/ListPageNum", page);
    }

    /** Makes a payment that must be approved. */
    Answer paid(Message payment) {
        Answer answer = send(payment);
        assertThat(answer.outcome()).isEqualTo("00");
        return answer;
    }

    Answer status(String orderId) {
        return send(query("orderinq", orderId));
    }

    Answer history(String orderId) {
        return send(query("orderhistoryinq", orderId));
    }

    Answer send(Message message) {
        Answer answer = exchangeUnchecked(message);
        String signed = answer.response("Code")
                + answer.rrn()
                + answer.authCode()
                + answer.get("Transaction/ProvDate")
                + answer.get("Order/OrderID")
                + message.securityData();
        assertThat(answer.get("Transaction/HashData")).isIn(Message.hash("SHA-512", signed), unsigned(answer));
        return answer;
    }

    /** Sends a message whose answer another store signs. */
    Answer exchangeUnchecked(Message message) {
        return Answer.of(client.ask(request(message)));
    }

    HttpResponse<byte[]> exchange(Message message) throws IOException {
        return client.exchange(request(message));
    }

    /** Only what has no known sender is answered unsigned. */
    private static String unsigned(Answer answer) {
        return answer.outcome().matches("92/(0002|0653|0752)") ? "" : "signed";
    }

    /** Sends a body as it is; no content type if it is null. */
    HttpResponse<byte[]> post(String contentType, byte[] body) throws IOException {
        return client.exchange(client.post("", contentType, body));
    }

    private HttpRequest.Builder request(Message message) {
        return client.post("", "application/xml; charset=UTF-8", message.xml().getBytes(StandardCharsets.UTF_8));
    }
}
