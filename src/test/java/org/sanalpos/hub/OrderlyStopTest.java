package org.sanalpos.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.intake.queue.QueueClient;
import org.sanalpos.hub.sandbox.BankScreen;
import tools.jackson.databind.json.JsonMapper;

class OrderlyStopTest {
    private static final String SLOW_CARD = "4355080000010103";
    private static final String BANK = "halkbank";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path home;

    @Test
    void paymentsUnderWayOnEveryChannelEndAndNewOnesAreRefused() throws Exception {
        int brokerPort = FreePort.find();
        Map<String, Object> overRest;
        Map<String, Object> slow = sale("teb", SLOW_CARD, "11.00");
        String paid;
        String paidSlowly;
        try (HeldBank bank = new HeldBank()) {
            try (HubProcess hub = HubProcess.start(home, "SANALPOS_BROKER_PORT=" + brokerPort)) {
                String pos = posAt(bank, hub);
                overRest = with(sale(BANK), "virtualPos", pos);
                var rest = post(hub, overRest);
                var slowly = post(hub, slow);
                drop(pos);
                try (var factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort);
                        QueueClient queue = new QueueClient(factory.createConnection("DEMO", HubTest.DEMO_KEY))) {
                    send(queue, with(sale(BANK), "virtualPos", pos));
                    bank.awaitOrders(3);
                    awaitAtBank(hub, "teb");

                    hub.terminate();
                    hub.awaitOutput("Stopping", PATIENCE);
                    awaitRefusal(hub);
                    bank.release();

                    paid = captured(rest.get(30, TimeUnit.SECONDS));
                    paidSlowly = captured(slowly.get(30, TimeUnit.SECONDS));
                    assertThat(hub.awaitEnd(PATIENCE)).isEqualTo(143);
                    assertThat(hub.output()).doesNotContain("ERROR", "cut off");
                }
            }
            try (HubProcess hub = HubProcess.start(home)) {
                ContractClient demo = hub.client(HubTest.DEMO_KEY);
                Path results = home.resolve("outbox/DEMO/orders.result.csv");
                Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(results));
                assertThat(Files.readString(results)).contains("file-1", "captured");
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> demo.get("/payments?status=captured")
                                        .body()
                                        .path("total")
                                        .asInt()
                                == 4);
                assertThat(demo.post("/payments", overRest).text()).contains(paid);
                assertThat(demo.post("/payments", slow).text()).contains(paidSlowly);
                assertThat(bank.orders()).doesNotHaveDuplicates().hasSize(3);
            }
        }
    }

    @Test
    void aBankThatNeverAnswersIsCutOffAndItsPaymentIsUnknownAndNotRepeated() throws Exception {
        try (HeldBank bank = new HeldBank()) {
            Map<String, Object> request;
            String payment;
            try (HubProcess hub = HubProcess.start(home, "SANALPOS_LIMITS_STOP_SECONDS=2")) {
                request = with(sale(BANK), "virtualPos", posAt(bank, hub));
                var rest = post(hub, request);
                bank.awaitOrders(1);

                hub.terminate();

                var cut = rest.get(30, TimeUnit.SECONDS);
                assertThat(cut.status()).isEqualTo(202);
                assertThat(cut.body().path("status").asString()).isEqualTo("unknown");
                payment = cut.body().path("id").asString();
                assertThat(hub.awaitEnd(Duration.ofSeconds(15))).isEqualTo(143);
                assertThat(hub.output()).contains("1 bank calls were not answered in time");
            }
            try (HubProcess hub = HubProcess.start(home)) {
                ContractClient demo = hub.client(HubTest.DEMO_KEY);
                assertThat(demo.get("/payments/" + payment)
                                .body()
                                .path("status")
                                .asString())
                        .isEqualTo("unknown");
                assertThat(demo.post("/payments", request).body().path("id").asString())
                        .isEqualTo(payment);
                assertThat(bank.orders()).hasSize(1);
            }
        }
    }

    /** A definition of a new virtual POS whose requests go to this bank. */
    private static String posAt(HeldBank bank, HubProcess hub) {
        ContractClient demo = hub.client(HubTest.DEMO_KEY);
        String clientId = demo.get("/virtual-pos/" + Requests.pos(BANK))
                .body()
                .path("credentials")
                .path("clientId")
                .asString();
        var made = demo.post(
                "/virtual-pos",
                Map.ofEntries(
                        Map.entry("code", "HELD"),
                        Map.entry("bank", BANK),
                        Map.entry("environment", "sandbox"),
                        Map.entry("secure", "none"),
                        Map.entry("allowNonSecure", true),
                        Map.entry("currencies", List.of("TRY")),
                        Map.entry("installments", List.of(1)),
                        Map.entry(
                                "credentials",
                                Map.of("clientId", clientId, "username", "anybody", "password", "anything")),
                        Map.entry("endpoints", Map.of("api", bank.url()))));
        assertThat(made.status()).isEqualTo(201);
        return "HELD";
    }

    private static CompletableFuture<ContractClient.Reply> post(HubProcess hub, Map<String, Object> body) {
        ContractClient demo = hub.client(HubTest.DEMO_KEY);
        return CompletableFuture.supplyAsync(() -> demo.post("/payments", body));
    }

    private void drop(String pos) throws IOException {
        Path inbox = Files.createDirectories(home.resolve("inbox/DEMO"));
        Path unfinished = inbox.resolve("orders.tmp");
        Files.writeString(
                unfinished,
                "request_id;virtual_pos;amount;currency;card_number;card_expiry;card_cvv\nfile-1;" + pos + ";5.00;TRY;"
                        + Requests.VISA + ";12/30;000\n");
        Files.move(unfinished, inbox.resolve("orders.csv"));
    }

    private static void send(QueueClient queue, Map<String, Object> body) throws Exception {
        queue.send(queue.text(JsonMapper.shared().writeValueAsString(body)));
    }

    private static void awaitAtBank(HubProcess hub, String bank) {
        BankScreen screen = new BankScreen(URI.create(hub.baseUrl()).getPort(), bank);
        Awaitility.await().atMost(PATIENCE).until(() -> screen.orders().size() == 1);
    }

    private static void awaitRefusal(HubProcess hub) {
        int port = URI.create(hub.baseUrl()).getPort();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThatThrownBy(
                        () -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class));
    }

    private static String captured(ContractClient.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.body().path("status").asString()).isEqualTo("captured");
        return reply.body().path("id").asString();
    }
}
