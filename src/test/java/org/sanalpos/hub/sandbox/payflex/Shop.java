package org.sanalpos.hub.sandbox.payflex;

import java.io.IOException;
import java.net.URLEncoder;
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

/** A store's own program: sends messages to the sandbox bank over HTTP. */
final class Shop {

    static final String BANK = "vakifbank";
    static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    private static final SandboxStores STORES = SandboxStores.load();

    private final BankClient client;
    private final Map<String, String> credentials;

    private Shop(Sandbox sandbox, String bank, Map<String, String> credentials) {
        this.client = sandbox.client(bank + "/virtualPos/");
        this.credentials = credentials;
    }

    static Shop demo(Sandbox sandbox) {
        return at(sandbox, BANK);
    }

    /** The demonstration store, sending to a bank. */
    static Shop at(Sandbox sandbox, String bank) {
        return new Shop(sandbox, bank, STORES.demoCredentials(BANK));
    }

    /** The second store, which has few rights. */
    static Shop restricted(Sandbox sandbox) {
        return new Shop(
                sandbox,
                BANK,
                STORES.find(BANK, "merchantId", "000000000120002").orElseThrow().credentials());
    }

    /** The third store, whose completions carry card and amount. */
    static Shop withCard(Sandbox sandbox) {
        return new Shop(
                sandbox,
                BANK,
                STORES.find(BANK, "merchantId", "000000000120003").orElseThrow().credentials());
    }

    static String newId() {
        return "T-" + UUID.randomUUID();
    }

    /** A payment in lira by a good card. */
    Message payment(String type, String orderId, String amount) {
        Message head = head(type).with("TerminalNo", credentials.get("terminalNo"));
        return head.with("OrderId", orderId)
                .with("CurrencyAmount", amount)
                .with("CurrencyCode", "949")
                .with("Pan", Message.VISA)
                .with("Expiry", "202811")
                .with("Cvv", "715")
                .with("TransactionDeviceSource", "0");
    }

    Message sale(String amount) {
        return payment("Sale", newId(), amount);
    }

    Message auth(String amount) {
        return payment("Auth", newId(), amount);
    }

    /** The completion of a 3-D payment of which the bank has never heard. */
    Message completion() {
        return sale("1.00")
                .without("CurrencyAmount", "CurrencyCode", "Pan", "Expiry", "Cvv")
                .with("ECI", "02")
                .with("CAVV", "jCm0m+u/0hUfAREHBAMBcfN+pSo=")
                .with("MpiTransactionId", "7f3c1f0e8b2a4d6c9e5b1a2c3d4e5f60");
    }

    Message capture(Message auth, String amount) {
        return about("Capture", auth)
                .with("TerminalNo", credentials.get("terminalNo"))
                .with("CurrencyAmount", amount)
                .with("CurrencyCode", "949");
    }

    Message refund(Message original, String amount) {
        return about("Refund", original).with("CurrencyAmount", amount).with("CurrencyCode", "949");
    }

    Message cancel(Message original) {
        return about("Cancel", original);
    }

    Message reversal(Message original) {
        return about("Reversal", original);
    }

    /** Sends a message that must be approved, and returns it. */
    Message approved(Message message) {
        Answer answer = send(message);
        if (!"0000".equals(answer.code())) {
            throw new AssertionError(answer.text());
        }
        return message;
    }

    /** Sends a message and returns the code of the answer. */
    String code(Message message) {
        return send(message).code();
    }

    Answer send(Message message) {
        return Answer.of(client.ask(request("Vposreq", FORM, form(message.xml()))));
    }

    HttpResponse<byte[]> exchange(Message message) throws IOException {
        return post("Vposreq", FORM, form(message.xml()));
    }

    CompletableFuture<Answer> sendAsync(Message message) {
        return client.askLater(request("Vposreq", FORM, form(message.xml()))).thenApply(Answer::of);
    }

    /** Searches by TransactionId. */
    Answer find(Message message) {
        return search("<TransactionId>" + message.id() + "</TransactionId>");
    }

    /** Searches by criteria in this store's name. */
    Answer search(String criteria) {
        return searchXml("<SearchRequest>" + merchant() + "<TransactionCriteria>" + criteria
                + "</TransactionCriteria></SearchRequest>");
    }

    Answer searchXml(String xml) {
        return Answer.of(client.ask(request("Search", FORM, form(xml))));
    }

    String merchant() {
        return "<MerchantCriteria><HostMerchantId>" + credentials.get("merchantId")
                + "</HostMerchantId><MerchantPassword>"
                + credentials.get("password").replace("&", "&amp;") + "</MerchantPassword></MerchantCriteria>";
    }

    HttpResponse<byte[]> post(String service, String contentType, String body) throws IOException {
        return client.exchange(request(service, contentType, body));
    }

    HttpResponse<byte[]> get(String service) throws IOException {
        return client.exchange(client.get(service));
    }

    static String form(String xml) {
        return "prmstr=" + URLEncoder.encode(xml, StandardCharsets.UTF_8);
    }

    private Message head(String type) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("MerchantId", credentials.get("merchantId"));
        values.put("Password", credentials.get("password"));
        values.put("TransactionType", type);
        values.put("TransactionId", newId());
        values.put("ClientIp", "203.0.113.25");
        return new Message(values);
    }

    private Message about(String type, Message original) {
        return head(type).with("ReferenceTransactionId", original.id());
    }

    private HttpRequest.Builder request(String service, String contentType, String body) {
        return client.post(service, contentType, body.getBytes(StandardCharsets.UTF_8));
    }
}
