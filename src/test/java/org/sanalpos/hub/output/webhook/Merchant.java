package org.sanalpos.hub.output.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.with;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.security.Scope;
import org.sanalpos.hub.virtualpos.VirtualPos;
import org.sanalpos.hub.virtualpos.VirtualPoses;
import tools.jackson.databind.JsonNode;

/** A company of its own in the shared hub, with a virtual POS at a bank of the sandbox. */
final class Merchant {
    private final String code;
    private final String pos;
    private final String secret;
    private final ContractClient operator;
    private final ContractClient client;

    /** @param webhookUrl null for none */
    Merchant(String hub, VirtualPoses poses, String bank, String webhookUrl) {
        code = "W" + Requests.id().substring(0, 8).toUpperCase(Locale.ROOT);
        pos = code + "-POS";
        operator = ContractClient.of(hub, HubTest.OPERATOR_KEY);
        secret = operator.post("/companies", company(webhookUrl))
                .body()
                .path("signingSecret")
                .asString();
        VirtualPos demo = poses.find("DEMO", Requests.pos(bank)).orElseThrow();
        poses.create(
                new VirtualPos(
                        code,
                        pos,
                        demo.bank(),
                        demo.active(),
                        demo.environment(),
                        demo.secure(),
                        demo.allowNonSecure(),
                        demo.currencies(),
                        demo.installments(),
                        demo.priority(),
                        demo.outboundIp(),
                        demo.endpoints(),
                        demo.companyEndpoints(),
                        demo.credentials(),
                        demo.secrets()),
                Actor.HUB);
        String key = operator.post("/api-keys", Map.of("company", code, "scopes", Scope.codes()))
                .body()
                .path("key")
                .asString();
        client = ContractClient.of(hub, key);
    }

    String code() {
        return code;
    }

    ContractClient client() {
        return client;
    }

    void webhookUrl(String url) {
        assertThat(operator.put("/companies/" + code, company(url)).status()).isEqualTo(200);
    }

    private Map<String, Object> company(String webhookUrl) {
        Map<String, Object> company = new LinkedHashMap<>(Map.of("code", code, "name", "Müşteri"));
        if (webhookUrl != null) {
            company.put("webhookUrl", webhookUrl);
        }
        return company;
    }

    /** The payment that became of a request of {@link Requests} by this company. */
    JsonNode pay(Map<String, Object> request) {
        return client.post("/payments", with(request, "virtualPos", pos)).body();
    }

    String sale(String bank) {
        return pay(Requests.sale(bank)).path("id").asString();
    }

    JsonNode follow(String payment, String what, String amount) {
        return client.post("/payments/" + payment + "/" + what, amount == null ? null : Map.of("amount", amount))
                .body();
    }

    JsonNode delivery(String id) {
        return client.get("/webhooks/deliveries/" + id).body();
    }

    List<JsonNode> deliveries(String query) {
        return client.get("/webhooks/deliveries?" + query)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    /** Whether the company's secret made the signature, as {@code docs/webhooks.md} tells a receiver to check. */
    boolean signed(Receiver.Received received) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : received.signature().split(",")) {
            String[] pair = part.split("=", 2);
            parts.put(pair[0], pair[1]);
        }
        assertThat(parts).containsOnlyKeys("t", "v1");
        long age = System.currentTimeMillis() / 1000 - Long.parseLong(parts.get("t"));
        return age >= 0
                && age < 300
                && hmac(parts.get("t") + "." + received.body()).equals(parts.get("v1"));
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
