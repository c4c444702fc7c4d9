package org.sanalpos.hub.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.payment.Secure;
import org.sanalpos.hub.virtualpos.VirtualPos;
import org.sanalpos.hub.virtualpos.VirtualPoses;
import tools.jackson.databind.JsonNode;

/** A company of its own in the shared hub, with virtual POSes at banks that are well and at such that are not. */
final class TroubledCompany {
    private static final int PROBES = 3;

    private final String code = "C" + Requests.id().substring(0, 8).toUpperCase(Locale.ROOT);
    private final VirtualPoses poses;
    private final ContractClient client;
    private final String key;

    TroubledCompany(int port, VirtualPoses poses) {
        this.poses = poses;
        String hub = "http://127.0.0.1:" + port;
        ContractClient operator = ContractClient.of(hub, HubTest.OPERATOR_KEY);
        assertThat(operator.post("/companies", Map.of("code", code, "name", code, "clearCards", true))
                        .status())
                .isEqualTo(201);
        this.key = operator.post(
                        "/api-keys",
                        Map.of(
                                "company",
                                code,
                                "scopes",
                                List.of(
                                        "payments:write",
                                        "payments:read",
                                        "refunds:write",
                                        "reports:read",
                                        "definitions:write")))
                .body()
                .path("key")
                .asString();
        this.client = ContractClient.of(hub, key);
    }

    String code() {
        return code;
    }

    String key() {
        return key;
    }

    ContractClient client() {
        return client;
    }

    /** A definition like the demonstration's at a bank. */
    String pos(String name, String bank, int priority) {
        return pos(name, bank, priority, Map.of());
    }

    /** @param endpoints in place of the sandbox's */
    String pos(String name, String bank, int priority, Map<String, String> endpoints) {
        VirtualPos demo = poses.find("DEMO", Requests.pos(bank)).orElseThrow();
        return pos(name, bank, priority, endpoints, demo.installments());
    }

    String pos(String name, String bank, int priority, Map<String, String> endpoints, List<Integer> installments) {
        VirtualPos demo = poses.find("DEMO", Requests.pos(bank)).orElseThrow();
        poses.create(
                new VirtualPos(
                        code,
                        name,
                        bank,
                        true,
                        demo.environment(),
                        Secure.NONE,
                        true,
                        demo.currencies(),
                        installments,
                        priority,
                        null,
                        endpoints,
                        Set.of(),
                        demo.credentials(),
                        demo.secrets()),
                Actor.HUB);
        return name;
    }

    /** Closes the breaker of a virtual POS whose bank is well again, if it has opened: other tests look at the health of the hub. */
    void recover(String pos, JsonNode payment) {
        client.post("/payments/" + payment.path("id").asString() + "/sync", null);
        for (int i = 0; i < PROBES; i++) {
            JsonNode paid = client.post("/payments", Requests.with(Requests.sale("teb"), "virtualPos", pos))
                    .body();
            assertThat(paid.path("status").asString()).as(paid.toString()).isEqualTo("captured");
        }
    }

    /** An address at which nobody listens. */
    static String closed() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/fim/api";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
