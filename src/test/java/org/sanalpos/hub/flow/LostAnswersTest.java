package org.sanalpos.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.TestHome;
import org.sanalpos.hub.sandbox.BankScreen;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** An answer that does not come, or cannot be believed, makes a payment unknown: never failed, never repeated. */
@HubTest
class LostAnswersTest {
    private static final String BANK = TestHome.IMPATIENT_BANK;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    ContractClient demo;

    @BeforeEach
    void client() {
        demo = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "lost answer, 4355080000010202, 12990",
        "reset, 4355080000010301, 0",
        "hang, 4355080000010400, 12990",
        "half an answer, 4355080000010509, 12990",
        "garbage, 4355080000010608, 12990",
        "HTML page, 4355080000010707, 0",
        "HTTP 500, 4355080000010806, 12990",
        "another order's answer, 4355080000010905, 12990"
    })
    void thePaymentIsUnknownAndTheBankWasAskedOnce(String fault, String card, long charged) {
        Map<String, Object> body = sale(BANK, card, "129.90");

        var reply = demo.post("/payments", body);

        assertThat(reply.status()).as(fault).isEqualTo(202);
        assertThat(reply.header("Location")).endsWith(reply.body().path("id").asString());
        assertThat(reply.body().path("status").asString()).isEqualTo("unknown");
        assertThat(reply.body().path("completedAt").isNull()).isTrue();
        assertThat(reply.body().path("result").path("code").asString()).isEqualTo("unknown");
        var replayed = demo.post("/payments", body);
        assertThat(replayed.text()).isEqualTo(reply.text());
        JsonNode order = books(reply.body());
        assertThat(order.path("captured").asLong()).isEqualTo(charged);
        assertThat(order.path("requests").asInt()).isLessThanOrEqualTo(1);
        String operation = reply.body().path("id").asString();
        List<String> kept = jdbc.sql("""
                        select c.transport from bank_call c join operation o on o.id = c.operation_id
                        where o.payment_id = ?
                        """).param(operation).query(String.class).list();
        assertThat(kept).hasSize(1).first().isIn("answered", "lost");
    }

    @Test
    void anInquiryFindsOutThatALostSaleWasCharged() {
        JsonNode lost =
                demo.post("/payments", sale(BANK, "4355080000010202", "129.90")).body();
        assertThat(lost.path("status").asString()).isEqualTo("unknown");

        var synced = demo.post("/payments/" + lost.path("id").asString() + "/sync", null);

        assertThat(synced.status()).isEqualTo(200);
        assertThat(synced.body().path("status").asString()).isEqualTo("captured");
        assertThat(synced.body().path("capturedAmount").asString()).isEqualTo("129.90");
        assertThat(synced.body().path("authCode").asString()).isNotBlank();
        assertThat(synced.body().path("operations").path(0).path("outcome").asString())
                .isEqualTo("approved");
        assertThat(synced.body().path("operations").path(1).path("type").asString())
                .isEqualTo("inquiry");
    }

    @Test
    void anInquiryThatFindsNothingProvesNothingYet() {
        JsonNode lost =
                demo.post("/payments", sale(BANK, "4355080000010301", "129.90")).body();

        var synced = demo.post("/payments/" + lost.path("id").asString() + "/sync", null);

        assertThat(synced.status()).isEqualTo(202);
        assertThat(synced.body().path("status").asString()).isEqualTo("unknown");
        assertThat(synced.body().path("operations").path(1).path("outcome").asString())
                .isEqualTo("declined");
    }

    @ParameterizedTest
    @CsvSource({"4355080000020201, refunds", "4355080000020201, voids"})
    void aFollowUpWithALostAnswerMakesThePaymentUnknownAndBlocksTheNext(String card, String followUp) {
        JsonNode sold = demo.post("/payments", sale(BANK, card, "129.90")).body();
        assertThat(sold.path("status").asString()).isEqualTo("captured");
        String payment = "/payments/" + sold.path("id").asString();

        var lost = demo.post(payment + "/" + followUp, null);
        assertThat(lost.status()).isEqualTo(202);
        assertThat(lost.body().path("status").asString()).isEqualTo("unknown");

        assertThat(demo.post(payment + "/refunds", null).status()).isEqualTo(409);
        JsonNode order = books(sold);
        assertThat(order.path("requests").asInt()).isEqualTo(2);
    }

    @Test
    void aVoidWithALostAnswerIsResolvedByTheBanksWord() {
        JsonNode sold =
                demo.post("/payments", sale(BANK, "4355080000020201", "129.90")).body();
        String payment = "/payments/" + sold.path("id").asString();
        demo.post(payment + "/voids", null);

        var synced = demo.post(payment + "/sync", null);

        assertThat(synced.body().path("status").asString()).isEqualTo("voided");
    }

    @Test
    void aBankThatCannotBeReachedFailsThePaymentForCertain() {
        String code = "CLOSED-" + Requests.id().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        JsonNode demoPos = demo.get("/virtual-pos/" + Requests.pos(BANK)).body();
        Map<String, Object> definition = Map.of(
                "code",
                code,
                "bank",
                BANK,
                "environment",
                "sandbox",
                "secure",
                "none",
                "allowNonSecure",
                true,
                "currencies",
                List.of("TRY"),
                "installments",
                List.of(1),
                "credentials",
                Map.of(
                        "clientId",
                        demoPos.path("credentials").path("clientId").asString(),
                        "username",
                        "anybody",
                        "password",
                        "anything"),
                "endpoints",
                Map.of("api", "http://127.0.0.1:1/fim/api"));
        assertThat(demo.post("/virtual-pos", definition).status()).isEqualTo(201);

        var reply = demo.post("/payments", with(sale(BANK), "virtualPos", code));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body().path("status").asString()).isEqualTo("failed");
        assertThat(reply.body().path("operations").path(0).path("outcome").asString())
                .isEqualTo("not_sent");
    }

    private JsonNode books(JsonNode payment) {
        BankScreen screen = new BankScreen(port, BANK);
        String code = payment.path("transactionCode").asString();
        if (screen.orderStatusCode(code) == 404) {
            return tools.jackson.databind.node.MissingNode.getInstance();
        }
        return screen.order(code);
    }
}
