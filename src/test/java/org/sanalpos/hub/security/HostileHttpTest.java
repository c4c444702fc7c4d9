package org.sanalpos.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.RawHttp;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What no well-meaning client sends, and the headers of what anybody gets. */
@HubTest
class HostileHttpTest {
    private static final String KEY = "Authorization: Bearer " + HubTest.DEMO_KEY;
    private static final List<String> INSIDES = List.of(
            "exception",
            "\tat ",
            "org.sanalpos",
            "springframework",
            "tomcat",
            "apache",
            "java.",
            "jakarta",
            "<html",
            "\nserver:");

    @LocalServerPort
    int port;

    private static Stream<String> malformed() {
        return Stream.of(
                "TRACE /api/v1/banks HTTP/1.1",
                "TRACE /api/v1/payments HTTP/1.1",
                "TRACE /3ds/x HTTP/1.1",
                "CONNECT elsewhere:1 HTTP/1.1",
                "FOO /api/v1/banks HTTP/1.1",
                "GET /api/v1/banks HTTP/9.9",
                "GET /api/v1/%zz HTTP/1.1",
                "GET /api/v1/%00 HTTP/1.1",
                "GET /api/v1/%c0%ae%c0%ae/banks HTTP/1.1",
                "GET /api/v1/payments/%ff%fe HTTP/1.1",
                "GET /api/v1/payments/..%2fbanks HTTP/1.1",
                "GET /api/v1/payments/../../x HTTP/1.1",
                "GET /api/v1/payments/..;/banks HTTP/1.1",
                "GET /api/v1/payments/a%0d%0aX-Evil:%201 HTTP/1.1",
                "GET /api/v1/payments/a\\b HTTP/1.1",
                "GET /api/v1/<script>{} HTTP/1.1",
                "GET /api/v1//banks HTTP/1.1",
                "GET /%61pi/v1/payments HTTP/1.1",
                "POST /api/v1/p%61yments HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: 0",
                "GET /api//v1/payments HTTP/1.1",
                "GET /api;x/v1/payments HTTP/1.1",
                "GET /x/../api/v1/payments HTTP/1.1",
                "GET /docs/assets/..%2f..%2fapplication.yaml HTTP/1.1",
                "GET /docs/assets/%2e%2e/%2e%2e/application.yaml HTTP/1.1",
                "GET /3ds/%2e%2e%2fx HTTP/1.1",
                "GET /" + "x".repeat(20_000) + " HTTP/1.1",
                "GET /api/v1/banks HTTP/1.1\r\nX-Long: " + "y".repeat(20_000),
                "GET /api/v1/banks HTTP/1.1\r\n" + "A: b\r\n".repeat(300) + "C: d",
                "GET /api/v1/banks HTTP/1.1\r\nHost: another",
                "GET /api/v1/banks HTTP/1.1\r\nBad Header: x",
                "GET /api/v1/banks HTTP/1.1\r\nno-colon",
                "GET /api/v1/payments?page=%zz HTTP/1.1",
                "GET /api/v1/collections?page=%zz HTTP/1.1",
                "POST /api/v1/payments HTTP/1.1\r\nContent-Length: -5",
                "POST /api/v1/payments HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3",
                "POST /api/v1/payments HTTP/1.1\r\nTransfer-Encoding: xchunked",
                "POST /api/v1/payments HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json",
                "garbage");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNoHttpIsAProblemThatTellsNothingOfTheHub(String request) {
        String answer = RawHttp.exchange(port, request, KEY, "Host: localhost", "Connection: close", "", "zz", "");

        assertThat(answer).containsPattern("^HTTP/1\\.1 (400|405|501|505) ");
        assertThat(body(answer)).contains("\"type\":\"/problems/");
        assertHeaders(answer, "application/problem+json");
        assertTellsNothing(answer);
    }

    @Test
    void aRequestWithTwoLengthsIsNotTwoRequests() {
        String answer = RawHttp.exchange(
                port,
                "POST /api/v1/payments HTTP/1.1",
                "Host: localhost",
                KEY,
                "Content-Type: application/json",
                "Content-Length: 4",
                "Transfer-Encoding: chunked",
                "",
                "0",
                "",
                "GET /api/v1/banks HTTP/1.1",
                "Host: localhost",
                KEY,
                "",
                "");

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/banks 200 application/json",
                "GET /api/v1/payments 200 application/json",
                "GET /api/v1/payments/NONE 404 application/problem+json",
                "GET /api/v1/collections 200 application/json",
                "GET /api/v1/nothing 404 application/problem+json",
                "GET /api/v1/companies 403 application/problem+json",
                "POST /api/v1/payments 400 application/problem+json",
                "GET /nothing 403 application/problem+json",
                "GET /actuator/health/liveness 200 application/vnd.spring-boot.actuator.v3+json",
                "GET /actuator/prometheus 200 text/plain",
                "GET /docs/ 200 text/html",
                "GET /docs/start.js 200 text/javascript",
            })
    void noAnswerIsKeptFramedOrGuessedAt(String expected) {
        String[] parts = expected.split(" ");
        String answer = RawHttp.exchange(
                port, parts[0] + " " + parts[1] + " HTTP/1.1", KEY, "Host: localhost", "Connection: close", "", "");

        assertThat(answer).startsWith("HTTP/1.1 " + parts[2] + " ");
        assertHeaders(answer, parts[3]);
    }

    @Test
    void withoutAKeyTheHeadersAreTheSame() {
        String answer =
                RawHttp.exchange(port, "GET /api/v1/banks HTTP/1.1", "Host: localhost", "Connection: close", "", "");

        assertThat(answer).startsWith("HTTP/1.1 401 ");
        assertHeaders(answer, "application/problem+json");
    }

    /** Shops show the pages of 3-D Secure in a frame; who may is in the page's own policy. */
    @Test
    void pagesSayByTheirPolicyWhoMayFrameThem() {
        for (String page : List.of("/3ds/" + "0".repeat(32), "/shop/")) {
            String head = head(RawHttp.exchange(
                    port, "GET " + page + " HTTP/1.1", "Host: localhost", "Connection: close", "", ""));

            assertThat(head)
                    .contains("x-content-type-options: nosniff", "cache-control: no-store", "frame-ancestors 'self'")
                    .contains("default-src 'none'", "referrer-policy: ")
                    .doesNotContain("x-frame-options", "unsafe", "\nserver:", "strict-transport-security");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/payments",
                "/api/v1/virtual-pos",
                "/%61pi/v1/virtual-pos",
                "/3ds/00000000000000000000000000000000/callback",
                "/3%64s/00000000000000000000000000000000/callback"
            })
    void aCompressedBodyIsNotUnpackedHoweverItsPathIsSpelt(String path) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] blanks = new byte[1_000_000];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 20; i++) {
                gzip.write(blanks);
            }
        }
        String answer = RawHttp.exchange(
                port,
                "POST " + path + " HTTP/1.1",
                KEY,
                "Host: localhost",
                "Connection: close",
                "Content-Type: application/json",
                "Content-Encoding: gzip",
                "Content-Length: " + packed.size(),
                "",
                packed.toString(StandardCharsets.ISO_8859_1));

        assertThat(answer).startsWith("HTTP/1.1 415 ");
        assertThat(head(answer)).contains("accept-encoding: identity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/3ds/", "/3%64s/", "/%33ds/"})
    void aCallbackWithoutEndIsRefusedWhenItIsTooLarge(String pages) {
        String chunk = "8000\r\n" + "a".repeat(0x8000) + "\r\n";
        String answer = RawHttp.exchange(
                port,
                "POST " + pages + "0".repeat(32) + "/callback HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Content-Type: application/x-www-form-urlencoded",
                "Transfer-Encoding: chunked",
                "",
                chunk.repeat(9) + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ");
        assertHeaders(answer.replace("\r\nX-XSS", "\r\nX-Frame-Options: DENY\r\nX-XSS"), "application/problem+json");
    }

    /** Tomcat, Spring and Camel look at the path when it is decoded. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/payments",
                "/api/v1/virtual-pos",
                "/api/%761/virtual-pos",
                "/api/v1/nothing",
                "/docs/",
                "/actuator/health",
            })
    void aBodyHasItsLimitHoweverItsPathIsSpelt(String path) {
        String chunk = "8000\r\n" + " ".repeat(0x8000) + "\r\n";
        String answer = RawHttp.exchange(
                port,
                "POST " + path + " HTTP/1.1",
                KEY,
                "Host: localhost",
                "Connection: close",
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                "",
                chunk.repeat(3) + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ");
        assertHeaders(answer, "application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/payments", "/api/v1/virtual-pos"})
    void jsonWithoutMeasureIsAProblem(String path) {
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        String number = "{\"priority\":1e1000000000,\"installments\":" + "9".repeat(5_000) + "}";
        String name = "{\"" + "n".repeat(60_000) + "\":1}";
        for (String body : List.of(deep, number, name)) {
            String answer = RawHttp.exchange(
                    port,
                    "POST " + path + " HTTP/1.1",
                    KEY,
                    "Host: localhost",
                    "Connection: close",
                    "Content-Type: application/json",
                    "Content-Length: " + body.length(),
                    "",
                    body);

            assertThat(answer).startsWith("HTTP/1.1 400 ");
            assertThat(answer.length()).isLessThan(5_000);
            assertTellsNothing(answer);
        }
    }

    private static void assertHeaders(String answer, String type) {
        assertThat(head(answer))
                .contains("\ncontent-type: " + type)
                .contains("\nx-content-type-options: nosniff")
                .contains("\nx-frame-options: deny")
                .contains("\nreferrer-policy: no-referrer")
                .contains("\ncontent-security-policy: default-src 'none'", "frame-ancestors 'none'")
                .containsPattern("\ncache-control: [^\n]*no-store")
                // TLS is not there, so the hub must not ask browsers for it.
                .doesNotContain("\nserver:", "\nx-powered-by", "\nset-cookie", "strict-transport-security");
    }

    private static void assertTellsNothing(String answer) {
        String text = answer.toLowerCase(Locale.ROOT);
        assertThat(INSIDES).allSatisfy(inside -> assertThat(text).doesNotContain(inside));
    }

    private static String head(String answer) {
        return answer.split("\r\n\r\n", 2)[0].replace("\r", "").toLowerCase(Locale.ROOT);
    }

    private static String body(String answer) {
        return answer.split("\r\n\r\n", 2)[1];
    }
}
