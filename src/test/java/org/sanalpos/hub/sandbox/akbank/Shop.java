package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sanalpos.hub.sandbox.BankClient;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxStores;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A store's own program: builds and signs messages, sends them over HTTP, and checks the signature of every answer. */
final class Shop {

    static final String CARD = "4355084355084358";
    static final String RESTRICTED = "20260101120000000A1B2C3D4E5F6002";

    private static final SandboxStores STORES = SandboxStores.load();
    private static final String PROCESS = "/transaction/process";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

    private final SecureRandom random = new SecureRandom();
    private final BankClient client;
    private final Clock clock;
    private final Map<String, String> credentials;

    private Shop(Sandbox sandbox, String bank, Map<String, String> credentials) {
        this.client = sandbox.client(bank + "/api/v1/payment/virtualpos");
        this.clock = sandbox.clock();
        this.credentials = credentials;
    }

    /** Akbank's demonstration store. */
    static Shop demo(Sandbox sandbox) {
        return at(sandbox, "akbank");
    }

    /** Akbank's demonstration store, sending to another bank. */
    static Shop at(Sandbox sandbox, String bank) {
        return new Shop(sandbox, bank, STORES.demoCredentials("akbank"));
    }

    /** The second store, which has few rights. */
    static Shop restricted(Sandbox sandbox) {
        return new Shop(
                sandbox,
                "akbank",
                STORES.find("akbank", "merchantSafeId", RESTRICTED)
                        .orElseThrow()
                        .credentials());
    }

    static String newOrderId() {
        return UUID.randomUUID().toString();
    }

    static String hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key, "HmacSHA512"));
            return Base64.getEncoder().encodeToString(mac.doFinal(data));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String secretKey() {
        return credential("secretKey");
    }

    String credential(String name) {
        return credentials.get(name);
    }

    String now() {
        return TIME.format(clock.instant().atZone(ZoneId.of("Europe/Istanbul")));
    }

    String randomNumber() {
        byte[] bytes = new byte[64];
        random.nextBytes(bytes);
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    Message message(String txnCode) {
        return new Message(JsonMapper.shared().createObjectNode())
                .with("version", "1.00")
                .with("txnCode", txnCode)
                .with("requestDateTime", now())
                .with("randomNumber", randomNumber())
                .with("terminal.merchantSafeId", credentials.get("merchantSafeId"))
                .with("terminal.terminalSafeId", credentials.get("terminalSafeId"));
    }

    Message payment(String txnCode, String orderId, String amount) {
        return message(txnCode)
                .with("order.orderId", orderId)
                .with("card.cardNumber", CARD)
                .with("card.expireDate", "1230")
                .with("card.cvv2", "000")
                .with("transaction.amount", amount)
                .with("transaction.currencyCode", 949)
                .with("transaction.motoInd", 0)
                .with("transaction.installCount", 1);
    }

    private Message followUp(String txnCode, String orderId) {
        return message(txnCode).with("order.orderId", orderId);
    }

    Message sale(String orderId, String amount) {
        return payment("1000", orderId, amount);
    }

    Message preauth(String orderId, String amount) {
        return payment("1004", orderId, amount);
    }

    Message capture(String orderId, String amount) {
        return followUp("1005", orderId).with("transaction.amount", amount).with("transaction.currencyCode", 949);
    }

    Message voidOf(String orderId) {
        return followUp("1003", orderId);
    }

    Message fullRefund(String orderId) {
        return followUp("1002", orderId);
    }

    Message refund(String orderId, String amount) {
        return fullRefund(orderId).with("transaction.amount", amount).with("transaction.currencyCode", 949);
    }

    Message history(String orderId) {
        return followUp("1010", orderId);
    }

    Message report() {
        return message("").without("version").without("txnCode").without("requestDateTime");
    }

    /** Adds an authentication that the bank has never made. */
    static Message secure(Message message) {
        return message.with("secureTransaction.secureId", "OWJlMzdmYjExMGE0NGQ1MTg4NDI=")
                .with("secureTransaction.secureEcomInd", "02")
                .with("secureTransaction.secureData", "kBPxWf8AAAAAAAAAAAAAAAAAAAAA")
                .with("secureTransaction.secureMd", "08A86B192287C69B2C443E7A42B29B5F");
    }

    /** Makes a payment that must be approved and returns its order id. */
    String paid(String txnCode, String amount) {
        return paid(txnCode, CARD, amount);
    }

    String paid(String txnCode, String card, String amount) {
        String orderId = newOrderId();
        Message payment = payment(txnCode, orderId, amount).with("card.cardNumber", card);
        assertThat(send(payment).outcome()).isEqualTo("VPS-0000 00");
        return orderId;
    }

    Answer send(Message message) {
        return signed(exchange(message));
    }

    Answer sendReport(Message message) {
        byte[] body = message.bytes();
        return signed(post("/portal/report/transaction", "application/json", hash(body), body));
    }

    /** Sends a body as it is, well signed. */
    Answer sendRaw(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return signed(post(PROCESS, "application/json", hash(bytes), bytes));
    }

    /** Sends a message's text with a random number of its own. */
    Answer sendFresh(String body) {
        return sendRaw(body.replaceAll("[0-9A-F]{128}", randomNumber()));
    }

    /** Sends a body as it is, well signed; the bank does not know for whom to sign its answer. */
    Answer sendUnsignedAnswer(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return Answer.of(post(PROCESS, "application/json", hash(bytes), bytes));
    }

    /** Sends a message with another header than the right one; none if it is null. */
    Answer sendSigned(Message message, String authHash) {
        return Answer.of(post(PROCESS, "application/json", authHash, message.bytes()));
    }

    Answer sendAs(String contentType, byte[] body) {
        return signed(post(PROCESS, contentType, hash(body), body));
    }

    HttpResponse<byte[]> exchange(Message message) {
        byte[] body = message.bytes();
        return post(PROCESS, "application/json; charset=utf-8", hash(body), body);
    }

    String hash(byte[] body) {
        return hmac(secretKey().getBytes(StandardCharsets.UTF_8), body);
    }

    /** Reads an answer, which the bank must have signed for this store. */
    private Answer signed(HttpResponse<byte[]> response) {
        assertThat(response.headers().firstValue("auth-hash")).hasValue(hash(response.body()));
        return Answer.of(response);
    }

    private HttpResponse<byte[]> post(String path, String contentType, String authHash, byte[] body) {
        HttpRequest.Builder request = client.post(path, contentType, body);
        if (authHash != null) {
            request.header("auth-hash", authHash);
        }
        try {
            return client.exchange(request);
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    /** No answer, or not all of it. */
    static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Broken(IOException cause) {
            super(cause);
        }
    }

    /** A message that is being built; each change makes another one. */
    record Message(ObjectNode json) {

        /** Sets a member by its path, creating its section. */
        Message with(String path, Object value) {
            ObjectNode changed = json.deepCopy();
            int dot = path.indexOf('.');
            ObjectNode parent = dot < 0 ? changed : changed.withObject("/" + path.substring(0, dot));
            parent.set(path.substring(dot + 1), JsonMapper.shared().valueToTree(value));
            return new Message(changed);
        }

        Message without(String path) {
            ObjectNode changed = json.deepCopy();
            int dot = path.indexOf('.');
            (dot < 0 ? changed : changed.withObject("/" + path.substring(0, dot))).remove(path.substring(dot + 1));
            return new Message(changed);
        }

        byte[] bytes() {
            return JsonMapper.shared().writeValueAsBytes(json);
        }

        String text() {
            return json.toString();
        }
    }
}
