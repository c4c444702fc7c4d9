package org.sanalpos.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.RawHttp;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.virtualpos.AdminHub;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The limits of one client, small enough to be met, on a hub with few threads and an https address. */
class RequestLimitsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int THREADS = 4;
    private static AdminHub hub;
    private static int port;

    @BeforeAll
    static void start() {
        hub = AdminHub.start(
                TestDatabase.H2.start(),
                Map.of(
                        "sanalpos.limits.key-requests-per-second", "1",
                        "sanalpos.limits.key-burst", "3",
                        "sanalpos.limits.refused-per-minute", "3",
                        "sanalpos.limits.request-seconds", String.valueOf(LIMIT.toSeconds()),
                        "sanalpos.public-url", "https://pay.example.com",
                        "spring.threads.virtual.enabled", "false",
                        "server.tomcat.threads.max", String.valueOf(THREADS),
                        "server.tomcat.threads.min-spare", "1"));
        port = URI.create(hub.address()).getPort();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aKeyBeyondItsShareIsToldWhenToComeBackAndOthersGoOn() throws Exception {
        String greedy = key();
        assertThat(get("/api/v1/banks", greedy).statusCode()).isEqualTo(200);

        HttpResponse<String> refused = untilRefused(greedy, 429);

        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = new JsonMapper().readTree(refused.body());
        assertThat(problem.path("type").stringValue()).isEqualTo("/problems/too-many-requests");
        assertThat(problem.path("status").intValue()).isEqualTo(429);
        assertThat(get("/api/v1/banks", key()).statusCode()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> get("/api/v1/banks", greedy).statusCode() == 200);
    }

    @Test
    void anAddressThatTriesKeysIsHeldBackAndRightKeysFromItAreNot() throws Exception {
        HttpResponse<String> refused = untilRefused("wrong-key", 429);

        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        assertThat(get("/api/v1/banks", null).statusCode()).isEqualTo(429);
        // A key that this node has never seen, made after the flood began.
        String fresh = key();
        assertThat(get("/api/v1/banks", fresh).statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/openapi.yaml", null).statusCode()).isEqualTo(200);
        assertThat(untilRefused("another-wrong-key", 429).statusCode()).isEqualTo(429);
    }

    @Test
    void headersThatComeByteByByteAreCutAndHoldNoThread() {
        List<RawHttp> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * THREADS; i++) {
                RawHttp http = new RawHttp(port);
                http.write("GET /api/v1/banks HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
                slow.add(http);
            }
            String key = key();
            await().atMost(PATIENCE).until(() -> get("/api/v1/banks", key).statusCode() == 200);

            for (RawHttp http : slow) {
                await().atMost(PATIENCE).until(() -> http.closedAfter("a"));
            }
        } finally {
            slow.forEach(RawHttp::close);
        }
    }

    @Test
    void aBodyThatComesTooSlowlyIsAnswered() {
        try (RawHttp http = new RawHttp(port)) {
            http.write("POST /api/v1/virtual-pos HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer " + key() + "\r\nContent-Length: 1000\r\n\r\n{");

            String answer = http.readAll();

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("/problems/too-slow");
        }
    }

    /** A hub that is held up must not tell its clients that they were slow. */
    @ParameterizedTest
    @CsvSource({
        "Content-Length: 21, {, '\"company\": \"NOBODY\"}'",
        "Transfer-Encoding: chunked, '1~{~', '14~\"company\": \"NOBODY\"}~0~~'"
    })
    void aBodyThatIsThereInTimeIsReadHoweverLateTheHubComesToIt(String length, String first, String rest)
            throws Exception {
        String key = key();
        DataSource database = hub.bean(DataSource.class);
        List<Connection> all = new ArrayList<>();
        try (RawHttp http = new RawHttp(port)) {
            // A key that this node has never seen is looked for in the database.
            int connections = database.unwrap(HikariDataSource.class).getMaximumPoolSize();
            for (int i = 0; i < connections; i++) {
                all.add(database.getConnection());
            }
            http.write("POST /api/v1/virtual-pos HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nAuthorization: Bearer " + key + "\r\n" + length
                    + "\r\n\r\n" + first.replace("~", "\r\n"));
            HikariPoolMXBean pool = database.unwrap(HikariDataSource.class).getHikariPoolMXBean();
            await().atMost(PATIENCE).until(() -> pool.getThreadsAwaitingConnection() > 0);
            http.write(rest.replace("~", "\r\n"));
            await().pollDelay(LIMIT.multipliedBy(2)).atMost(PATIENCE).until(() -> true);
            for (Connection connection : all) {
                connection.close();
            }

            assertThat(http.readAll()).startsWith("HTTP/1.1 404 ").contains("NOBODY");
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    @Test
    void nobodyWaitsForTheBodyOfARequestThatIsRefused() {
        String head = "POST /api/v1/virtual-pos HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n";
        List<RawHttp> slow = new ArrayList<>();
        try {
            for (int i = 0; i < THREADS; i++) {
                RawHttp http = new RawHttp(port);
                http.write(head);
                slow.add(http);
            }
            for (RawHttp http : slow) {
                await().atMost(PATIENCE).until(() -> http.closedAfter("a"));
            }
        } finally {
            slow.forEach(RawHttp::close);
        }
    }

    /** Whoever reads a body whole before the key is looked at gives memory to strangers. */
    @ParameterizedTest
    @CsvSource({
        "PUT, /api/v1/virtual-pos/X, application/x-www-form-urlencoded",
        "PATCH, /anything, application/x-www-form-urlencoded",
        "DELETE, /api/v1/payments/X, application/x-www-form-urlencoded",
        "POST, /api/v1/payments, application/x-www-form-urlencoded",
        "POST, /api/v1/virtual-pos, multipart/form-data; boundary=x",
        "POST, /shop/x, multipart/form-data; boundary=x",
        "PUT, /shop/x, application/x-www-form-urlencoded",
        "POST, /sandbox/x, application/x-www-form-urlencoded",
    })
    void nothingOfABodyIsReadForOneWithoutAKey(String method, String path, String type) {
        try (RawHttp http = new RawHttp(port)) {
            http.write(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                    + type + "\r\nContent-Length: 900000\r\n\r\n");

            // 408, or nothing, if somebody waits for the body.
            assertThat(http.readAll()).containsPattern("^HTTP/1\\.1 (401|404|429) ");
        }
    }

    @Test
    void behindAnHttpsAddressEveryAnswerAsksForHttps() throws Exception {
        for (String answer : List.of(
                RawHttp.exchange(port, "GET /api/v1/openapi.yaml HTTP/1.1", "Host: x", "Connection: close", "", ""),
                RawHttp.exchange(port, "GET /api/v1/banks HTTP/1.1", "Host: x", "Connection: close", "", ""),
                RawHttp.exchange(port, "GET /%zz HTTP/1.1", "Host: x", "Connection: close", "", ""),
                RawHttp.exchange(port, "TRACE / HTTP/1.1", "Host: x", "Connection: close", "", ""),
                RawHttp.exchange(port, "OPTIONS * HTTP/1.1", "Host: x", "Connection: close", "", ""))) {
            assertThat(answer).containsOnlyOnce("Strict-Transport-Security: max-age=31536000\r\n");
        }
    }

    private static HttpResponse<String> untilRefused(String key, int status) {
        List<HttpResponse<String>> last = new ArrayList<>();
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    last.add(get("/api/v1/banks", key));
                    return last.get(last.size() - 1).statusCode() == status;
                });
        return last.get(last.size() - 1);
    }

    private static String key() {
        return hub.bean(ApiKeys.class)
                .create(null, EnumSet.allOf(Scope.class), Actor.HUB)
                .key();
    }

    private static HttpResponse<String> get(String path, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.address() + path));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
