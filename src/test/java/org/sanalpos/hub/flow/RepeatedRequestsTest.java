package org.sanalpos.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.CardJwe;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.sandbox.BankScreen;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A request with a key is carried out once. */
@HubTest
class RepeatedRequestsTest {
    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    ContractClient demo;

    @BeforeEach
    void client() {
        demo = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
    }

    @Test
    void theSameKeyAndBodyGetTheStoredAnswerByteForByte() {
        Map<String, Object> body = with(sale("teb"), "requestId", null);
        ContractClient keyed = demo.with("Idempotency-Key", Requests.id());

        var first = keyed.post("/payments", body);
        demo.post("/payments/" + first.body().path("id").asString() + "/voids", null);
        var second = keyed.post("/payments", body);

        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void theHeaderAndTheBodyFieldAreOneKey() {
        Map<String, Object> body = sale("teb");
        var first = demo.post("/payments", body);

        var second = demo.with("Idempotency-Key", (String) body.get("requestId"))
                .post("/payments", with(body, "requestId", null));

        assertThat(second.text()).isEqualTo(first.text());
        var different = demo.with("Idempotency-Key", "another").post("/payments", body);
        assertThat(different.status()).isEqualTo(400);
        assertThat(different.error("requestId")).contains("Idempotency-Key");
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        Map<String, Object> body = sale("teb");
        demo.post("/payments", body);

        var other = demo.post("/payments", with(body, "amount", "129.91"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("type").asString()).isEqualTo("/problems/request-id-reused");
    }

    @Test
    void aKeyThatTheDatabaseCallsTakenAndDoesNotShowIsStillRunning() {
        jdbc.execute("alter table payment add column one_only int generated always as"
                + " (case when order_no like 'one-only-%' then 1 end)");
        try {
            jdbc.execute("create unique index one_only on payment (one_only)");
            demo.post("/payments", with(sale("teb"), "orderNo", "one-only-" + Requests.id()));
            Map<String, Object> body = with(sale("teb"), "orderNo", "one-only-" + Requests.id());

            var taken = demo.post("/payments", body);

            assertThat(taken.status()).isEqualTo(409);
            assertThat(taken.text()).contains((String) body.get("requestId"));
        } finally {
            jdbc.execute("alter table payment drop column one_only");
        }
    }

    @Test
    void aRequestThatFailedValidationDoesNotUseItsKeyUp() {
        Map<String, Object> body = sale("teb");
        assertThat(demo.invalid()
                        .post("/payments", with(body, "amount", "12,90"))
                        .status())
                .isEqualTo(400);
        assertThat(demo.post("/payments", with(body, "installments", 99)).status())
                .isEqualTo(422);

        assertThat(demo.post("/payments", body).status()).isEqualTo(201);
    }

    @Test
    void aRefundIsRepeatedSafelyToo() {
        JsonNode sold = demo.post("/payments", sale("teb")).body();
        String refunds = "/payments/" + sold.path("id").asString() + "/refunds";
        ContractClient keyed = demo.with("Idempotency-Key", Requests.id());

        var first = keyed.post(refunds, Map.of("amount", "10.00"));
        var second = keyed.post(refunds, Map.of("amount", "10.00"));

        assertThat(second.text()).isEqualTo(first.text());
        JsonNode now = demo.get("/payments/" + sold.path("id").asString()).body();
        assertThat(now.path("refundedAmount").asString()).isEqualTo("10.00");
    }

    @Test
    void theSameCardEncryptedAnewOrInClearIsTheSameRequest() {
        String hub = "http://127.0.0.1:" + port;
        Map<String, Object> clear = sale("teb");
        Map<String, Object> card = Requests.card(Requests.VISA);
        Map<String, Object> encrypted = with(with(clear, "card", null), "cardJwe", CardJwe.of(hub, card));
        var first = demo.post("/payments", encrypted);
        assertThat(first.body().path("status").asString()).isEqualTo("captured");

        var again = demo.post("/payments", with(encrypted, "cardJwe", CardJwe.of(hub, card)));
        var inClear = demo.post("/payments", clear);
        var other =
                demo.post("/payments", with(encrypted, "cardJwe", CardJwe.of(hub, Requests.card("4355080000010103"))));

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(inClear.text()).isEqualTo(first.text());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("type").asString()).isEqualTo("/problems/request-id-reused");
    }

    @Test
    void aRepeatGetsItsAnswerAlsoWhenItsCardCannotBeDecryptedAnyMore() {
        String hub = "http://127.0.0.1:" + port;
        Map<String, Object> card = Requests.card(Requests.VISA);
        String late = CardJwe.of(hub, card);
        Map<String, Object> body = with(with(sale("teb"), "card", null), "cardJwe", CardJwe.of(hub, card));
        var first = demo.post("/payments", body);
        assertThat(first.status()).isEqualTo(201);
        ContractClient operator = ContractClient.of(hub, HubTest.OPERATOR_KEY);
        assertThat(operator.post("/keys", null).status()).isEqualTo(201);
        assertThat(demo.post("/payments", with(with(sale("teb"), "card", null), "cardJwe", late))
                        .status())
                .isEqualTo(201);
        jdbc.update(
                "update card_key set created_at = ?",
                Timestamp.from(Instant.now().minus(Duration.ofDays(31))));

        var repeated = demo.post("/payments", body);

        assertThat(repeated.text()).isEqualTo(first.text());
        assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
        for (Map<String, Object> refused : List.of(
                with(body, "cardJwe", late),
                with(body, "amount", "1.00"),
                with(body, "requestId", Requests.id()),
                with(body, "requestId", null))) {
            var answer = demo.post("/payments", refused);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error("cardJwe")).contains("not used since");
        }
    }

    @Test
    void fiftyAtOnceReachTheBankOnce() throws Exception {
        Map<String, Object> body = sale("halkbank", "4355080000010103", "129.90");
        ExecutorService pool = Executors.newFixedThreadPool(50);
        try {
            List<Future<ContractClient.Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                replies.add(pool.submit(() -> demo.post("/payments", body)));
            }
            int charged = 0;
            JsonNode payment = null;
            for (Future<ContractClient.Reply> future : replies) {
                ContractClient.Reply reply = future.get();
                assertThat(reply.status()).isIn(201, 409);
                if (reply.status() == 201) {
                    charged++;
                    payment = reply.body();
                } else {
                    assertThat(reply.body().path("type").asString()).isEqualTo("/problems/request-in-progress");
                }
            }
            assertThat(charged).isPositive();
            assertThat(demo.post("/payments", body).body()).isEqualTo(payment);
            JsonNode order = new BankScreen(port, "halkbank")
                    .order(payment.path("transactionCode").asString());
            assertThat(order.path("requests").asInt()).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void twoRefundsAtOnceCannotGiveBackMoreThanWasTaken() throws Exception {
        JsonNode sold = demo.post("/payments", sale("halkbank")).body();
        String refunds = "/payments/" + sold.path("id").asString() + "/refunds";
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<ContractClient.Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                replies.add(pool.submit(() -> demo.post(refunds, Map.of("amount", "100.00"))));
            }
            int done = 0;
            for (Future<ContractClient.Reply> future : replies) {
                int status = future.get().status();
                assertThat(status).isIn(201, 409, 422);
                done += status == 201 ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
            JsonNode order = new BankScreen(port, "halkbank")
                    .order(sold.path("transactionCode").asString());
            assertThat(order.path("refunded").asLong()).isEqualTo(10000);
        } finally {
            pool.shutdownNow();
        }
    }
}
