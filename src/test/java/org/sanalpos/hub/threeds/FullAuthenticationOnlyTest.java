package org.sanalpos.hub.threeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.WebPage;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A company that wants its cardholders fully authenticated, and one that leaves it to the bank. */
@HubTest
class FullAuthenticationOnlyTest {
    @LocalServerPort
    int port;

    private ContractClient operator;

    @BeforeEach
    void start() {
        operator = ContractClient.of("http://127.0.0.1:" + port, HubTest.OPERATOR_KEY);
    }

    private String company(boolean fullOnly, String bank, Map<String, String> credentials) {
        String code = "C" + Requests.id().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        operator.post("/companies", Map.of("code", code, "name", code, "fullAuthenticationOnly", fullOnly));
        Map<String, Object> pos = new LinkedHashMap<>();
        pos.put("code", "POS");
        pos.put("company", code);
        pos.put("bank", bank);
        pos.put("environment", "sandbox");
        pos.put("credentials", credentials);
        assertThat(operator.post("/virtual-pos", pos).status()).isEqualTo(201);
        return code;
    }

    private JsonNode attempted(String company, String model) {
        Map<String, Object> body = new LinkedHashMap<>(Requests.sale("halkbank"));
        body.put("company", company);
        body.put("virtualPos", "POS");
        body.put("secure", model);
        JsonNode payment = operator.post("/payments", body).body();
        WebPage issuer = WebPage.get(payment.path("nextAction").path("url").asString())
                .form()
                .submit()
                .form()
                .submit();
        issuer.form().with("outcome", "attempt").submit().form().submit();
        return operator.get("/payments/" + payment.path("id").asString()).body();
    }

    private static List<String> operations(JsonNode payment) {
        return StreamSupport.stream(payment.path("operations").spliterator(), false)
                .map(operation -> operation.path("type").asString() + " "
                        + operation.path("outcome").asString())
                .toList();
    }

    private static Map<String, String> halkbank() {
        return Map.of(
                "clientId", "500100001", "username", "HALKHUBAPI", "password", "Halk.Hub.01", "storeKey", "HALKKEY01");
    }

    @Test
    void anAttemptThatTheBankDoesNotLetGoOnFails() {
        JsonNode payment = attempted(company(false, "halkbank", halkbank()), "3d");

        assertThat(payment.path("status").asString()).isEqualTo("failed");
        assertThat(payment.path("result").path("code").asString()).isEqualTo("authentication_failed");
    }

    @Test
    void anAttemptThatTheBankHasChargedStands() {
        JsonNode payment = attempted(company(false, "halkbank", halkbank()), "3d_pay");

        assertThat(payment.path("status").asString()).isEqualTo("captured");
        assertThat(payment.path("operations")
                        .path(0)
                        .path("authentication")
                        .path("mdStatus")
                        .asString())
                .isEqualTo("4");
    }

    @Test
    void anAttemptThatTheBankHasChargedIsVoidedForAStricterCompany() {
        JsonNode payment = attempted(company(true, "halkbank", halkbank()), "3d_pay");

        assertThat(payment.path("status").asString()).isEqualTo("voided");
        assertThat(operations(payment)).containsExactly("sale approved", "void approved");
    }
}
