package org.sanalpos.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.virtualpos.AdminHub;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiAccessTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<String, String> KEYS = new HashMap<>();
    private static AdminHub hub;

    @BeforeAll
    static void start() {
        hub = AdminHub.start(TestDatabase.H2.start(), Map.of("sanalpos.limits.request-bytes", "1000"));
        hub.operator().post("/companies", Map.of("code", "ACME", "name", "Acme"));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /payments, payments:write",
        "POST, /payments/1/captures, payments:write",
        "POST, /payments/1/voids, refunds:write",
        "POST, /payments/1/refunds, refunds:write",
        "POST, /payments/1/sync, payments:read",
        "GET, /payments, payments:read",
        "GET, /payments/1, payments:read",
        "HEAD, /payments/1, payments:read",
        "GET, /collections, reports:read",
        "HEAD, /collections, reports:read",
        "POST, /collections, reports:read",
        "GET, /webhooks/deliveries, payments:read",
        "GET, /webhooks/deliveries/1, payments:read",
        "POST, /webhooks/deliveries/1/resend, payments:write",
        "GET, /virtual-pos, definitions:read",
        "GET, /virtual-pos/X, definitions:read",
        "POST, /virtual-pos, definitions:write",
        "PUT, /virtual-pos/X, definitions:write",
        "DELETE, /virtual-pos/X, definitions:write",
    })
    void exactlyOneScopeOpensAPath(String method, String path, String scope) throws Exception {
        for (String each : Scope.codes()) {
            int status = send(method, "/api/v1" + path, key("ACME", each), "{}").statusCode();
            if (each.equals(scope)) {
                assertThat(status).as(each).isNotIn(401, 403);
            } else {
                assertThat(status).as(each).isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /payments/",
                "POST /payments/1/refunds/",
                "POST /payments/1/REFUNDS",
                "POST /payments/1/voids/2",
                "PUT /payments/1",
                "DELETE /payments/1",
            })
    void anotherSpellingOfAPaymentPathNeedsAllThatAnySpellingNeeds(String request) throws Exception {
        String[] parts = request.split(" ");

        for (String scope : Scope.codes()) {
            assertThat(send(parts[0], "/api/v1" + parts[1], key("ACME", scope), "{}")
                            .statusCode())
                    .as(scope)
                    .isEqualTo(403);
        }
    }

    @Test
    void thePaymentRoutesSeeTheCaller() throws Exception {
        String key = key("ACME", "payments:write");

        HttpResponse<String> answer = send("POST", "/api/v1/payments", key, "{\"amount\":1}");

        assertThat(answer.body()).startsWith("key_").endsWith(" ACME 12");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /companies",
        "POST, /companies",
        "GET, /companies/ACME",
        "PUT, /companies/ACME",
        "GET, /api-keys",
        "POST, /api-keys",
        "DELETE, /api-keys/key_1",
        "POST, /secrets/re-encrypt",
        "POST, /keys",
        "POST, /keys/",
    })
    void aCompanysKeyWithEveryScopeDoesNotAdminister(String method, String path) throws Exception {
        HttpResponse<String> refused =
                send(method, "/api/v1" + path, key("ACME", Scope.codes().toArray(String[]::new)), "{}");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(problem(refused).path("detail").stringValue()).isEqualTo("Only an operator's key may do this");
    }

    @Test
    void everybodyMayHaveTheKeysForCardsAndKeepThemForAWhile() throws Exception {
        HttpRequest request = request("/api/v1/keys", null).build();
        HttpResponse<String> first = HTTP.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).hasValue("application/jwk-set+json");
        assertThat(first.headers().allValues("Cache-Control")).containsExactly("max-age=3600, public");
        assertThat(first.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        JsonNode key = problem(first).path("keys").path(0);
        assertThat(key.propertyNames()).containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e", "iat");
        assertThat(key.path("n").stringValue()).hasSize(512);
        HttpRequest again = request("/api/v1/keys", null)
                .header("If-None-Match", first.headers().firstValue("ETag").orElseThrow())
                .build();
        assertThat(HTTP.send(again, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(304);

        Reply made = hub.operator().post("/keys", null);

        JsonNode keys = hub.client(null).get("/keys").body().path("keys");
        assertThat(keys.valueStream().map(each -> each.path("kid").stringValue()))
                .containsExactly(
                        made.body().path("kid").stringValue(), key.path("kid").stringValue());
        assertThat(keys.path(1).path("exp").longValue()
                        - keys.path(0).path("iat").longValue())
                .isEqualTo(30 * 24 * 3600);
        assertThat(HTTP.send(again, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anOperatorsKeyMadeOverTheApiAdministersWithinItsScopes() {
        ContractClient reader = hub.client(key(null, "definitions:read"));

        assertThat(reader.get("/companies").status()).isEqualTo(200);
        Reply refused = reader.post("/companies", Map.of("code", "X", "name", "x"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("detail").stringValue()).contains("definitions:write");
        assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope");
    }

    @Test
    void aKeyCannotMakeAStrongerOne() {
        ContractClient writer = hub.client(key(null, "definitions:write"));

        Reply refused = writer.post("/api-keys", body("ACME", "definitions:write", "payments:write"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error("scopes")).contains("the calling key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/payments",
                "/api/v1/banks",
                "/api/v1/nothing",
                "/nothing",
                "/",
                "/actuator/env",
                "/error",
                "/.well-known/oauth-protected-resource"
            })
    void withoutAKeyNothingIsTold(String path) throws Exception {
        HttpResponse<String> refused = send("GET", path, null, null);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem(refused).path("type").stringValue()).isEqualTo("/problems/unauthorized");
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sph_unknown", "ünicode", "two words", "e30.e30.", ""})
    void aKeyThatIsNoneIsRefused(String key) throws Exception {
        HttpResponse<String> refused = send("GET", "/api/v1/banks", key, null);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
        assertThat(problem(refused).path("errors").size()).isZero();
    }

    @Test
    void aRevokedKeyIsRefusedAtOnce() {
        Reply made = hub.operator().post("/api-keys", body("ACME", "definitions:read"));
        ContractClient client = hub.client(made.body().path("key").stringValue());
        String id = made.body().path("id").stringValue();
        assertThat(client.get("/virtual-pos").status()).isEqualTo(200);

        assertThat(hub.operator().delete("/api-keys/" + id).status()).isEqualTo(204);

        assertThat(client.get("/virtual-pos").status()).isEqualTo(401);
        assertThat(hub.operator().delete("/api-keys/" + id).status()).isEqualTo(204);
        assertThat(hub.operator().delete("/api-keys/key_none").status()).isEqualTo(404);
    }

    @Test
    void whatIsNotListedIsDeniedToEveryone() throws Exception {
        assertThat(send("GET", "/actuator/env", AdminHub.OPERATOR_KEY, null).statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/nothing", AdminHub.OPERATOR_KEY, null).statusCode())
                .isEqualTo(403);
        HttpResponse<String> missing = send("GET", "/api/v1/nothing", AdminHub.OPERATOR_KEY, null);
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(problem(missing).path("type").stringValue()).isEqualTo("/problems/not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/openapi.yaml",
                "/api/v1/schema.xsd",
                "/docs/",
                "/docs/start.js",
                "/docs/assets/swagger-ui.css",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/prometheus"
            })
    void someThingsAreOpen(String path) throws Exception {
        assertThat(send("GET", path, null, null).statusCode()).isEqualTo(200);
    }

    @Test
    void thePagesOfTheContractLoadNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = send("GET", "/docs/", null, null);

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("script-src 'self'").doesNotContain("unsafe"));
        assertThat(page.body()).doesNotContain("http:").doesNotContain("https:");
        assertThat(send("GET", "/docs", null, null).headers().firstValue("Location"))
                .hasValue("/docs/");
        assertThat(send("GET", "/api/v1/openapi.yaml", null, null).headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/yaml"));
    }

    @Test
    void answersAreNeitherKeptNorFramedNorGuessedAt() throws Exception {
        HttpResponse<String> answer = send("GET", "/api/v1/banks", AdminHub.OPERATOR_KEY, null);

        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void aLargeBodyIsRefusedWhetherItsLengthIsAnnouncedOrNot() throws Exception {
        byte[] large = new byte[1001];
        Arrays.fill(large, (byte) ' ');
        for (String path : List.of("/api/v1/payments", "/api/v1/virtual-pos", "/api/v1/nothing")) {
            for (HttpRequest.BodyPublisher body : List.of(
                    HttpRequest.BodyPublishers.ofByteArray(large),
                    HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(large)))) {
                HttpResponse<String> refused = HTTP.send(
                        request(path, AdminHub.OPERATOR_KEY).POST(body).build(), HttpResponse.BodyHandlers.ofString());

                assertThat(refused.statusCode()).as(path).isEqualTo(413);
                assertThat(problem(refused).path("detail").stringValue()).contains("1000 bytes");
            }
        }
        HttpResponse<String> taken = HTTP.send(
                request("/api/v1/payments", AdminHub.OPERATOR_KEY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(large, 0, 1000))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(taken.body()).endsWith(" 1000");
    }

    @Test
    void wrongHttpIsToldAsAProblem() throws Exception {
        assertThat(problemOf("PATCH", "/api/v1/virtual-pos/X", "{}", "application/json"))
                .isEqualTo(405);
        assertThat(problemOf("POST", "/api/v1/virtual-pos", "<a/>", "application/xml"))
                .isEqualTo(415);
        assertThat(problemOf("POST", "/api/v1/virtual-pos", "{\"a\":1,\"a\":2}", "application/json"))
                .isEqualTo(400);
        assertThat(problemOf("POST", "/api/v1/virtual-pos", "{} {}", "application/json"))
                .isEqualTo(400);
        assertThat(problemOf("POST", "/api/v1/virtual-pos", "[]", "application/json"))
                .isEqualTo(400);
        assertThat(problemOf("POST", "/api/v1/virtual-pos", "", "application/json"))
                .isEqualTo(400);
        HttpResponse<String> unacceptable = HTTP.send(
                request("/api/v1/banks", AdminHub.OPERATOR_KEY)
                        .header("Accept", "image/png")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(problem(unacceptable).path("status").intValue()).isEqualTo(406);
    }

    @Test
    void aRequestThatTheContainerRefusesIsAProblemToo() throws Exception {
        assertThat(raw("GET /api/v1//banks HTTP/1.1"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    private static int problemOf(String method, String path, String body, String type) throws Exception {
        HttpResponse<String> refused = HTTP.send(
                request(path, AdminHub.OPERATOR_KEY)
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem(refused).path("status").intValue()).isEqualTo(refused.statusCode());
        return refused.statusCode();
    }

    private static String raw(String line) throws IOException {
        URI address = URI.create(hub.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> send(String method, String path, String key, String body) throws Exception {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return HTTP.send(
                request(path, key)
                        .header("Content-Type", "application/json")
                        .method(method, publisher)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.address() + path));
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    private static JsonNode problem(HttpResponse<String> answer) {
        return new JsonMapper().readTree(answer.body());
    }

    private static String key(String company, String... scopes) {
        return KEYS.computeIfAbsent(company + Arrays.toString(scopes), made -> hub.operator()
                .post("/api-keys", body(company, scopes))
                .body()
                .path("key")
                .stringValue());
    }

    private static Map<String, Object> body(String company, String... scopes) {
        Map<String, Object> body = new HashMap<>();
        body.put("company", company);
        body.put("scopes", new ArrayList<>(List.of(scopes)));
        return body;
    }
}
