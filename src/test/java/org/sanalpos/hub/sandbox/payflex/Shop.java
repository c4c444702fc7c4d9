package org.sanalpos.hub.sandbox.payflex;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.sanalpos.hub.sandbox.SandboxStores;

/** A store's own program: sends messages to the sandbox bank over HTTP. */
final class Shop {

    static final String BANK = "vakifbank";
    static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final SandboxStores STORES = SandboxStores.load();

    private final String base;
    private final Map<String, String> credentials;

    private Shop(int port, String bank, Map<String, String> credentials) {
        this.base = "http://localhost:" + port + "/sandbox/" + bank + "/virtualPos/";
        this.credentials = credentials;
    }

    static Shop demo(int port) {
        return at(port, BANK);
    }

    /** The demonstration store, sending to a bank. */
    static Shop at(int port, String bank) {
        return new Shop(port, bank, STORES.demoCredentials(BANK));
    }

    /** The second store, which has few rights. */
    static Shop restricted(int port) {
        return new Shop(
                port,
                BANK,
                STORES.find(BANK, "merchantId", "000000000120002").orElseThrow().credentials());
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
        try {
            return Answer.of(exchange(message));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<byte[]> exchange(Message message) throws IOException {
        return post("Vposreq", FORM, form(message.xml()));
    }

    CompletableFuture<Answer> sendAsync(Message message) {
        return HTTP.sendAsync(
                        request("Vposreq", FORM, form(message.xml())).build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(Answer::of);
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
        try {
            return Answer.of(post("Search", FORM, form(xml)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String merchant() {
        return "<MerchantCriteria><HostMerchantId>" + credentials.get("merchantId")
                + "</HostMerchantId><MerchantPassword>"
                + credentials.get("password").replace("&", "&amp;") + "</MerchantPassword></MerchantCriteria>";
    }

    HttpResponse<byte[]> post(String service, String contentType, String body) throws IOException {
        return exchange(request(service, contentType, body));
    }

    HttpResponse<byte[]> get(String service) throws IOException {
        return exchange(HttpRequest.newBuilder(URI.create(base + service)));
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
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + service)).POST(HttpRequest.BodyPublishers.ofString(body));
        return contentType == null ? request : request.header("Content-Type", contentType);
    }

    private HttpResponse<byte[]> exchange(HttpRequest.Builder request) throws IOException {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
