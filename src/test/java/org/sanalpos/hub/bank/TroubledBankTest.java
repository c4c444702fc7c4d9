package org.sanalpos.hub.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HeldBank;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.virtualpos.VirtualPoses;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The trouble of one bank stays with it. */
@HubTest
class TroubledBankTest {
    private static final int LIMIT = 50;
    private static final int TOO_MANY = 6;

    /** Calls at which the hub of the tests begins to judge. */
    private static final int CALLS = 12;

    @LocalServerPort
    int port;

    @Autowired
    VirtualPoses poses;

    @Autowired
    DataSource database;

    TroubledCompany company;

    @BeforeEach
    void company() {
        company = new TroubledCompany(port, poses);
    }

    @Test
    void aBankThatHangsHoldsItsOwnPaymentsOnly() throws Exception {
        ExecutorService callers = Executors.newCachedThreadPool();
        try (HeldBank bank = new HeldBank()) {
            company.pos("HANGS", "turkiyefinans", 1, Map.of("api", bank.url()));
            company.pos("WELL", "teb", 2);
            List<Future<Reply>> held = new ArrayList<>();
            for (int i = 0; i < LIMIT + TOO_MANY; i++) {
                held.add(callers.submit(
                        () -> company.client().post("/payments", with(sale("turkiyefinans"), "virtualPos", "HANGS"))));
            }
            bank.awaitOrders(LIMIT);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> held.stream().filter(Future::isDone).count() == TOO_MANY);

            // They are more than there are connections to the database: none of them has one while it waits.
            assertThat(database.unwrap(HikariDataSource.class).getMaximumPoolSize())
                    .isLessThan(LIMIT);
            assertThat(metric("sanalpos_bank_calls_active{bank=\"turkiyefinans\"}"))
                    .isEqualTo(LIMIT);
            for (int i = 0; i < 10; i++) {
                JsonNode other = company.client()
                        .post("/payments", with(sale("teb"), "virtualPos", "WELL"))
                        .body();
                assertThat(other.path("status").asString()).isEqualTo("captured");
                JsonNode routed = company.client()
                        .post("/payments", with(sale("teb"), "virtualPos", null))
                        .body();
                assertThat(routed.path("status").asString()).isEqualTo("captured");
                assertThat(routed.path("virtualPos").asString()).isEqualTo("WELL");
                assertThat(routed.path("operations").size()).isEqualTo(1);
            }

            bank.release();
            Map<String, Long> ends = held.stream()
                    .map(TroubledBankTest::payment)
                    .collect(Collectors.groupingBy(
                            payment -> payment.path("status").asString() + " "
                                    + payment.path("operations")
                                            .path(0)
                                            .path("outcome")
                                            .asString(),
                            Collectors.counting()));
            assertThat(ends).isEqualTo(Map.of("captured approved", (long) LIMIT, "failed not_sent", (long) TOO_MANY));
            List<String> charged = held.stream()
                    .map(TroubledBankTest::payment)
                    .filter(payment -> payment.path("status").asString().equals("captured"))
                    .map(payment -> payment.path("transactionCode").asString())
                    .toList();
            assertThat(bank.orders()).containsExactlyInAnyOrderElementsOf(charged);
            company.recover("HANGS", payment(held.get(0)));
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void aBankThatAnswersNonsenseIsNotCalledUntilAnInquiryFindsItWell() {
        try (HeldBank bank = new HeldBank()) {
            bank.does(HeldBank.Way.GARBAGE);
            company.pos("SICK", "isbank", 1, Map.of("api", bank.url()));
            company.pos("WELL", "teb", 2);
            JsonNode lost = null;
            for (int i = 0; i < CALLS; i++) {
                lost = pay("SICK");
                assertThat(lost.path("status").asString()).isEqualTo("unknown");
            }
            String sync = "/payments/" + lost.path("id").asString() + "/sync";

            JsonNode refused = pay("SICK");

            assertThat(refused.path("status").asString()).isEqualTo("failed");
            assertThat(refused.path("result").path("retryable").asBoolean()).isTrue();
            assertThat(refused.path("result").path("bankMessage").asString()).contains("SICK", "failed before");
            assertThat(bank.orders()).hasSize(CALLS);
            assertThat(pay(null).path("virtualPos").asString()).isEqualTo("WELL");
            String ready = page("/actuator/health/readiness");
            assertThat(ready).contains("DEGRADED", company.code() + "/SICK at isbank");
            assertThat(metric("sanalpos_bank_breakers{bank=\"isbank\",state=\"open\"}"))
                    .isEqualTo(1);

            // An inquiry may pass; the bank is as bad as before.
            company.client().post(sync, null);
            assertThat(bank.orders()).hasSize(CALLS + 1);
            assertThat(pay("SICK").path("status").asString()).isEqualTo("failed");

            bank.does(HeldBank.Way.APPROVED);
            company.recover("SICK", lost);
            assertThat(page("/actuator/health/readiness")).doesNotContain(company.code());
            assertThat(pay(null).path("virtualPos").asString()).isEqualTo("SICK");
        }
    }

    private JsonNode pay(String pos) {
        return company.client()
                .post("/payments", with(sale("teb"), "virtualPos", pos))
                .body();
    }

    private static JsonNode payment(Future<Reply> reply) {
        try {
            return reply.get(30, TimeUnit.SECONDS).body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private double metric(String sample) {
        return page("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + sample));
    }

    private String page(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
