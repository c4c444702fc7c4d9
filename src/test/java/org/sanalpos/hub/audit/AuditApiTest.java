package org.sanalpos.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the audit tells of a company that is made for each test, over HTTP. */
@HubTest
@ExtendWith(OutputCaptureExtension.class)
class AuditApiTest {
    @LocalServerPort
    int port;

    @Autowired
    SandboxStores stores;

    @Autowired
    JdbcClient jdbc;

    AuditedCompany company;
    ContractClient operator;
    ContractClient clerk;

    @BeforeEach
    void company() {
        company = new AuditedCompany(port, jdbc);
        operator = company.operator();
        clerk = company.clerk();
    }

    @Test
    void everyChangeOfADefinitionTellsWhoWhatBeforeAndAfter() {
        company.create("halkbank", "POS", stores.demoCredentials("halkbank"), Map.of("priority", 5));
        Reply changed = clerk.put(
                "/virtual-pos/POS",
                AuditedCompany.definition("halkbank", stores.demoCredentials("halkbank"), Map.of("priority", 7)));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(operator.delete("/virtual-pos/POS?company=" + company.code()).status())
                .isEqualTo(204);

        List<JsonNode> entries = company.entries(clerk, "&kind=virtual-pos&code=POS");

        assertThat(entries)
                .extracting(AuditedCompany::told)
                .containsExactly("delete done", "change done", "create done");
        JsonNode change = entries.get(1);
        assertThat(change.path("by").toString())
                .isEqualTo("{\"type\":\"company\",\"keyId\":\"" + company.keyId() + "\",\"company\":\"" + company.code()
                        + "\",\"address\":\"127.0.0.1\"}");
        assertThat(change.path("company").asString()).isEqualTo(company.code());
        assertThat(change.path("changed").toString()).isEqualTo("[\"priority\"]");
        assertThat(change.path("before").path("priority").asInt()).isEqualTo(5);
        assertThat(change.path("after").path("priority").asInt()).isEqualTo(7);
        assertThat(change.path("after").path("credentials"))
                .isEqualTo(changed.body().path("credentials"));
        JsonNode deletion = entries.get(0);
        assertThat(deletion.path("by").path("type").asString()).isEqualTo("operator");
        assertThat(deletion.path("by").path("keyId").asString()).isEqualTo("operator-setting");
        assertThat(deletion.path("before")).isEqualTo(change.path("after"));
        assertThat(deletion.path("after").isNull()).isTrue();
        assertThat(entries.get(2).path("before").isNull()).isTrue();
    }

    @Test
    void whatWasNotDoneLeavesNoEntry() {
        company.create("halkbank", "POS", stores.demoCredentials("halkbank"), Map.of());
        List<JsonNode> before = company.entries(operator, "");

        assertThat(clerk.post(
                                "/virtual-pos",
                                AuditedCompany.withCode(
                                        "POS",
                                        AuditedCompany.definition(
                                                "halkbank", stores.demoCredentials("halkbank"), Map.of())))
                        .status())
                .isEqualTo(409);
        assertThat(clerk.invalid()
                        .put("/virtual-pos/POS", Map.of("bank", "none"))
                        .status())
                .isEqualTo(400);
        assertThat(clerk.delete("/virtual-pos/NONE").status()).isEqualTo(404);
        assertThat(operator.post("/companies", Map.of("code", company.code(), "name", "x"))
                        .status())
                .isEqualTo(409);

        assertThat(company.entries(operator, "")).isEqualTo(before);
    }

    @Test
    void companiesKeysAndSigningSecretsAreToldToo() {
        operator.put("/companies/" + company.code(), Map.of("name", "Yeni A.Ş.", "logRetentionDays", 90));
        String secret = operator.post("/companies/" + company.code() + "/signing-secret", null)
                .body()
                .path("signingSecret")
                .asString();
        JsonNode key = company.key(company.code(), List.of("payments:read"));
        operator.delete("/api-keys/" + key.path("id").asString());
        operator.delete("/api-keys/" + key.path("id").asString());

        List<JsonNode> entries = company.entries(clerk, "");

        assertThat(entries)
                .extracting(entry -> entry.path("kind").asString() + " " + AuditedCompany.told(entry))
                .containsExactly(
                        "api-key revoke done",
                        "api-key create done",
                        "company renew-secret done",
                        "company change done",
                        "api-key create done",
                        "company renew-secret done",
                        "company create done");
        assertThat(entries.get(3).path("changed").toString()).isEqualTo("[\"logRetentionDays\",\"name\"]");
        assertThat(entries.get(2).path("changed").toString()).isEqualTo("[\"signingSecret\"]");
        assertThat(entries.get(2).path("before").toString()).isEqualTo("{\"signingSecret\":\"********\"}");
        assertThat(entries.get(5).path("before").toString()).isEqualTo("{\"signingSecret\":null}");
        assertThat(entries.get(0).path("changed").toString()).isEqualTo("[\"revokedAt\"]");
        assertThat(entries.get(1).path("code").asString())
                .isEqualTo(key.path("id").asString());
        assertThat(entries.get(1).path("after").path("scopes").toString()).isEqualTo("[\"payments:read\"]");
        AuditedCompany.assertNowhere(
                company.stored(), List.of(secret, key.path("key").asString()));
    }

    @Test
    void aKeyForAllCompaniesAndAReEncryptionAreForOperatorsToRead() {
        String id = company.key(null, List.of("reports:read")).path("id").asString();
        operator.post("/secrets/re-encrypt", null);

        assertThat(operator.get("/audit?kind=api-key&code=" + id)
                        .body()
                        .path("items")
                        .get(0)
                        .path("company")
                        .isNull())
                .isTrue();
        assertThat(clerk.get("/audit?kind=api-key&code=" + id)
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(operator.get("/audit?kind=secrets&size=1")
                        .body()
                        .path("items")
                        .get(0)
                        .path("details")
                        .path("current")
                        .asInt())
                .isPositive();
    }

    @Test
    void aKeyForCardsThatAnOperatorMakesIsTold() {
        String kid = operator.post("/keys", null).body().path("kid").asString();

        assertThat(operator.get("/audit?kind=card-key&code=" + kid)
                        .body()
                        .path("items")
                        .valueStream())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(AuditedCompany.told(entry)).isEqualTo("create done");
                    assertThat(entry.path("by").path("keyId").asString()).isEqualTo("operator-setting");
                    assertThat(entry.path("company").isNull()).isTrue();
                    assertThat(entry.path("after").path("kid").asString()).isEqualTo(kid);
                    assertThat(entry.path("after").path("privateKey").asString())
                            .isEqualTo(Snapshot.MASK);
                });
    }

    @Test
    void ofAWebhookUrlTheValuesOfItsQueryAreNotKeptAndAChangeOfOneIsTold() {
        for (String token : List.of("first-t0ken", "second-t0ken")) {
            Reply changed = operator.put(
                    "/companies/" + company.code(),
                    Map.of("name", "x", "webhookUrl", "http://127.0.0.1:9/hook?token=" + token + "&" + token));
            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        }

        JsonNode change = company.entries(operator, "&kind=company").get(0);

        assertThat(change.path("changed").toString()).isEqualTo("[\"webhookUrl\"]");
        for (String state : List.of("before", "after")) {
            assertThat(change.path(state).path("webhookUrl").asString())
                    .isEqualTo("http://127.0.0.1:9/hook?token=********&********");
        }
        assertThat(company.stored()).doesNotContain("t0ken");
    }

    @Test
    void aCompanySeesItsOwnAndNobodyElses() {
        assertThat(clerk.get("/audit").body().path("items").valueStream())
                .isNotEmpty()
                .allSatisfy(
                        entry -> assertThat(entry.path("company").asString()).isEqualTo(company.code()));
        assertThat(clerk.get("/audit?company=DEMO").status()).isEqualTo(404);
        assertThat(clerk.get("/audit/verification?company=DEMO").status()).isEqualTo(404);
        for (String missing : List.of("definitions:read", "payments:read")) {
            List<String> scopes = AuditedCompany.ALL.stream()
                    .filter(scope -> !scope.equals(missing))
                    .toList();
            ContractClient without = company.client(
                    company.key(company.code(), scopes).path("key").asString());
            assertThat(without.get("/audit").status()).isEqualTo(403);
            assertThat(without.get("/audit/verification").status()).isEqualTo(403);
        }
        assertThat(ContractClient.of("http://127.0.0.1:" + port, null)
                        .get("/audit")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theListIsPagedAndFilteredByTime() {
        JsonNode all = clerk.get("/audit").body();
        int total = all.path("total").asInt();
        assertThat(total).isGreaterThanOrEqualTo(3);
        JsonNode second = clerk.get("/audit?page=1&size=1").body();
        assertThat(second.path("items").get(0)).isEqualTo(all.path("items").get(1));
        assertThat(second.path("total").asInt()).isEqualTo(total);
        String newest = all.path("items").get(0).path("at").asString();
        assertThat(clerk.get("/audit?to=" + newest).body().path("items").get(0))
                .isEqualTo(all.path("items").get(1));
        assertThat(clerk.get("/audit?from=" + newest).body().path("items").valueStream())
                .containsExactly(all.path("items").get(0));

        Reply wrong = clerk.invalid().get("/audit?from=yesterday&kind=card&size=0&page=x");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.error("from")).contains("RFC 3339");
        assertThat(wrong.error("kind")).contains("virtual-pos");
        assertThat(wrong.error("size")).isNotNull();
        assertThat(wrong.error("page")).isNotNull();
        assertThat(clerk.invalid()
                        .get("/audit?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
                        .error("to"))
                .isNotNull();
    }

    @Test
    void changesAtTheSameMomentFollowEachOtherWithoutAGap() {
        company.create("halkbank", "POS", stores.demoCredentials("halkbank"), Map.of("priority", 0));
        List<CompletableFuture<Void>> changes = IntStream.rangeClosed(1, 6)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 3; i++) {
                        Map<String, Object> more = Map.of("priority", thread * 10 + i);
                        assertThat(clerk.put(
                                                "/virtual-pos/POS",
                                                AuditedCompany.definition(
                                                        "halkbank", stores.demoCredentials("halkbank"), more))
                                        .status())
                                .isEqualTo(200);
                    }
                }))
                .toList();
        changes.forEach(CompletableFuture::join);

        List<JsonNode> entries = company.entries(clerk, "&kind=virtual-pos&code=POS");
        assertThat(entries).hasSize(19);
        for (int i = 1; i < entries.size(); i++) {
            JsonNode later = entries.get(i - 1);
            JsonNode earlier = entries.get(i);
            assertThat(later.path("number").asInt())
                    .isEqualTo(earlier.path("number").asInt() + 1);
            assertThat(later.path("before")).isEqualTo(earlier.path("after"));
        }
        JsonNode own = clerk.get("/audit/verification").body();
        assertThat(own.path("whole").asBoolean()).as(own.toString()).isTrue();
        assertThat(own.path("chains").size()).isEqualTo(1);
        assertThat(own.path("chains").get(0).path("number"))
                .isEqualTo(entries.get(0).path("number"));
        assertThat(own.path("chains").get(0).path("hash"))
                .isEqualTo(entries.get(0).path("hash"));
        JsonNode whole = operator.get("/audit/verification").body();
        assertThat(whole.path("whole").asBoolean()).as(whole.toString()).isTrue();
        assertThat(whole.path("entries").asLong())
                .isGreaterThan(own.path("entries").asLong());
    }

    @Test
    void refusedAttemptsAreLinesOfTheLogAndNoEntries(CapturedOutput log) {
        List<JsonNode> before = company.entries(operator, "");
        String wrongKey = "/payments/" + UUID.randomUUID();
        String lacking = "/payments/" + UUID.randomUUID() + "/refunds";
        JsonNode reader = company.key(company.code(), List.of("payments:read"));

        assertThat(company.client("sph_wrong-key-of-nobody").get(wrongKey).status())
                .isEqualTo(401);
        assertThat(company.client(reader.path("key").asString())
                        .post(lacking, null)
                        .status())
                .isEqualTo(403);

        assertThat(log.getOut())
                .contains("Refused (401): GET /api/v1" + wrongKey + " from 127.0.0.1: ")
                .contains("Refused (403): POST /api/v1" + lacking + " by key "
                        + reader.path("id").asString() + " of company " + company.code()
                        + " from 127.0.0.1: The key lacks the scope refunds:write")
                .doesNotContain("sph_wrong-key-of-nobody");
        assertThat(company.entries(operator, "")).hasSize(before.size() + 1);
    }
}
