package org.sanalpos.hub.virtualpos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParameterizedClass
@EnumSource(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VirtualPosApiTest {
    @Parameter
    TestDatabase kind;

    private final AtomicInteger number = new AtomicInteger();
    private TestDatabase.Running database;
    private AdminHub hub;
    private ContractClient operator;
    private ContractClient acme;
    private String code;

    @BeforeParameterizedClassInvocation
    void start(TestDatabase kind) {
        database = kind.start();
        hub = AdminHub.start(database, Map.of());
        operator = hub.operator();
        for (String company : List.of("ACME", "OTHER")) {
            operator.post("/companies", Map.of("code", company, "name", company));
        }
        acme = hub.client(key("ACME"));
    }

    @BeforeEach
    void newCode() {
        code = "POS-" + number.incrementAndGet();
    }

    @AfterParameterizedClassInvocation
    void stop() throws Exception {
        hub.close();
        database.close();
    }

    @Test
    void aModelOf3DSecureNeedsItsKeysAndIsTheDefaultWhereTheyAreThere() {
        Map<String, Object> body = new LinkedHashMap<>(halkbank());
        body.put("secure", "3d");
        Reply refused = acme.post("/virtual-pos", body);

        Map<String, Object> credentials = new LinkedHashMap<>((Map<String, ?>) body.get("credentials"));
        credentials.put("storeKey", "k3y");
        body.put("credentials", credentials);
        body.remove("secure");
        Reply made = acme.post("/virtual-pos", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error("credentials.storeKey")).isEqualTo("is needed for secure 3d");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.body().path("secure").stringValue()).isEqualTo("3d");
    }

    @Test
    void aDefinitionComesBackWithItsDefaultsAndItsSecretsMasked() {
        Reply made = acme.post("/virtual-pos", halkbank());

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).startsWith("/api/v1/virtual-pos/" + code);
        Reply read = acme.get("/virtual-pos/" + code);
        assertThat(read.body()).isEqualTo(made.body());
        assertThat(read.body().path("credentials").path("password").stringValue())
                .isEqualTo("********");
        assertThat(read.body().path("credentials").path("clientId").stringValue())
                .isEqualTo("500100000");
        assertThat(read.body().path("secure").stringValue()).isEqualTo("none");
        assertThat(read.body().path("currencies").toString()).isEqualTo("[\"TRY\"]");
        assertThat(read.body().path("installments").toString()).isEqualTo("[1]");
        assertThat(read.body().path("priority").intValue()).isEqualTo(100);
        assertThat(read.body().path("active").booleanValue()).isTrue();
        assertThat(read.body().path("allowNonSecure").booleanValue()).isFalse();
        assertThat(read.text()).doesNotContain("s3cret");
    }

    @Test
    void noSecretIsReadableInTheDatabase() {
        acme.post("/virtual-pos", halkbank());

        Map<String, Object> row = hub.bean(JdbcClient.class)
                .sql("select * from virtual_pos where code = :code")
                .param("code", code)
                .query()
                .singleRow();
        assertThat(row.toString()).contains("500100000").doesNotContain("s3cret");
        assertThat(stored().account().credentials())
                .contains(entry("password", "s3cret"), entry("clientId", "500100000"));
        assertThat(stored() + " " + stored().account()).doesNotContain("s3cret");
    }

    @Test
    void aChangeHoldsAtOnceAndKeepsTheSecretsThatItDoesNotSend() {
        Map<String, Object> body = halkbank();
        body.put("credentials", Map.of("clientId", "1", "username", "api", "password", "s3cret", "storeKey", "k3y"));
        acme.post("/virtual-pos", body);

        body.put("credentials", Map.of("clientId", "2", "username", "api", "password", "********"));
        body.put("priority", 5);
        Reply changed = acme.put("/virtual-pos/" + code, body);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(stored().priority()).isEqualTo(5);
        assertThat(stored().account().credentials())
                .containsOnly(
                        entry("clientId", "2"),
                        entry("username", "api"),
                        entry("password", "s3cret"),
                        entry("storeKey", "k3y"));
    }

    @Test
    void aSecretIsReplacedOrRemovedWhenTheChangeSaysSo() {
        Map<String, Object> body = halkbank();
        body.put("credentials", Map.of("clientId", "1", "username", "api", "password", "s3cret", "storeKey", "k3y"));
        acme.post("/virtual-pos", body);

        body.put("credentials", Map.of("clientId", "1", "username", "api", "password", "n3w", "storeKey", ""));
        acme.put("/virtual-pos/" + code, body);

        assertThat(stored().secrets()).containsOnly(entry("password", "n3w"));
    }

    @Test
    void aRequiredSecretCannotBeRemovedAndTheMaskIsNoSecret() {
        acme.post("/virtual-pos", halkbank());

        Map<String, Object> body = halkbank();
        body.put("credentials", Map.of("clientId", "1", "username", "api", "password", "", "storeKey", "********"));
        Reply refused = acme.put("/virtual-pos/" + code, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error("credentials.password"))
                .isEqualTo("password is missing: Halkbank calls it 'API şifresi'");
        assertThat(refused.error("credentials.storeKey")).contains("mask");
        assertThat(stored().secrets()).containsOnly(entry("password", "s3cret"));
    }

    @Test
    void everythingThatIsWrongIsToldInOneAnswer() {
        Reply refused = acme.invalid().post("/virtual-pos", """
                        {"code":"../x","bank":"halkbank","environment":"sandbox","secure":"3d_host","active":"yes",
                         "credentials":{"clientId":"abc","username":7,"merchant":"1"},
                         "endpoints":{"api":"http://bank.example/","gate":"https://x.example","threeDGate":"https://u:p@x.example"},
                         "currencies":["TRY","JPY"],"installments":[1,13],"priority":1001,"outboundIp":"bank.example","colour":"red"}""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.error("code")).contains("upper-case");
        assertThat(refused.error("environment")).isEqualTo("expected one of production, test");
        assertThat(refused.error("secure")).contains("none, 3d").contains("Halkbank");
        assertThat(refused.error("active")).isEqualTo("expected true or false");
        assertThat(refused.error("credentials.clientId")).contains("wrong form").contains("Mağaza numarası");
        assertThat(refused.error("credentials.username")).isEqualTo("expected text");
        assertThat(refused.error("credentials.password"))
                .isEqualTo("password is missing: Halkbank calls it 'API şifresi'");
        assertThat(refused.error("credentials.merchant")).contains("clientId, username, password, storeKey");
        assertThat(refused.error("endpoints.api")).contains("https").contains("loopback");
        assertThat(refused.error("endpoints.gate")).contains("api, threeDGate");
        assertThat(refused.error("endpoints.threeDGate")).contains("user name");
        assertThat(refused.error("currencies")).contains("TRY, USD");
        assertThat(refused.error("installments")).contains("from 1 to 12");
        assertThat(refused.error("priority")).contains("from 0 to 1000");
        assertThat(refused.error("outboundIp")).contains("IPv4");
        assertThat(refused.error("colour")).contains("not a known field");
        assertThat(refused.body().path("errors").size()).isEqualTo(16);
    }

    @Test
    void aMissingCredentialIsNamedAsTheBankNamesIt() {
        Map<String, Object> body = halkbank();
        body.put("credentials", Map.of("username", "api", "password", "s3cret"));

        Reply refused = acme.post("/virtual-pos", body);

        assertThat(refused.error("credentials.clientId"))
                .isEqualTo("clientId is missing: Halkbank calls it 'Mağaza numarası'");
        assertThat(refused.body().path("errors").size()).isEqualTo(1);
    }

    @Test
    void anUnknownBankIsAnsweredWithTheKnownOnes() {
        Map<String, Object> body = halkbank();
        body.put("bank", "akbnk");

        assertThat(acme.post("/virtual-pos", body).error("bank")).isEqualTo("expected one of halkbank, papara");
    }

    @Test
    void anEnvironmentWithoutAnAddressNeedsOne() {
        Map<String, Object> body = halkbank();
        body.put("environment", "test");
        assertThat(acme.post("/virtual-pos", body).error("environment"))
                .contains("production")
                .contains("endpoints.api");

        body.put("endpoints", Map.of("api", "http://127.0.0.1:9999/api"));
        body.put("company", "ACME");
        assertThat(operator.post("/virtual-pos", body).status()).isEqualTo(201);
        assertThat(stored().account().endpoints()).containsEntry("api", "http://127.0.0.1:9999/api");
    }

    @Test
    void aCodeIsUniqueInItsCompanyOnly() {
        assertThat(acme.post("/virtual-pos", halkbank()).status()).isEqualTo(201);
        assertThat(acme.post("/virtual-pos", halkbank()).status()).isEqualTo(409);

        ContractClient other = hub.client(key("OTHER"));
        assertThat(other.post("/virtual-pos", halkbank()).status()).isEqualTo(201);
        Reply ambiguous = operator.get("/virtual-pos/" + code);
        assertThat(ambiguous.status()).isEqualTo(409);
        assertThat(ambiguous.body().path("detail").stringValue())
                .contains("ACME, OTHER")
                .contains("company");
        assertThat(operator.get("/virtual-pos/" + code + "?company=OTHER")
                        .body()
                        .path("company")
                        .stringValue())
                .isEqualTo("OTHER");
    }

    @Test
    void whatBelongsToAnotherCompanyIsToldAsWhatDoesNotExist() {
        ContractClient other = hub.client(key("OTHER"));
        Reply missing = other.get("/virtual-pos/" + code);
        acme.post("/virtual-pos", halkbank());

        assertThat(other.get("/virtual-pos/" + code).text()).isEqualTo(missing.text());
        assertThat(missing.status()).isEqualTo(404);
        assertThat(other.put("/virtual-pos/" + code, halkbank()).status()).isEqualTo(404);
        assertThat(other.delete("/virtual-pos/" + code).status()).isEqualTo(404);
        assertThat(other.get("/virtual-pos").text()).doesNotContain(code + "\"");
        String foreign = other.get("/virtual-pos/" + code + "?company=ACME").text();
        assertThat(foreign)
                .isEqualTo(other.get("/virtual-pos/" + code + "?company=NOBODY")
                        .text()
                        .replace("NOBODY", "ACME"));
        Map<String, Object> body = halkbank();
        body.put("company", "ACME");
        assertThat(other.post("/virtual-pos", body).status()).isEqualTo(404);
        assertThat(stored()).isNotNull();
    }

    @Test
    void anOperatorMustNameTheCompany() {
        assertThat(operator.post("/virtual-pos", halkbank()).error("company")).contains("operator's key");

        Map<String, Object> body = halkbank();
        body.put("company", "NOBODY");
        assertThat(operator.post("/virtual-pos", body).status()).isEqualTo(404);
        body.put("company", "ACME");
        assertThat(operator.post("/virtual-pos", body).status()).isEqualTo(201);
        assertThat(operator.get("/virtual-pos?company=ACME").text()).contains("\"" + code + "\"");
    }

    @Test
    void activeDefinitionsComeByPriority() {
        ContractClient other = hub.client(key("OTHER"));
        Map<String, Object> body = halkbank();
        for (String each : List.of("B:7", "A:7", "C:3", "D:1")) {
            body.put("code", "ORDER-" + each.charAt(0));
            body.put("priority", Integer.valueOf(each.substring(2)));
            body.put("active", !each.startsWith("D"));
            other.post("/virtual-pos", body);
        }

        assertThat(hub.bean(VirtualPoses.class).active("OTHER").stream()
                        .map(VirtualPos::code)
                        .filter(each -> each.startsWith("ORDER")))
                .containsExactly("ORDER-C", "ORDER-A", "ORDER-B");
    }

    @Test
    void aDefinitionWithPaymentsIsNotDeletedNorMovedToAnotherBank() {
        acme.post("/virtual-pos", halkbank());
        payment();

        assertThat(acme.delete("/virtual-pos/" + code).body().path("detail").stringValue())
                .contains("set active to false");
        Map<String, Object> elsewhere = halkbank();
        elsewhere.put("bank", "papara");
        elsewhere.put("environment", "test");
        elsewhere.put("currencies", List.of("EUR"));
        elsewhere.put("credentials", Map.of("secret", "x"));
        assertThat(acme.put("/virtual-pos/" + code, elsewhere).status()).isEqualTo(409);
        assertThat(stored().bank()).isEqualTo("halkbank");
    }

    @Test
    void aDefinitionWithoutPaymentsIsDeleted() {
        acme.post("/virtual-pos", halkbank());

        assertThat(acme.delete("/virtual-pos/" + code).status()).isEqualTo(204);
        assertThat(acme.delete("/virtual-pos/" + code).status()).isEqualTo(404);
    }

    @Test
    void codeAndCompanyCannotBeChanged() {
        acme.post("/virtual-pos", halkbank());
        Map<String, Object> body = halkbank();
        body.put("code", "RENAMED");
        body.put("company", "OTHER");

        Reply refused = acme.put("/virtual-pos/" + code, body);

        assertThat(refused.error("code")).contains("cannot be changed");
        assertThat(refused.error("company")).contains("cannot be changed");
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

    private String key(String company) {
        return operator.post(
                        "/api-keys",
                        Map.of("company", company, "scopes", List.of("definitions:read", "definitions:write")))
                .body()
                .path("key")
                .stringValue();
    }

    private void payment() {
        hub.bean(JdbcClient.class)
                .sql("insert into payment (id, company, virtual_pos, bank, operation, secure, status, version,"
                        + " transaction_code, amount, captured_amount, refunded_amount, currency, installments, channel,"
                        + " metadata, created_at) values (:id, 'ACME', :code, 'halkbank', 'sale', 'none', 'captured', 1,"
                        + " :id, 100, 100, 0, 'TRY', 1, 'ecommerce', '{}', current_timestamp)")
                .param("id", "P-" + code)
                .param("code", code)
                .update();
    }
}
