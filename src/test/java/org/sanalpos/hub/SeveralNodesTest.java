package org.sanalpos.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.WebPage.Form;
import org.sanalpos.hub.intake.queue.QueueClient;
import org.sanalpos.hub.sandbox.BankScreen;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hubs on one database, one outside broker and one data folder: what comes to any of them is done once. */
class SeveralNodesTest {
    private static final String BANK = "halkbank";
    private static final Duration SOON = Duration.ofSeconds(60);

    /** The sandbox's card for a bank that books and then hangs. */
    private static final String HANGING_CARD = "4355080000010400";

    @TempDir
    static Path home;

    private static TestDatabase.Running database;
    private static BrokerProcess broker;
    private static String[] settings;
    private static HubProcess one;
    private static HubProcess other;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.POSTGRESQL.start();
        broker = BrokerProcess.start(Files.createDirectories(home.resolve("broker")), FreePort.find());
        settings = new String[] {
            "SPRING_DATASOURCE_URL=" + database.url(),
            "SPRING_DATASOURCE_USERNAME=" + database.username(),
            "SPRING_DATASOURCE_PASSWORD=" + database.password(),
            "SPRING_ARTEMIS_MODE=native",
            "SPRING_ARTEMIS_BROKER_URL=" + broker.url(),
            "SANALPOS_MASTER_KEY=" + "A".repeat(43) + "=",
            "SANALPOS_FILES_POLL_MS=200",
            "SANALPOS_RECOVERY_BEAT_MS=1000",
            "SANALPOS_RECOVERY_DEAD_SECONDS=6",
            "SANALPOS_RECOVERY_FIRST_MS=2000"
        };
        one = HubProcess.start(home.resolve("shared"), settings);
        other = HubProcess.start(home.resolve("shared"), settings);
        pointToTheBanksOfOne();
    }

    /** The banks of one sandbox have the books; each hub that starts has set the demonstration company up for its own. */
    private static void pointToTheBanksOfOne() {
        JsonNode pos =
                one.client(HubTest.DEMO_KEY).get("/virtual-pos/DEMO-HALKBANK").body();
        Map<String, Object> changed = new LinkedHashMap<>();
        changed.put("bank", BANK);
        changed.put("environment", "sandbox");
        changed.put("secure", "none");
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

    @AfterAll
    static void stop() throws Exception {
        one.close();
        other.close();
        broker.close();
        database.close();
    }

    private static JsonNode begun(HubProcess node, String model) {
        return begun(node, model, null);
    }

    private static JsonNode begun(HubProcess node, String model, String orderNo) {
        Map<String, Object> body =
                Requests.with(Requests.with(Requests.sale(BANK), "secure", model), "orderNo", orderNo);
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
    void theSameRequestAtBothNodesAtOnceChargesOnce() {
        int requests = 20;
        for (int i = 0; i < requests; i++) {
            Map<String, Object> body = Requests.sale(BANK);
            body.put("orderNo", "SAME-" + i);
            List<CompletableFuture<ContractClient.Reply>> replies = Stream.of(one, other, one, other)
                    .map(node -> CompletableFuture.supplyAsync(
                            () -> node.client(HubTest.DEMO_KEY).post("/payments", body)))
                    .toList();
            List<ContractClient.Reply> all =
                    replies.stream().map(CompletableFuture::join).toList();

            assertThat(all).allMatch(reply -> reply.status() == 201 || reply.status() == 409);
            List<String> paid = all.stream()
                    .filter(reply -> reply.status() == 201)
                    .map(ContractClient.Reply::text)
                    .distinct()
                    .toList();
            assertThat(paid).hasSize(1);
            assertThat(requestsAtTheBank(all.stream()
                            .filter(reply -> reply.status() == 201)
                            .findFirst()
                            .orElseThrow()
                            .body()))
                    .isEqualTo(1);
        }
        counted("the same request comes to two nodes at once, four times", "SAME-%", requests);
    }

    @Test
    void theSameRequestTwiceInTheQueueOfBothNodesChargesOnceAndIsAnsweredTwice() throws Exception {
        int requests = 20;
        Map<String, Set<String>> paid = new HashMap<>();
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.url())) {
            Connection connection = factory.createConnection();
            connection.start();
            try (QueueClient client = new QueueClient(connection)) {
                for (int i = 0; i < requests; i++) {
                    Map<String, Object> body = Requests.with(Requests.sale(BANK), "company", "DEMO");
                    body.put("orderNo", "QUEUED-" + i);
                    for (int time = 0; time < 2; time++) {
                        TextMessage message = client.text(JsonMapper.shared().writeValueAsString(body));
                        message.setJMSCorrelationID("QUEUED-" + i);
                        client.send(message);
                    }
                }
                for (int i = 0; i < 2 * requests; i++) {
                    TextMessage answer = client.answer();
                    paid.computeIfAbsent(answer.getJMSCorrelationID(), order -> new HashSet<>())
                            .add(answer.getText());
                }
            }
        }

        assertThat(paid).hasSize(requests).allSatisfy((order, answers) -> assertThat(answers)
                .as("both answers to " + order)
                .singleElement()
                .asString()
                .contains("\"status\":\"captured\""));
        counted("the same request comes twice by the queue of two nodes", "QUEUED-%", requests);
    }

    /** The figures of the payments of some orders, from the database of the nodes and the bank's books. */
    private static void counted(String fault, String orders, int sent) {
        JdbcClient hub = JdbcClient.create(database.dataSource());
        String ids = "select id from payment where order_no like '" + orders + "'";
        await().atMost(SOON)
                .until(() -> count(hub, "select count(*) from outbox where payment_id in (" + ids + ")") == 0);
        BankScreen screen = new BankScreen(URI.create(one.baseUrl()).getPort(), BANK);
        long charged = hub
                .sql("select transaction_code from payment where order_no like '" + orders + "'")
                .query(String.class)
                .list()
                .stream()
                .filter(code -> screen.orderStatusCode(code) == 200 && screen.captured(code) > 0)
                .count();
        ReliabilityTable.row(
                fault,
                "SeveralNodesTest",
                new ReliabilityTable.Figures(
                        sent,
                        count(hub, "select count(*) from (" + ids + ") known"),
                        charged,
                        count(hub, "select count(*) from (" + ids + " and status = 'captured') captured"),
                        count(hub, "select count(*) from card_collection where payment_id in (" + ids + ")"),
                        count(
                                hub,
                                "select count(*) from operation where type <> 'inquiry' and outcome <> 'unknown'"
                                        + " and payment_id in (" + ids + ")")));
    }

    private static long count(JdbcClient hub, String sql) {
        return hub.sql(sql).query(Long.class).single();
    }

    @Test
    void filesDroppedIntoTheSharedFolderAreTakenByOneNode() throws Exception {
        int files = 12;
        Path inbox = home.resolve("shared/inbox/DEMO");
        for (int file = 0; file < files; file++) {
            StringBuilder lines = new StringBuilder(
                    "request_id;virtual_pos;amount;currency;order_no;card_number;card_expiry;card_cvv\n");
            for (int line = 0; line < 5; line++) {
                lines.append(String.format(
                        "shared-%d-%d;DEMO-HALKBANK;%d.50;TRY;SHARED-%d;%s;12/30;000%n",
                        file, line, line + 1, file, Requests.VISA));
            }
            Path written = Files.writeString(home.resolve("shared-" + file + ".csv"), lines);
            Files.move(written, inbox.resolve("shared-" + file + ".csv"));
        }

        for (int file = 0; file < files; file++) {
            Path result = home.resolve("shared/outbox/DEMO/shared-" + file + ".result.csv");
            await().atMost(SOON).until(() -> Files.exists(result));
            List<String> lines = Files.readAllLines(result);
            assertThat(lines).hasSize(6);
            assertThat(lines.subList(1, 6)).as(lines.toString()).allMatch(line -> line.contains(";captured;"));
            String order = "SHARED-" + file;
            JsonNode payments = one.client(HubTest.DEMO_KEY)
                    .get("/payments?orderNo=" + order)
                    .body();
            assertThat(payments.path("total").asInt()).isEqualTo(5);
            for (JsonNode payment : payments.path("items")) {
                assertThat(requestsAtTheBank(payment)).isEqualTo(1);
            }
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(logged("SHARED-")).hasSize(files * 5));
        counted("files are dropped into a folder of two nodes", "SHARED-%", files * 5);
    }

    /** The lines of the transaction log that both nodes write, each of them whole. */
    private static List<String> logged(String text) throws IOException {
        try (Stream<Path> logs = Files.list(home.resolve("shared/logs/transactions/DEMO"))) {
            List<String> lines = new ArrayList<>();
            for (Path log : logs.toList()) {
                lines.addAll(Files.readAllLines(log));
            }
            assertThat(lines).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
            return lines.stream().filter(line -> line.contains(text)).toList();
        }
    }

    /** How many requests about the payment the bank has had; 0 if it does not know it. */
    private static int requestsAtTheBank(JsonNode payment) {
        BankScreen screen = new BankScreen(URI.create(one.baseUrl()).getPort(), BANK);
        String code = payment.path("transactionCode").asString();
        return screen.orderStatusCode(code) == 404 ? 0 : screen.requests(code);
    }

    @Test
    void whatAKilledNodeLeftIsTakenOverWithinAMinute() {
        try (HubProcess gone = HubProcess.start(home.resolve("gone"), settings)) {
            takenOver(gone);
        }
    }

    private static void takenOver(HubProcess gone) {
        pointToTheBanksOfOne();
        JsonNode waiting = begun(gone, "3d", "LEFT-2");
        // Booked at the bank, which answers nothing until long after.
        Map<String, Object> hanging = Requests.sale(BANK, HANGING_CARD, "77.70");
        hanging.put("orderNo", "LEFT-1");
        CompletableFuture<?> call =
                CompletableFuture.runAsync(() -> gone.client(HubTest.DEMO_KEY).post("/payments", hanging));
        await().atMost(SOON).until(() -> {
            JsonNode left = left();
            return left != null && requestsAtTheBank(left) == 1;
        });

        gone.kill();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(left().path("status").asString()).isEqualTo("captured"));
        assertThat(requestsAtTheBank(left())).as("the sale and the inquiry").isEqualTo(2);
        assertThat(call).isCompletedExceptionally();
        WebPage page = page(waiting, one);
        assertThat(page.text()).contains("Doğrulama süresi doldu");
        assertThat(now(waiting).path("status").asString()).isEqualTo("expired");
        counted("a node of three is killed over a payment at the bank and one in the browser", "LEFT-%", 2);
    }

    private static JsonNode left() {
        JsonNode items = one.client(HubTest.DEMO_KEY)
                .get("/payments?orderNo=LEFT-1")
                .body()
                .path("items");
        return items.isEmpty() ? null : items.get(0);
    }
}
