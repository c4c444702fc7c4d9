package org.sanalpos.hub.conformance;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.AskedAmount;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.Fault;
import org.sanalpos.hub.sandbox.FaultSettings;
import org.sanalpos.hub.sandbox.FaultyTransport;
import org.sanalpos.hub.sandbox.HostResult;
import org.sanalpos.hub.sandbox.HostResult.Answered;
import org.sanalpos.hub.sandbox.HostResult.NotBooked;
import org.sanalpos.hub.sandbox.HostResult.Refused;
import org.sanalpos.hub.sandbox.IssuerMessages;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.OrderIds;
import org.sanalpos.hub.sandbox.Reply;
import org.sanalpos.hub.sandbox.SandboxBank;
import org.sanalpos.hub.sandbox.SandboxBanks;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Target;
import org.sanalpos.hub.sandbox.Transaction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The bank of the made-up dialect {@code cinar}: the hub knows it by files alone. */
@Controller
@ConditionalOnProperty(name = {"sanalpos.sandbox", "sanalpos.sandbox-stores"})
public class CinarBankController {
    private static final String BANK = "cinarbank";
    private static final JsonMapper JSON = new JsonMapper();

    private final SandboxStores stores;
    private final SandboxBanks banks;
    private final FaultyTransport transport;
    private final AcquiringHost host;

    public CinarBankController(
            SandboxStores stores, SandboxBanks banks, FaultyTransport transport, FaultSettings settings) {
        this.stores = stores;
        this.banks = banks;
        this.transport = transport;
        this.host = new AcquiringHost(transport, settings);
    }

    private record Wording(ObjectNode answer, Fault fault) {}

    @PostMapping("/sandbox/" + BANK + "/v1")
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        Wording reply = reply(banks.find(BANK).orElseThrow(), body, request.getHeader("X-Mac"));
        byte[] answer = reply.answer() == null ? new byte[0] : JSON.writeValueAsBytes(reply.answer());
        transport.send(request, response, "application/json", new Reply(answer, reply.fault()));
    }

    private Wording reply(SandboxBank bank, byte[] body, String mac) {
        JsonNode message = JSON.readTree(body);
        String orderId = message.path("order").asString("");
        bank.countRequest(orderId);
        Optional<Store> store =
                stores.find(BANK, "merchantNo", message.path("merchant").asString(""));
        if (store.isEmpty()) {
            return refusal("E01", "Üye işyeri bulunamadı");
        }
        if (!mac(body, store.get().credential("macKey")).equals(mac)) {
            return refusal("E02", "MAC hatalı");
        }
        String merchant = store.get().credential("merchantNo");
        Optional<Order> order = bank.find(merchant, orderId);
        Numbers numbers = new Numbers(
                message.path("ref").asString(""),
                String.format(Locale.ROOT, "%012d", bank.nextNumber()),
                String.format(Locale.ROOT, "C%05d", bank.nextNumber() % 100_000));
        return switch (message.path("op").asString("")) {
            case "sale" ->
                wording(
                        bank,
                        numbers.transactionId(),
                        host.pay(
                                bank,
                                merchant,
                                orderId,
                                new Charge(
                                        Transaction.Kind.SALE,
                                        message.path("pan").asString(),
                                        message.path("amount").asLong(),
                                        "TRY",
                                        message.path("installments").asInt()),
                                numbers,
                                OrderIds.USED_ONCE));
            case "void" ->
                wording(
                        bank,
                        numbers.transactionId(),
                        host.voidTransaction(Target.anyOf(bank, store.get(), order), true, true));
            case "refund" ->
                wording(
                        bank,
                        numbers.transactionId(),
                        host.refund(
                                Target.anyOf(bank, store.get(), order),
                                AskedAmount.of(message.path("amount").asLong(), null),
                                numbers));
            case "status" -> rows(bank, order, orderId);
            default -> refusal("E03", "İşlem tipi bilinmiyor");
        };
    }

    private static Wording wording(SandboxBank bank, String ref, HostResult result) {
        if (result instanceof NotBooked broken) {
            return new Wording(null, broken.fault());
        }
        if (result instanceof Refused refused) {
            return switch (refused.why()) {
                case DUPLICATE_ORDER -> refusal("E11", "Sipariş numarası kullanılmış");
                case UNKNOWN_ORDER -> refusal("E04", "İşlem bulunamadı");
                case BATCH_CLOSED -> refusal("E21", "Gün sonu yapılmış");
                case NOT_SETTLED -> refusal("E22", "Gün sonu yapılmamış");
                default -> refusal("E29", "İşlem yapılamaz");
            };
        }
        Answered answered = (Answered) result;
        Transaction transaction = answered.transaction();
        boolean other = answered.fault() == Fault.OTHER_ORDER;
        ObjectNode answer = JSON.createObjectNode();
        answer.put("code", transaction.successful() ? "000" : "D" + transaction.resultCode());
        answer.put("text", IssuerMessages.message(transaction.resultCode()));
        answer.put("ref", other ? "OTHER" + bank.nextNumber() : ref);
        answer.put(
                "order", other ? "OTHER" + bank.nextNumber() : answered.order().id());
        answer.put("auth", transaction.authCode());
        answer.put("rrn", transaction.rrn());
        return new Wording(answer, answered.fault());
    }

    private static Wording rows(SandboxBank bank, Optional<Order> order, String orderId) {
        if (order.isEmpty() || !order.get().visible(bank.now())) {
            return refusal("E04", "İşlem bulunamadı");
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.put("code", "000").put("order", orderId);
        ArrayNode rows = answer.putArray("rows");
        for (Transaction transaction : order.get().transactions()) {
            String state = !transaction.successful()
                    ? "refused"
                    : transaction.state() == Transaction.State.VOIDED ? "void" : "done";
            rows.addObject()
                    .put("ref", transaction.id())
                    .put("kind", transaction.kind() == Transaction.Kind.REFUND ? "refund" : "sale")
                    .put("state", state)
                    .put("amount", transaction.authorizedAmount())
                    .put("auth", transaction.authCode())
                    .put("rrn", transaction.rrn())
                    .put("code", transaction.successful() ? "000" : "D" + transaction.resultCode())
                    .put("text", IssuerMessages.message(transaction.resultCode()));
        }
        return new Wording(answer, Fault.NONE);
    }

    private static Wording refusal(String code, String text) {
        return new Wording(JSON.createObjectNode().put("code", code).put("text", text), Fault.NONE);
    }

    private static String mac(byte[] body, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
