package org.sanalpos.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContractClientTest {
    private HttpServer server;
    private String answer;
    private ContractClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        client = ContractClient.of("http://127.0.0.1:" + server.getAddress().getPort(), "key");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anAnswerOfTheContractPasses() {
        answer = "{\"banks\":[]}";

        assertThat(client.get("/banks").body().path("banks").isArray()).isTrue();
    }

    @Test
    void anAnswerWithoutARequiredFieldFails() {
        answer = "{}";

        assertThatThrownBy(() -> client.get("/banks"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("banks");
    }

    @Test
    void anAnswerWithAFieldThatTheContractDoesNotKnowFails() {
        answer = "{\"banks\":[],\"more\":1}";

        assertThatThrownBy(() -> client.get("/banks"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("more");
    }

    @Test
    void aStatusThatTheContractKnowsOnlyAsAProblemFailsWithoutOne() {
        answer = "{\"id\":\"x\"}";

        assertThatThrownBy(() -> client.post("/companies", Map.of("code", "A", "name", "x")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("answer");
    }

    @Test
    void aWrongRequestFailsUnlessItIsWrongOnPurpose() {
        answer = "{\"items\":[]}";

        assertThatThrownBy(() -> client.post("/payments", Map.of("amount", 1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("request")
                .hasMessageContaining("currency");
        assertThatThrownBy(() -> client.invalid().post("/payments", Map.of("amount", 1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("The answer");
    }

    @Test
    void anUnknownPathFails() {
        assertThatThrownBy(() -> client.get("/nothing")).isInstanceOf(AssertionError.class);
    }
}
