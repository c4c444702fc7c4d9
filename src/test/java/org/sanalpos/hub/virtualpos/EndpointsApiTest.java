package org.sanalpos.hub.virtualpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.TestDatabase;

/** Who may lead a definition where, outside the sandbox. */
class EndpointsApiTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static TestDatabase.Running database;
    private static AdminHub hub;
    private static ContractClient operator;
    private static ContractClient acme;
    private String code;

    @BeforeAll
    static void start() {
        database = TestDatabase.POSTGRESQL.start();
        hub = AdminHub.start(database, Map.of());
        operator = hub.operator();
        operator.post("/companies", Map.of("code", "ACME", "name", "Acme"));
        acme = hub.client(operator.post(
                        "/api-keys",
                        Map.of("company", "ACME", "scopes", List.of("definitions:read", "definitions:write")))
                .body()
                .path("key")
                .stringValue());
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
        database.close();
    }

    @BeforeEach
    void newCode() {
        code = "POS-" + NUMBER.incrementAndGet();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/api",
                "https://bank.localhost./api",
                "https://127.0.0.1/api",
                "https://10.0.0.1/api",
                "https://192.168.1.1:8443/api",
                "https://169.254.169.254/latest/meta-data/",
                "https://0.0.0.0/api",
                "https://[::1]/api",
                "https://[::ffff:10.0.0.1]/api",
                "https://[fd00::1]/api",
            })
    void outsideTheSandboxAnAddressThatIsNotPublicIsAnOperatorsToGive(String url) {
        Map<String, Object> body = halkbank();
        body.put("endpoints", Map.of("threeDGate", url));

        assertThat(acme.post("/virtual-pos", body).error("endpoints.threeDGate"))
                .isEqualTo("expected an https URL of a public host, without user name and fragment;"
                        + " another address is given by an operator's key");

        body.put("company", "ACME");
        assertThat(operator.post("/virtual-pos", body).status()).isEqualTo(201);
        assertThat(stored().account().endpoints()).containsEntry("threeDGate", url);
        assertThat(stored().account().companyEndpoints()).isEmpty();
    }

    @Test
    void httpToTheHubsOwnMachineIsAnybodysToGiveAndHttpElsewhereNobodys() {
        Map<String, Object> body = halkbank();
        body.put("endpoints", Map.of("api", "http://127.0.0.1:9999/api", "threeDGate", "http://localhost/gate"));
        assertThat(acme.post("/virtual-pos", body).status()).isEqualTo(201);
        assertThat(stored().companyEndpoints()).isEmpty();

        body.put("endpoints", Map.of("api", "http://bank.example/api"));
        assertThat(acme.put("/virtual-pos/" + code, body).error("endpoints.api"))
                .contains("loopback");
    }

    @Test
    void anEndpointThatStaysIsWhoseItWas() {
        Map<String, Object> body = halkbank();
        body.put("company", "ACME");
        body.put("endpoints", Map.of("api", "https://10.0.0.1/api"));
        operator.post("/virtual-pos", body);

        // The company changes something else, and adds an address.
        body.put("priority", 5);
        body.put("endpoints", Map.of("api", "https://10.0.0.1/api", "threeDGate", "https://gate.example/"));
        assertThat(acme.put("/virtual-pos/" + code, body).status()).isEqualTo(200);
        assertThat(stored().companyEndpoints()).containsExactly("threeDGate");

        // An operator who changes something else vouches for nothing.
        body.put("priority", 6);
        assertThat(operator.put("/virtual-pos/" + code, body).status()).isEqualTo(200);
        assertThat(stored().companyEndpoints()).containsExactly("threeDGate");

        body.put("endpoints", Map.of("api", "https://10.0.0.1/other", "threeDGate", "https://gate.example/"));
        assertThat(acme.put("/virtual-pos/" + code, body).error("endpoints.api"))
                .contains("operator's key");
        body.put("endpoints", Map.of("api", "https://pos.example/api", "threeDGate", "https://gate.example/"));
        assertThat(acme.put("/virtual-pos/" + code, body).status()).isEqualTo(200);
        assertThat(stored().companyEndpoints()).containsExactlyInAnyOrder("api", "threeDGate");

        body.put("endpoints", Map.of("api", "https://10.0.0.1/api"));
        assertThat(operator.put("/virtual-pos/" + code, body).status()).isEqualTo(200);
        assertThat(stored().companyEndpoints()).isEmpty();
    }

    /** An address that an operator gave is for the messages of its bank. */
    @Test
    void anEndpointDoesNotGoAlongToAnotherBank() {
        Map<String, Object> body = halkbank();
        body.put("company", "ACME");
        body.put("endpoints", Map.of("api", "https://10.0.0.1/api"));
        operator.post("/virtual-pos", body);

        body.put("bank", "papara");
        body.put("environment", "test");
        body.put("currencies", List.of("EUR"));
        body.put("credentials", Map.of("secret", "x"));

        assertThat(acme.put("/virtual-pos/" + code, body).error("endpoints.api"))
                .contains("operator's key");
    }

    private Map<String, Object> halkbank() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", code);
        body.put("bank", "halkbank");
        body.put("environment", "production");
        body.put("credentials", Map.of("clientId", "500100000", "username", "api", "password", "s3cret"));
        return body;
    }

    private VirtualPos stored() {
        return hub.bean(VirtualPoses.class).find("ACME", code).orElseThrow();
    }
}
