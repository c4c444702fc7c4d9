package org.sanalpos.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A company of a test's own, with a key that may do everything, and what the audit has of it. */
final class AuditedCompany {
    static final List<String> ALL = List.of(
            "payments:write",
            "payments:read",
            "refunds:write",
            "definitions:read",
            "definitions:write",
            "reports:read",
            "reconciliation:write");

    private final int port;
    private final JdbcClient jdbc;
    private final String code;
    private final String keyId;
    private final ContractClient operator;
    private final ContractClient clerk;

    AuditedCompany(int port, JdbcClient jdbc) {
        this.port = port;
        this.jdbc = jdbc;
        operator = client(HubTest.OPERATOR_KEY);
        code = "A" + UUID.randomUUID().toString().substring(0, 13).toUpperCase(Locale.ROOT);
        Reply made = operator.post("/companies", Map.of("code", code, "name", "Denetim A.Ş."));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        JsonNode key = key(code, ALL);
        keyId = key.path("id").asString();
        clerk = client(key.path("key").asString());
    }

    String code() {
        return code;
    }

    String keyId() {
        return keyId;
    }

    ContractClient operator() {
        return operator;
    }

    /** With the company's key. */
    ContractClient clerk() {
        return clerk;
    }

    ContractClient client(String key) {
        return ContractClient.of("http://127.0.0.1:" + port, key);
    }

    JsonNode key(String of, List<String> scopes) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("company", of);
        body.put("scopes", scopes);
        Reply made = operator.post("/api-keys", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body();
    }

    void create(String bank, String pos, Map<String, String> credentials, Map<String, Object> more) {
        Reply made = clerk.post("/virtual-pos", withCode(pos, definition(bank, credentials, more)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    static Map<String, Object> withCode(String code, Map<String, Object> definition) {
        return Requests.with(definition, "code", code);
    }

    static Map<String, Object> definition(String bank, Map<String, String> credentials, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("bank", bank);
        body.put("environment", "sandbox");
        body.put("allowNonSecure", true);
        body.put("secure", "none");
        body.put("credentials", credentials);
        body.putAll(more);
        return body;
    }

    List<JsonNode> entries(ContractClient client, String query) {
        JsonNode page =
                client.get("/audit?company=" + code + "&size=200" + query).body();
        assertThat(page.path("total").asInt()).isEqualTo(page.path("items").size());
        return page.path("items").valueStream().toList();
    }

    static String told(JsonNode entry) {
        return entry.path("action").asString() + " " + entry.path("outcome").asString();
    }

    /** All that the table has of the company. */
    String stored() {
        return jdbc.sql("select * from audit_entry where company = ?")
                .param(code)
                .query()
                .listOfRows()
                .toString();
    }

    /** Neither a secret nor a digest of it that could be tried. */
    static void assertNowhere(String text, List<String> secrets) {
        assertThat(secrets).isNotEmpty().allSatisfy(secret -> {
            assertThat(secret).hasSizeGreaterThan(5);
            assertThat(text)
                    .doesNotContain(secret)
                    .doesNotContain(TestAudit.SEAL.of(secret))
                    .doesNotContain(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        });
    }
}
