package org.sanalpos.hub.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Right and wrong definitions at every bank: what the check says of them, and what happens to payments. */
@HubTest
class DefinitionsAtEveryBankTest {
    private static final List<String> REJECTIONS = List.of("credentials_rejected", "invalid_merchant");

    @LocalServerPort
    int port;

    @Autowired
    SandboxStores stores;

    static List<String> banks() {
        return BankUnderTest.CODES;
    }

    private BankUnderTest at(String bank) {
        return BankUnderTest.of(port, bank);
    }

    @ParameterizedTest
    @MethodSource("banks")
    void theCheckOfARightDefinitionSaysSoAndTouchesNothing(String code) {
        BankUnderTest bank = at(code);

        JsonNode report = check(bank, Requests.pos(code));

        assertThat(report.path("ok").asBoolean()).as(report.toString()).isTrue();
        assertThat(states(report).values()).containsOnly("ok");
        assertThat(report.path("checks")).allSatisfy(item -> {
            assertThat(item.path("message").path("tr").asString()).isNotBlank();
            assertThat(item.path("message").path("en").asString()).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("banks")
    void everyWrongCredentialIsToldByTheCheckOrByTheBankAndChargesNothing(String code) {
        BankUnderTest bank = at(code);
        List<String> untold = new ArrayList<>();
        for (JsonNode field : bank.catalogue().path("credentials")) {
            String name = field.path("name").asString();
            if (!field.path("required").asBoolean()) {
                continue;
            }
            Map<String, String> credentials = new LinkedHashMap<>(stores.demoCredentials(code));
            credentials.computeIfPresent(name, (key, value) -> otherDigits(value));
            var defined = post(bank, credentials, Map.of());
            if (defined.status() == 400) {
                assertThat(defined.error("credentials." + name)).isNotBlank();
                continue;
            }
            String pos = defined.body().path("code").asString();
            JsonNode report = check(bank, pos);
            if (report.path("ok").asBoolean()) {
                untold.add(name);
                continue;
            }
            assertThat(states(report))
                    .as(name + " " + report)
                    .containsEntry("address", "ok")
                    .containsEntry("answer", "ok");
            assertThat(states(report).values()).contains("failed");
            JsonNode payment = bank.pay(with(sale(code), "virtualPos", pos));
            BankUnderTest.expect(payment, "declined");
            assertThat(REJECTIONS)
                    .as(name + " " + payment)
                    .contains(payment.path("result").path("code").asString());
        }
        // Some credentials are used by payments only, or by voids and refunds only.
        for (String name : untold) {
            Map<String, String> credentials = new LinkedHashMap<>(stores.demoCredentials(code));
            credentials.computeIfPresent(name, (key, value) -> otherDigits(value));
            JsonNode payment = bank.pay(with(sale(code), "virtualPos", define(bank, credentials, Map.of())));
            JsonNode rejected = payment.path("status").asString().equals("captured")
                    ? BankUnderTest.expect(bank.follow(payment, "voids", null), "captured")
                    : BankUnderTest.expect(payment, "declined");
            assertThat(REJECTIONS)
                    .as(name)
                    .contains(rejected.path("result").path("code").asString());
        }
    }

    @Test
    void anAddressThatIsNotThereIsToldFromOneThatRefuses() throws IOException {
        BankUnderTest bank = at("halkbank");
        Map<String, String> credentials = stores.demoCredentials("halkbank");

        JsonNode unknown = check(bank, define(bank, credentials, Map.of("api", "https://pos.bank.invalid/api")));
        assertThat(states(unknown)).containsEntry("address", "failed").containsEntry("credentials", "unknown");
        assertThat(unknown.path("ok").asBoolean()).isFalse();

        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        JsonNode refused = check(bank, define(bank, credentials, Map.of("api", "http://127.0.0.1:" + closed + "/api")));
        assertThat(states(refused)).containsEntry("address", "failed").containsEntry("ip", "unknown");
    }

    @Test
    void whatDoesNotSpeakTlsOrIsNoBankIsTold() throws IOException {
        BankUnderTest bank = at("halkbank");
        Map<String, String> credentials = stores.demoCredentials("halkbank");

        JsonNode plain = check(bank, define(bank, credentials, Map.of("api", "https://127.0.0.1:" + port + "/api")));
        assertThat(states(plain)).containsEntry("address", "ok").containsEntry("tls", "failed");

        JsonNode page = check(bank, define(bank, credentials, Map.of("api", "http://127.0.0.1:" + port + "/docs/")));
        assertThat(states(page)).containsEntry("tls", "ok").containsEntry("answer", "failed");

        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread closing = new Thread(() -> {
                try {
                    silent.accept().close();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            closing.start();
            JsonNode broken = check(
                    bank, define(bank, credentials, Map.of("api", "http://127.0.0.1:" + silent.getLocalPort() + "/")));
            assertThat(states(broken).values()).contains("failed");
            assertThat(broken.path("ok").asBoolean()).isFalse();
        }
    }

    @Test
    void theChecksOfAnotherCompanyAreNotThere() {
        assertThat(at("halkbank")
                        .demo()
                        .post("/virtual-pos/NOT-MINE/check", null)
                        .status())
                .isEqualTo(404);
    }

    private static JsonNode check(BankUnderTest bank, String pos) {
        var reply = bank.demo().post("/virtual-pos/" + pos + "/check", null);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.body();
    }

    private static Map<String, String> states(JsonNode report) {
        Map<String, String> states = new TreeMap<>();
        StreamSupport.stream(report.path("checks").spliterator(), false)
                .forEach(item -> states.put(
                        item.path("name").asString(), item.path("state").asString()));
        return states;
    }

    private static String define(BankUnderTest bank, Map<String, String> credentials, Map<String, String> endpoints) {
        var reply = post(bank, credentials, endpoints);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.body().path("code").asString();
    }

    private static ContractClient.Reply post(
            BankUnderTest bank, Map<String, String> credentials, Map<String, String> endpoints) {
        String code = "CHECK-" + Requests.id().substring(0, 8).toUpperCase(Locale.ROOT);
        Map<String, Object> body = new HashMap<>();
        body.put("code", code);
        body.put("bank", bank.code());
        body.put("environment", "sandbox");
        body.put("secure", "none");
        body.put("allowNonSecure", true);
        body.put("active", true);
        body.put("currencies", List.of("TRY"));
        body.put("installments", List.of(1));
        body.put("priority", 900);
        body.put("credentials", credentials);
        body.put("endpoints", endpoints);
        return bank.demo().post("/virtual-pos", body);
    }

    /** Another value of the same shape. */
    private static String otherDigits(String value) {
        StringBuilder other = new StringBuilder(value);
        for (int i = 0; i < other.length(); i++) {
            char c = other.charAt(i);
            if (c >= '0' && c <= '8') {
                other.setCharAt(i, (char) (c + 1));
                return other.toString();
            }
        }
        return value.endsWith("X")
                ? value.substring(0, value.length() - 1) + "Y"
                : value.substring(0, value.length() - 1) + "X";
    }
}
