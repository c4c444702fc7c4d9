package org.sanalpos.hub.threeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubProcess;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.WebPage.Form;
import tools.jackson.databind.JsonNode;

/** Two hubs on one database and one broker: a browser may come to either. */
class TwoNodesTest {
    private static final String BANK = "halkbank";

    @TempDir
    static Path home;

    private static TestDatabase.Running database;
    private static EmbeddedActiveMQ broker;
    private static HubProcess one;
    private static HubProcess other;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.POSTGRESQL.start();
        int port = freePort();
        broker = new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .setJournalDirectory(home.resolve("journal").toString())
                        .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port));
        broker.start();
        String[] settings = {
            "SPRING_DATASOURCE_URL=" + database.url(),
            "SPRING_DATASOURCE_USERNAME=" + database.username(),
            "SPRING_DATASOURCE_PASSWORD=" + database.password(),
            "SPRING_ARTEMIS_MODE=native",
            "SPRING_ARTEMIS_BROKER_URL=tcp://127.0.0.1:" + port,
            "SANALPOS_MASTER_KEY=" + "A".repeat(43) + "="
        };
        one = HubProcess.start(home.resolve("one"), settings);
        other = HubProcess.start(home.resolve("other"), settings);
        // The banks of one sandbox have the books.
        JsonNode pos =
                one.client(HubTest.DEMO_KEY).get("/virtual-pos/DEMO-HALKBANK").body();
        Map<String, Object> changed = new LinkedHashMap<>();
        changed.put("bank", BANK);
        changed.put("environment", "sandbox");
        changed.put("allowNonSecure", true);
        changed.put("installments", List.of(1, 3));
        changed.put("credentials", credentials(pos));
        changed.put(
                "endpoints",
                Map.of(
                        "api", one.baseUrl() + "/sandbox/halkbank/fim/api",
                        "threeDGate", one.baseUrl() + "/sandbox/halkbank/fim/est3Dgate"));
        ContractClient.Reply reply = one.client(HubTest.DEMO_KEY).put("/virtual-pos/DEMO-HALKBANK", changed);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private static Map<String, String> credentials(JsonNode pos) {
        Map<String, String> credentials = new LinkedHashMap<>();
        pos.path("credentials")
                .properties()
                .forEach(field ->
                        credentials.put(field.getKey(), field.getValue().asString()));
        return credentials;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        one.close();
        other.close();
        broker.stop();
        database.close();
    }

    private static JsonNode begun(HubProcess node, String model) {
        Map<String, Object> body = new LinkedHashMap<>(Requests.sale(BANK));
        body.put("secure", model);
        JsonNode payment = node.client(HubTest.DEMO_KEY).post("/payments", body).body();
        assertThat(payment.path("status").asString()).as(payment.toString()).isEqualTo("requires_action");
        return payment;
    }

    /** The hub's page as it is at another node than the one that made it. */
    private static WebPage page(JsonNode payment, HubProcess node) {
        return WebPage.get(moved(payment.path("nextAction").path("url").asString(), node));
    }

    private static String moved(String url, HubProcess node) {
        return node.baseUrl() + url.substring(url.indexOf("/3ds/"));
    }

    private static Form back(WebPage page) {
        WebPage issuer = page.form().submit().form().submit();
        return issuer.form().with("outcome", "success").submit().form();
    }

    private static JsonNode now(JsonNode payment) {
        return one.client(HubTest.DEMO_KEY)
                .get("/payments/" + payment.path("id").asString())
                .body();
    }

    @Test
    void thePageAndTheCallbackMayComeToTheOtherNode() {
        for (String model : List.of("3d", "3d_pay")) {
            JsonNode payment = begun(one, model);

            Form back = back(page(payment, other));
            Form there = back.to(moved(back.action(), other));
            WebPage end = there.submit();

            assertThat(end.status()).isEqualTo(303);
            assertThat(now(payment).path("status").asString()).isEqualTo("captured");
            assertThat(page(payment, one).document().select("form")).isEmpty();
        }
    }

    @Test
    void aCallbackAtBothNodesAtOnceIsCarriedOutOnce() {
        JsonNode payment = begun(one, "3d");
        Form back = back(page(payment, one));

        List<CompletableFuture<WebPage>> ends = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Form each = back.to(moved(back.action(), i % 2 == 0 ? one : other));
            ends.add(CompletableFuture.supplyAsync(each::submit));
        }
        ends.forEach(end -> assertThat(end.join().status()).isEqualTo(303));

        JsonNode captured = now(payment);
        assertThat(captured.path("status").asString()).isEqualTo("captured");
        assertThat(captured.path("operations").size()).isEqualTo(1);
    }

    @Test
    void changesAtBothNodesAtOnceMakeOneWholeAudit() {
        JsonNode before =
                one.client(HubTest.DEMO_KEY).get("/audit/verification").body();
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("bank", "isbank");
        change.put("environment", "sandbox");
        change.put(
                "credentials",
                credentials(one.client(HubTest.DEMO_KEY)
                        .get("/virtual-pos/DEMO-ISBANK")
                        .body()));
        List<CompletableFuture<Integer>> ends = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            HubProcess node = i % 2 == 0 ? one : other;
            ends.add(CompletableFuture.supplyAsync(() -> node.client(HubTest.DEMO_KEY)
                    .put("/virtual-pos/DEMO-ISBANK", change)
                    .status()));
        }
        ends.forEach(end -> assertThat(end.join()).isEqualTo(200));

        for (HubProcess node : List.of(one, other)) {
            JsonNode after =
                    node.client(HubTest.DEMO_KEY).get("/audit/verification").body();
            assertThat(after.path("whole").asBoolean()).as(after.toString()).isTrue();
            assertThat(after.path("chains").get(0).path("number").asInt())
                    .isEqualTo(before.path("chains").get(0).path("number").asInt() + 12);
        }
    }

    @Test
    void aPageWhoseNodeHasGoneIsExpiredAtOnceAndSaysSo() {
        HubProcess gone = HubProcess.start(
                home.resolve("gone"),
                "SPRING_DATASOURCE_URL=" + database.url(),
                "SPRING_DATASOURCE_USERNAME=" + database.username(),
                "SPRING_DATASOURCE_PASSWORD=" + database.password(),
                "SPRING_ARTEMIS_MODE=native",
                "SPRING_ARTEMIS_BROKER_URL=tcp://127.0.0.1:"
                        + broker.getActiveMQServer()
                                .getConfiguration()
                                .getAcceptorConfigurations()
                                .iterator()
                                .next()
                                .getParams()
                                .get("port"),
                "SANALPOS_MASTER_KEY=" + "A".repeat(43) + "=");
        JsonNode payment = begun(gone, "3d");
        gone.kill();

        WebPage page = page(payment, one);

        assertThat(page.text()).contains("Doğrulama süresi doldu");
        assertThat(now(payment).path("status").asString()).isEqualTo("expired");
    }
}
