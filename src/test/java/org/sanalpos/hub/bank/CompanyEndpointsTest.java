package org.sanalpos.hub.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HeldBank;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.TestHome;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.payment.Secure;
import org.sanalpos.hub.virtualpos.AdminHub;
import org.sanalpos.hub.virtualpos.VirtualPos;
import org.sanalpos.hub.virtualpos.VirtualPoses;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/** A hub outside the sandbox: where it goes for a company, and where for an operator. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "sanalpos.sandbox=false",
            "sanalpos.master-key=" + AdminHub.MASTER_KEY,
            "sanalpos.operator-key=" + HubTest.OPERATOR_KEY
        })
@ContextConfiguration(initializers = TestHome.class)
class CompanyEndpointsTest {
    private static final String BANK = "halkbank";

    @LocalServerPort
    int port;

    @Autowired
    VirtualPoses poses;

    private final String company = "C" + Requests.id().substring(0, 8).toUpperCase(Locale.ROOT);
    private ContractClient operator;
    private ContractClient client;
    private ServerSocket inside;

    @BeforeEach
    void company() throws IOException {
        String hub = "http://127.0.0.1:" + port;
        operator = ContractClient.of(hub, HubTest.OPERATOR_KEY);
        operator.post("/companies", Map.of("code", company, "name", company));
        String key = operator.post(
                        "/api-keys",
                        Map.of(
                                "company",
                                company,
                                "scopes",
                                List.of("payments:write", "payments:read", "definitions:write")))
                .body()
                .path("key")
                .asString();
        client = ContractClient.of(hub, key);
        inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        inside.setSoTimeout(1);
    }

    @AfterEach
    void close() throws IOException {
        inside.close();
    }

    /** As if its name had been a public one when it was entered. */
    @Test
    void anAddressOfACompanyThatLeadsInsideIsNotCalledAndNotToldFromOneThatIsNotThere() {
        String rebound = pos("REBOUND", "https://localhost:" + inside.getLocalPort() + "/fim/api", Set.of("api"));
        String unknown = pos("UNKNOWN", "https://pos.bank.invalid/fim/api", Set.of("api"));

        JsonNode address = addressCheck(rebound);
        JsonNode payment = pay(rebound);

        assertThat(address.path("state").asString()).isEqualTo("failed");
        assertThat(address.path("message").path("en").asString())
                .isEqualTo(addressCheck(unknown)
                        .path("message")
                        .path("en")
                        .asString()
                        .replace("pos.bank.invalid", "localhost"))
                .contains("not public");
        assertThat(payment.path("status").asString()).isEqualTo("failed");
        assertThat(payment.path("operations").path(0).path("outcome").asString())
                .isEqualTo("not_sent");
        assertThat(payment.path("result").path("bankMessage").asString())
                .isEqualTo(pay(unknown)
                        .path("result")
                        .path("bankMessage")
                        .asString()
                        .replace("pos.bank.invalid", "localhost"));
        assertNobodyCame();
    }

    @Test
    void aPrivateAddressIsAnOperatorsToGive() throws Exception {
        String url = "https://localhost:" + inside.getLocalPort() + "/fim/api";
        try (HeldBank bank = new HeldBank()) {
            bank.does(HeldBank.Way.APPROVED);
            String behindVpn = pos("VPN", bank.url(), Set.of());

            assertThat(pay(behindVpn).path("status").asString()).isEqualTo("captured");
        }

        Thread closing = new Thread(() -> {
            try {
                inside.setSoTimeout(30_000);
                inside.accept().close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        closing.start();
        addressCheck(pos("INSIDE", url, Set.of()));
        closing.join(30_000);
        assertThat(closing.isAlive()).isFalse();
    }

    @Test
    void anOperatorGivesWhatACompanyMayNot() {
        Map<String, Object> body = Map.ofEntries(
                Map.entry("code", "OPERATORS"),
                Map.entry("company", company),
                Map.entry("bank", BANK),
                Map.entry("environment", "production"),
                Map.entry("secure", "none"),
                Map.entry("credentials", credentials()),
                Map.entry("endpoints", Map.of("api", "https://127.0.0.1:" + inside.getLocalPort() + "/fim/api")));

        assertThat(client.post("/virtual-pos", body).error("endpoints.api")).contains("operator's key");
        assertThat(operator.post("/virtual-pos", body).status()).isEqualTo(201);
        assertThat(poses.find(company, "OPERATORS").orElseThrow().companyEndpoints())
                .isEmpty();
    }

    private String pos(String code, String api, Set<String> companyEndpoints) {
        poses.create(
                new VirtualPos(
                        company,
                        code,
                        BANK,
                        true,
                        "production",
                        Secure.NONE,
                        true,
                        List.of("TRY"),
                        List.of(1),
                        1,
                        null,
                        Map.of("api", api),
                        companyEndpoints,
                        Map.of("clientId", "500100000", "username", "api"),
                        Map.of("password", "s3cret")),
                Actor.HUB);
        return code;
    }

    private static Map<String, String> credentials() {
        return Map.of("clientId", "500100000", "username", "api", "password", "s3cret");
    }

    private JsonNode addressCheck(String pos) {
        var reply = client.post("/virtual-pos/" + pos + "/check", null);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.body().path("checks").path(0);
    }

    private JsonNode pay(String pos) {
        return client.post("/payments", with(sale(BANK), "virtualPos", pos)).body();
    }

    private void assertNobodyCame() {
        assertThatThrownBy(() -> inside.accept().close()).isInstanceOf(SocketTimeoutException.class);
    }
}
