package org.sanalpos.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.CredentialField;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.sanalpos.hub.virtualpos.VirtualPoses;
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
    private static final List<String> ALL = List.of(
            "payments:write",
            "payments:read",
            "refunds:write",
            "definitions:read",
            "definitions:write",
            "reports:read",
            "reconciliation:write");

    @LocalServerPort
    int port;

    @Autowired
    SandboxStores stores;

    @Autowired
    BankCatalogue banks;

    @Autowired
    VirtualPoses poses;

    @Autowired
    JdbcClient jdbc;

    ContractClient operator;
    ContractClient clerk;
    String company;
    String keyId;

    @BeforeEach
    void company() {
        operator = client(HubTest.OPERATOR_KEY);
        company = "A" + UUID.randomUUID().toString().substring(0, 13).toUpperCase(Locale.ROOT);
        assertThat(operator.post("/companies", Map.of("code", company, "name", "Denetim A.Ş."))
                        .status())
                .isEqualTo(201);
        JsonNode key = key(company, ALL);
        keyId = key.path("id").asString();
        clerk = client(key.path("key").asString());
    }

    @Test
    void everyChangeOfADefinitionTellsWhoWhatBeforeAndAfter() {
        create("halkbank", "POS", stores.demoCredentials("halkbank"), Map.of("priority", 5));
        Reply changed = clerk.put(
                "/virtual-pos/POS", definition("halkbank", stores.demoCredentials("halkbank"), Map.of("priority", 7)));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(operator.delete("/virtual-pos/POS?company=" + company).status())
                .isEqualTo(204);

        List<JsonNode> entries = entries(clerk, "&kind=virtual-pos&code=POS");

        assertThat(entries).extracting(AuditApiTest::told).containsExactly("delete done", "change done", "create done");
        JsonNode change = entries.get(1);
        assertThat(change.path("by").toString())
                .isEqualTo("{\"type\":\"company\",\"keyId\":\"" + keyId + "\",\"company\":\"" + company
                        + "\",\"address\":\"127.0.0.1\"}");
        assertThat(change.path("company").asString()).isEqualTo(company);
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
        create("halkbank", "POS", stores.demoCredentials("halkbank"), Map.of());
        List<JsonNode> before = entries(operator, "");

        assertThat(clerk.post(
                                "/virtual-pos",
                                withCode("POS", definition("halkbank", stores.demoCredentials("halkbank"), Map.of())))
                        .status())
                .isEqualTo(409);
        assertThat(clerk.invalid()
                        .put("/virtual-pos/POS", Map.of("bank", "none"))
                        .status())
                .isEqualTo(400);
        assertThat(clerk.delete("/virtual-pos/NONE").status()).isEqualTo(404);
        assertThat(operator.post("/companies", Map.of("code", company, "name", "x"))
                        .status())
                .isEqualTo(409);

        assertThat(entries(operator, "")).isEqualTo(before);
    }

    @Test
    void companiesKeysAndSigningSecretsAreToldToo() {
        operator.put("/companies/" + company, Map.of("name", "Yeni A.Ş.", "logRetentionDays", 90));
        String secret = operator.post("/companies/" + company + "/signing-secret", null)
                .body()
                .path("signingSecret")
                .asString();
        JsonNode key = key(company, List.of("payments:read"));
        operator.delete("/api-keys/" + key.path("id").asString());
        operator.delete("/api-keys/" + key.path("id").asString());

        List<JsonNode> entries = entries(clerk, "");

        assertThat(entries)
                .extracting(entry -> entry.path("kind").asString() + " " + told(entry))
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
        assertNowhere(stored(), List.of(secret, key.path("key").asString()));
    }

    @Test
    void aKeyForAllCompaniesAndAReEncryptionAreForOperatorsToRead() {
        String id = key(null, List.of("reports:read")).path("id").asString();
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
    void noSecretOfAnyBankIsInTheAudit() {
        List<String> secrets = new ArrayList<>();
        List<String> open = new ArrayList<>();
        int masked = 0;
        for (Bank bank : banks.banks()) {
            if (!stores.banks().contains(bank.code())) {
                continue;
            }
            String code = "POS-" + bank.code().toUpperCase(Locale.ROOT);
            Map<String, String> first = fresh(bank);
            Map<String, String> second = fresh(bank);
            create(bank.code(), code, first, Map.of());
            assertThat(poses.find(company, code).orElseThrow().account().credentials())
                    .isEqualTo(new TreeMap<>(first));
            Reply changed = clerk.put("/virtual-pos/" + code, definition(bank.code(), second, Map.of()));
            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
            JsonNode check = clerk.post("/virtual-pos/" + code + "/check", null).body();
            assertThat(check.path("ok").isBoolean()).isTrue();

            List<String> expected = new ArrayList<>();
            for (CredentialField field : bank.credentials()) {
                if (first.containsKey(field.name()) && field.secret()) {
                    secrets.addAll(List.of(first.get(field.name()), second.get(field.name())));
                    expected.add("credentials." + field.name());
                } else if (first.containsKey(field.name())) {
                    open.add(first.get(field.name()));
                }
            }
            assertThat(expected).as(bank.code()).isNotEmpty();
            JsonNode change = entries(clerk, "&kind=virtual-pos&code=" + code).stream()
                    .filter(entry -> entry.path("action").asString().equals("change"))
                    .findFirst()
                    .orElseThrow();
            assertThat(change.path("changed").valueStream().map(JsonNode::asString))
                    .containsExactlyInAnyOrderElementsOf(expected);
            for (String name : expected) {
                for (String state : List.of("before", "after")) {
                    assertThat(change.at("/" + state + "/" + name.replace('.', '/'))
                                    .asString())
                            .isEqualTo(Snapshot.MASK);
                    masked++;
                }
            }
            assertThat(clerk.delete("/virtual-pos/" + code).status()).isEqualTo(204);
        }
        assertThat(masked).isGreaterThan(20);

        String stored = stored();
        // What may be read is found by the same search.
        assertThat(open).isNotEmpty().allSatisfy(value -> assertThat(stored).contains(value));
        assertNowhere(stored, secrets);
        assertNowhere(clerk.get("/audit?size=200").text(), secrets);
    }

    @Test
    void whatAKeyAsksForAboutAPaymentIsToldWithWhatCameOfIt() {
        create("halkbank", "POS", stores.demoCredentials("halkbank"), Map.of());
        String id = sale(clerk, Map.of());
        String path = "/payments/" + id;
        assertThat(entries(clerk, "&kind=payment")).isEmpty();

        ContractClient once = clerk.with("Idempotency-Key", Requests.id());
        assertThat(once.post(path + "/refunds", Map.of("amount", "29.90")).status())
                .isEqualTo(201);
        assertThat(once.post(path + "/refunds", Map.of("amount", "29.90")).header("Idempotent-Replayed"))
                .isEqualTo("true");
        assertThat(clerk.post(path + "/refunds", Map.of("amount", "100.01")).status())
                .isEqualTo(422);
        assertThat(clerk.post(path + "/captures", null).status()).isEqualTo(409);
        assertThat(clerk.post(path + "/sync", null).status()).isEqualTo(200);
        assertThat(clerk.invalid()
                        .post(path + "/refunds", Map.of("amount", "x"))
                        .status())
                .isEqualTo(400);

        List<JsonNode> entries = entries(clerk, "&kind=payment&code=" + id);
        assertThat(entries)
                .extracting(AuditApiTest::told)
                .containsExactly(
                        "inquiry approved",
                        "inquiry begun",
                        "capture refused",
                        "refund refused",
                        "refund approved",
                        "refund begun");
        JsonNode approved = entries.get(4);
        assertThat(approved.path("by").path("keyId").asString()).isEqualTo(keyId);
        assertThat(approved.path("operationId")).isEqualTo(entries.get(5).path("operationId"));
        assertThat(approved.path("details").path("amount").asString()).isEqualTo("29.90");
        assertThat(approved.path("before").path("refundedAmount").asString()).isEqualTo("0.00");
        assertThat(approved.path("after").path("refundedAmount").asString()).isEqualTo("29.90");
        assertThat(approved.path("after").path("status").asString()).isEqualTo("partially_refunded");
        assertThat(entries.get(3).path("details").path("reason").asString()).contains("100.00");
        assertThat(entries.get(3).path("details").path("amount").asString()).isEqualTo("100.01");
        assertThat(approved.path("number").isNull()).isTrue();
    }

    @Test
    void aPaymentThatAnOperatorMakesIsTold() {
        create("halkbank", "POS", stores.demoCredentials("halkbank"), Map.of());

        String id = sale(operator, Map.of("company", company));

        assertThat(entries(clerk, "&kind=payment")).singleElement().satisfies(entry -> {
            assertThat(entry.path("code").asString()).isEqualTo(id);
            assertThat(told(entry)).isEqualTo("sale begun");
            assertThat(entry.path("by").path("type").asString()).isEqualTo("operator");
        });
    }

    @Test
    void aCompanySeesItsOwnAndNobodyElses() {
        assertThat(clerk.get("/audit").body().path("items").valueStream())
                .isNotEmpty()
                .allSatisfy(
                        entry -> assertThat(entry.path("company").asString()).isEqualTo(company));
        assertThat(clerk.get("/audit?company=DEMO").status()).isEqualTo(404);
        assertThat(clerk.get("/audit/verification?company=DEMO").status()).isEqualTo(404);
        for (String missing : List.of("definitions:read", "payments:read")) {
            List<String> scopes =
                    ALL.stream().filter(scope -> !scope.equals(missing)).toList();
            ContractClient without = client(key(company, scopes).path("key").asString());
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
        create("halkbank", "POS", stores.demoCredentials("halkbank"), Map.of("priority", 0));
        List<CompletableFuture<Void>> changes = IntStream.rangeClosed(1, 6)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 3; i++) {
                        Map<String, Object> more = Map.of("priority", thread * 10 + i);
                        assertThat(clerk.put(
                                                "/virtual-pos/POS",
                                                definition("halkbank", stores.demoCredentials("halkbank"), more))
                                        .status())
                                .isEqualTo(200);
                    }
                }))
                .toList();
        changes.forEach(CompletableFuture::join);

        List<JsonNode> entries = entries(clerk, "&kind=virtual-pos&code=POS");
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
        List<JsonNode> before = entries(operator, "");
        String wrongKey = "/payments/" + UUID.randomUUID();
        String lacking = "/payments/" + UUID.randomUUID() + "/refunds";
        JsonNode reader = key(company, List.of("payments:read"));

        assertThat(client("sph_wrong-key-of-nobody").get(wrongKey).status()).isEqualTo(401);
        assertThat(client(reader.path("key").asString()).post(lacking, null).status())
                .isEqualTo(403);

        assertThat(log.getOut())
                .contains("Refused (401): GET /api/v1" + wrongKey + " from 127.0.0.1: ")
                .contains("Refused (403): POST /api/v1" + lacking + " by key "
                        + reader.path("id").asString() + " of company " + company
                        + " from 127.0.0.1: The key lacks the scope refunds:write")
                .doesNotContain("sph_wrong-key-of-nobody");
        assertThat(entries(operator, "")).hasSize(before.size() + 1);
    }

    private ContractClient client(String key) {
        return ContractClient.of("http://127.0.0.1:" + port, key);
    }

    private JsonNode key(String of, List<String> scopes) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("company", of);
        body.put("scopes", scopes);
        Reply made = operator.post("/api-keys", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body();
    }

    private void create(String bank, String code, Map<String, String> credentials, Map<String, Object> more) {
        Reply made = clerk.post("/virtual-pos", withCode(code, definition(bank, credentials, more)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    private static Map<String, Object> withCode(String code, Map<String, Object> definition) {
        return Requests.with(definition, "code", code);
    }

    private static Map<String, Object> definition(
            String bank, Map<String, String> credentials, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("bank", bank);
        body.put("environment", "sandbox");
        body.put("allowNonSecure", true);
        body.put("secure", "none");
        body.put("credentials", credentials);
        body.putAll(more);
        return body;
    }

    private String sale(ContractClient by, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(Requests.sale("halkbank"));
        body.put("virtualPos", "POS");
        body.putAll(more);
        Reply reply = by.post("/payments", body);
        assertThat(reply.body().path("status").asString()).as(reply.text()).isEqualTo("captured");
        return reply.body().path("id").asString();
    }

    /** The demonstration store's credentials, whose secrets nobody else has: other letters and digits in the same places. */
    private Map<String, String> fresh(Bank bank) {
        Map<String, String> credentials = new LinkedHashMap<>(stores.demoCredentials(bank.code()));
        bank.credentials().stream()
                .filter(CredentialField::secret)
                .forEach(field -> credentials.computeIfPresent(field.name(), (name, value) -> matching(field, value)));
        return credentials;
    }

    private static String matching(CredentialField field, String value) {
        for (String candidate :
                List.of(shuffled(value) + UUID.randomUUID().toString().replace("-", ""), shuffled(value))) {
            if (field.pattern() == null || candidate.matches(field.pattern())) {
                return candidate;
            }
        }
        throw new AssertionError("no other value for " + field.name());
    }

    private static String shuffled(String value) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return value.chars()
                .map(c -> Character.isDigit(c)
                        ? '0' + random.nextInt(10)
                        : Character.isUpperCase(c)
                                ? 'A' + random.nextInt(6)
                                : Character.isLowerCase(c) ? 'a' + random.nextInt(6) : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private List<JsonNode> entries(ContractClient client, String query) {
        JsonNode page =
                client.get("/audit?company=" + company + "&size=200" + query).body();
        assertThat(page.path("total").asInt()).isEqualTo(page.path("items").size());
        return page.path("items").valueStream().toList();
    }

    private static String told(JsonNode entry) {
        return entry.path("action").asString() + " " + entry.path("outcome").asString();
    }

    /** All that the table has of the company. */
    private String stored() {
        return jdbc.sql("select * from audit_entry where company = ?")
                .param(company)
                .query()
                .listOfRows()
                .toString();
    }

    /** Neither a secret nor a digest of it that could be tried. */
    private static void assertNowhere(String text, List<String> secrets) {
        assertThat(secrets).isNotEmpty().allSatisfy(secret -> {
            assertThat(secret).hasSizeGreaterThan(5);
            assertThat(text)
                    .doesNotContain(secret)
                    .doesNotContain(TestAudit.SEAL.of(secret))
                    .doesNotContain(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        });
    }
}
