package org.sanalpos.hub.virtualpos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.Caller;
import org.sanalpos.hub.security.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AdministrationApiTest {
    private static TestDatabase.Running database;
    private static AdminHub hub;

    @Parameter
    TestDatabase kind;

    @BeforeParameterizedClassInvocation
    static void start(TestDatabase kind) {
        database = kind.start();
        hub = AdminHub.start(database, Map.of());
        hub.operator().post("/companies", Map.of("code", "ACME", "name", "Acme Ticaret A.Ş."));
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        hub.close();
        database.close();
    }

    @Test
    void aCompanyComesBackWithItsDefaults() {
        Reply made = hub.operator().post("/companies", Map.of("code", "NEW_1", "name", "Yeni"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/v1/companies/NEW_1");
        String open =
                "{\"code\":\"NEW_1\",\"name\":\"Yeni\",\"clearCards\":null,\"doneMarker\":false,\"returnUrls\":[],"
                        + "\"fullAuthenticationOnly\":false,\"unconfirmedCharges\":\"keep\",\"webhookUrl\":null,\"logFolder\":null,\"logRetentionDays\":null";
        assertThat(made.text()).matches(Pattern.quote(open) + ",\"signingSecret\":\"[0-9a-f]{64}\"}");
        assertThat(hub.operator().get("/companies/NEW_1").text()).isEqualTo(open + "}");
        assertThat(hub.bean(Companies.class).find("NEW_1"))
                .hasValue(new Company("NEW_1", "Yeni", CompanySettings.DEFAULTS));
    }

    @Test
    void aCompanysSettingsChange() {
        hub.operator().post("/companies", Map.of("code", "CHANGING", "name", "x", "doneMarker", true));

        Reply changed = hub.operator()
                .put(
                        "/companies/CHANGING",
                        Map.of(
                                "name",
                                "y",
                                "clearCards",
                                false,
                                "returnUrls",
                                List.of("https://shop.example", "http://localhost:3000/return"),
                                "logRetentionDays",
                                30));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(hub.bean(Companies.class).find("CHANGING").orElseThrow().settings())
                .isEqualTo(new CompanySettings(
                        false,
                        false,
                        List.of("https://shop.example/", "http://localhost:3000/return"),
                        false,
                        false,
                        null,
                        null,
                        30));
        assertThat(hub.operator().get("/companies").text()).contains("\"CHANGING\"", "\"ACME\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                "a",
                "A/B",
                "A\\B",
                "-A",
                "A.B",
                "İSTANBUL",
                "A B",
                "../../x",
                "1234567890123456789012345678901234567890"
            })
    void aCodeThatIsNoFolderNameIsRefused(String code) {
        Reply refused = hub.operator().invalid().post("/companies", Map.of("code", code, "name", "x"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error("code")).isNotNull();
    }

    @Test
    void everythingThatIsWrongWithACompanyIsToldInOneAnswer() {
        Reply refused = hub.operator().invalid().post("/companies", """
                        {"code":"ok","clearCards":"no","returnUrls":["http://shop.example/"],"webhookUrl":"ftp://x","logFolder":"../logs",
                         "logRetentionDays":0,"colour":1}""");

        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("field")
                        .stringValue()))
                .containsExactlyInAnyOrder(
                        "code",
                        "name",
                        "clearCards",
                        "returnUrls",
                        "webhookUrl",
                        "logFolder",
                        "logRetentionDays",
                        "colour");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/hook",
                "https://127.0.0.1/hook",
                "https://localhost/hook",
                "https://10.0.0.8/hook",
                "https://169.254.169.254/latest",
                "https://[::1]/hook",
                "https://[::ffff:8.8.8.8]/hook",
                "https://user@hooks.example/"
            })
    void aWebhookGoesToPublicHostsOnly(String url) {
        Reply refused =
                hub.operator().invalid().put("/companies/ACME", Map.of("name", "Acme Ticaret A.Ş.", "webhookUrl", url));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error("webhookUrl")).startsWith("expected an https URL of a public host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://8.8.8.8:8443/hook?t=1", "https://no-such-host.invalid/hook"})
    void aPublicWebhookAddressIsKeptAlsoBeforeItsHostIsThere(String url) {
        Reply kept = hub.operator().put("/companies/ACME", Map.of("name", "Acme Ticaret A.Ş.", "webhookUrl", url));

        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.body().path("webhookUrl").asString()).isEqualTo(url);
    }

    @Test
    void aCompanyIsMadeOnceAndAMissingOneIsNotFound() {
        assertThat(hub.operator()
                        .post("/companies", Map.of("code", "ACME", "name", "x"))
                        .status())
                .isEqualTo(409);
        assertThat(hub.operator().get("/companies/NOBODY").status()).isEqualTo(404);
        assertThat(hub.operator().put("/companies/NOBODY", Map.of("name", "x")).status())
                .isEqualTo(404);
    }

    @Test
    void aKeyIsShownOnce() {
        Map<String, Object> body = Map.of("company", "ACME", "scopes", List.of("refunds:write", "payments:read"));
        Reply made = hub.operator().post("/api-keys", body);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("scopes").toString()).isEqualTo("[\"payments:read\",\"refunds:write\"]");
        String key = made.body().path("key").stringValue();
        Reply list = hub.operator().get("/api-keys");
        assertThat(list.text()).contains(made.body().path("id").stringValue()).doesNotContain(key);
    }

    @Test
    void aKeyNeedsACompanyThatExistsAndKnownScopes() {
        Reply unknown =
                hub.operator().post("/api-keys", Map.of("company", "NOBODY", "scopes", List.of("payments:read")));
        assertThat(unknown.status()).isEqualTo(404);
        Reply refused = hub.operator().invalid().post("/api-keys", Map.of("scopes", List.of("payments:all")));
        assertThat(refused.error("company")).contains("null for an operator's key");
        assertThat(refused.error("scopes")).contains("payments:all").contains("reports:read");
        Map<String, Object> operator = new HashMap<>();
        operator.put("company", null);
        operator.put("scopes", List.of("payments:read"));
        assertThat(hub.operator().post("/api-keys", operator).status()).isEqualTo(201);
        operator.put("scopes", List.of());
        assertThat(hub.operator().invalid().post("/api-keys", operator).error("scopes"))
                .startsWith("is missing");
    }

    @Test
    void theCatalogueIsReadInTheShapeOfTheContract() {
        JsonNode bank = hub.operator().get("/banks").body().path("banks").get(0);

        assertThat(bank.toString())
                .isEqualTo(
                        "{\"code\":\"halkbank\",\"name\":\"Halkbank\",\"eftCode\":\"0012\",\"dialect\":\"nestpay\","
                                + "\"operations\":[\"sale\",\"preauth\",\"capture\",\"void\",\"refund\",\"inquiry\"],"
                                + "\"secure\":[\"none\",\"3d\"],\"currencies\":[\"TRY\",\"USD\"],\"endpoints\":{\"production\":{"
                                + "\"api\":\"https://pos.halkbank.example/api\",\"threeDGate\":\"https://pos.halkbank.example/gate\"},"
                                + "\"test\":{}},\"credentials\":["
                                + "{\"name\":\"clientId\",\"label\":{\"en\":\"Store number\",\"tr\":\"Mağaza numarası\"},\"required\":true,\"secret\":false},"
                                + "{\"name\":\"username\",\"label\":{\"en\":\"API user\",\"tr\":\"API kullanıcısı\"},\"required\":true,\"secret\":false},"
                                + "{\"name\":\"password\",\"label\":{\"en\":\"API password\",\"tr\":\"API şifresi\"},\"required\":true,\"secret\":true},"
                                + "{\"name\":\"storeKey\",\"label\":{\"en\":\"Store key\",\"tr\":\"3D anahtarı\"},\"required\":false,\"secret\":true}],"
                                + "\"installments\":12,\"limits\":{\"minAmount\":\"0.01\",\"maxAmount\":null,"
                                + "\"installmentCurrencies\":[\"TRY\"],\"moto\":[\"sale\"]},\"unsupported\":{},\"unverified\":[]}");
    }

    @Test
    void aRequestIsForTheKeysCompanyOrTheOneThatAnOperatorNames() {
        Companies companies = hub.bean(Companies.class);
        Caller company = new Caller("k", "ACME", EnumSet.allOf(Scope.class));
        Caller operator = new Caller("k", null, EnumSet.allOf(Scope.class));

        assertThat(companies.resolve(company, null)).isEqualTo("ACME");
        assertThat(companies.resolve(company, "ACME")).isEqualTo("ACME");
        assertThat(companies.resolve(operator, "ACME")).isEqualTo("ACME");
        assertRefused(() -> companies.resolve(company, "OTHER"), 404, "company");
        assertRefused(() -> companies.resolve(operator, "OTHER"), 404, "company");
        assertRefused(() -> companies.resolve(operator, null), 400, "company");
    }

    @Test
    void aCompanysSigningSecretIsShownOnceAndCanBeReplaced() {
        Reply made = hub.operator().post("/companies", Map.of("code", "SIGNED", "name", "İmzalı"));
        String first = made.body().path("signingSecret").asString();

        Reply renewed = hub.operator().post("/companies/SIGNED/signing-secret", null);

        String second = renewed.body().path("signingSecret").asString();
        assertThat(second).matches("[0-9a-f]{64}").isNotEqualTo(first);
        assertThat(hub.bean(SigningSecrets.class).of("SIGNED")).isEqualTo(second);
        assertThat(hub.operator().get("/companies/SIGNED").text()).doesNotContain("signing");
        assertThat(hub.operator().post("/companies/NOBODY/signing-secret", null).status())
                .isEqualTo(404);
    }

    @Test
    void everySecretComesUnderTheNewMasterKeyAtTheStart() {
        hub.operator()
                .post(
                        "/virtual-pos",
                        Map.of(
                                "code",
                                "ROTATED",
                                "company",
                                "ACME",
                                "bank",
                                "halkbank",
                                "environment",
                                "production",
                                "credentials",
                                Map.of("clientId", "1", "username", "u", "password", "s3cret", "storeKey", "k3y")));
        String cardKey = hub.client(null).get("/keys").body().at("/keys/0/kid").stringValue();
        // The definition's two, the fingerprints' key, the card key, and each company's signing secret.
        int secrets = 4 + hub.operator().get("/companies").body().path("items").size();
        String newKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

        Map<String, String> rotating =
                Map.of("sanalpos.master-key", newKey, "sanalpos.previous-master-keys", AdminHub.MASTER_KEY);
        assertThat(cellsUnder("630dcd29")).hasSize(4);
        assertThat(cellsUnder("66687aad")).isEmpty();
        try (AdminHub other = AdminHub.start(database, rotating)) {
            assertThat(cellsUnder("630dcd29")).isEmpty();
            assertThat(cellsUnder("66687aad")).hasSize(4);
            assertThat(other.operator().post("/secrets/re-encrypt", null).text())
                    .isEqualTo("{\"keyId\":\"66687aad\",\"reEncrypted\":0,\"current\":" + secrets + "}");
            assertThat(reEncryptions("66687aad"))
                    .containsExactly(
                            "operator {\"reEncrypted\":0,\"current\":" + secrets + "}",
                            "hub {\"reEncrypted\":" + secrets + ",\"current\":0}");
        }
        AdminHub.start(database, rotating).close();
        assertThat(reEncryptions("66687aad")).hasSize(2);
        try (AdminHub after = AdminHub.start(database, Map.of("sanalpos.master-key", newKey))) {
            assertThat(after.bean(VirtualPoses.class)
                            .find("ACME", "ROTATED")
                            .orElseThrow()
                            .secrets())
                    .containsOnly(entry("password", "s3cret"), entry("storeKey", "k3y"));
            assertThat(after.client(null).get("/keys").body().at("/keys/0/kid").stringValue())
                    .isEqualTo(cardKey);
        }
        // The running hub has not the new key: what it is to read comes back.
        Map<String, String> back = Map.of("sanalpos.previous-master-keys", newKey);
        AdminHub.start(database, back).close();
        assertThat(cellsUnder("66687aad")).isEmpty();
    }

    /** Who brought secrets under a master key, and how many, the last one first. */
    private static List<String> reEncryptions(String masterKey) {
        return hub.operator()
                .get("/audit?kind=secrets&code=" + masterKey)
                .body()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("by").path("type").stringValue() + " {\"reEncrypted\":"
                        + entry.path("details").path("reEncrypted").intValue() + ",\"current\":"
                        + entry.path("details").path("current").intValue() + "}")
                .toList();
    }

    /** Columns of the whole database that hold something under a master key. */
    private static List<String> cellsUnder(String masterKey) {
        JdbcClient jdbc = hub.bean(JdbcClient.class);
        return jdbc.sql("""
                        select table_name, column_name from information_schema.columns
                        where lower(table_schema) = 'public' and lower(data_type) in ('text', 'character large object', 'character varying')
                        """).query((row, number) -> row.getString(1) + "." + row.getString(2)).list().stream()
                .filter(cell -> jdbc.sql("select count(*) from " + cell.replaceAll("\\..*", "") + " where "
                                        + cell.replaceAll(".*\\.", "") + " like :text")
                                .param("text", "%v1:" + masterKey + ":%")
                                .query(Integer.class)
                                .single()
                        > 0)
                .toList();
    }

    private static void assertRefused(Runnable call, int status, String field) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(status);
            assertThat(refused.problem().errors()).singleElement().satisfies(error -> assertThat(error.field())
                    .isEqualTo(field));
        });
    }
}
