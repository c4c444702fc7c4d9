package org.sanalpos.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sanalpos.hub.Requests.sale;

import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.sanalpos.hub.CardJwe;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.TestHome;
import org.sanalpos.hub.intake.queue.QueueClient;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same hub through REST, dropped files and queues, out to the ERP's table, the log files and the results queue. */
@HubTest
class AllChannelsTest {
    static final List<String> BANKS = Requests.BANKS;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HEADER =
            "request_id;virtual_pos;order_no;amount;currency;card_number;card_expiry;card_cvv;card_holder\n";

    @LocalServerPort
    int port;

    @Autowired
    HubSettings settings;

    @Autowired
    JdbcTemplate jdbc;

    ContractClient demo;

    @BeforeEach
    void client() {
        demo = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
    }

    @ParameterizedTest
    @FieldSource("BANKS")
    void aPaymentThroughEachChannelReachesErpAndLog(String bank) throws Exception {
        String order = "CH-" + Requests.id();
        Map<String, Object> rest = Requests.with(sale(bank), "orderNo", order);
        assertThat(demo.post("/payments", rest).status()).isEqualTo(201);

        List<String> lines = drop(HEADER + line(Requests.id(), bank, order, Requests.VISA, "129,90"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains(";captured;");

        try (QueueClient queue = queue()) {
            Map<String, Object> body = Requests.with(sale(bank), "orderNo", order);
            TextMessage answer = queue.ask(queue.text(JSON.writeValueAsString(body)));
            assertThat(JSON.readTree(answer.getText()).path("status").asString())
                    .isEqualTo("captured");
        }

        JsonNode payments = demo.get("/payments?orderNo=" + order).body();
        assertThat(payments.path("total").asInt()).isEqualTo(3);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(jdbc.queryForList(
                        "select transaction_code from card_collection where order_no = ? and outcome = 'approved'",
                        String.class,
                        order))
                .containsExactlyInAnyOrderElementsOf(payments.path("items")
                        .valueStream()
                        .map(payment -> payment.path("transactionCode").asString())
                        .toList()));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(logLines(order)).hasSize(3));
        assertThat(logLines(order)).allMatch(line -> line.contains("435508******4358"));
    }

    @Test
    void oneRequestIdOverAllChannelsAtOnceReachesTheBankOnce() throws Exception {
        String id = Requests.id();
        Map<String, Object> body = Requests.with(
                Requests.with(sale("isbank", "4355080000010103", "129.90"), "requestId", id), "operation", null);
        String file =
                HEADER + line(id, "isbank", "", "4355080000010103", "129.90").repeat(15);
        ExecutorService pool = Executors.newFixedThreadPool(36);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(pool.submit(() -> demo.post("/payments", body).status()));
            }
            Future<List<String>> dropped = pool.submit(() -> drop(file));
            List<Future<String>> replies = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                replies.add(pool.submit(() -> {
                    try (QueueClient queue = queue()) {
                        return queue.ask(queue.text(JSON.writeValueAsString(body)))
                                .getText();
                    }
                }));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(201, 409);
            }
            List<String> results = dropped.get();
            assertThat(results).hasSize(16);
            assertThat(results.subList(1, 16)).allMatch(line -> line.contains(";captured;"));
            for (Future<String> reply : replies) {
                assertThat(JSON.readTree(reply.get()).path("status").asString()).isEqualTo("captured");
            }
        } finally {
            pool.shutdownNow();
        }
        JsonNode payment = demo.post("/payments", body).body();
        JsonNode order = new BankScreen(port, "isbank")
                .order(payment.path("transactionCode").asString());
        assertThat(order.path("requests").asInt()).isEqualTo(1);
        assertThat(order.path("captured").asLong()).isEqualTo(12990);
    }

    @Test
    void noCardNumberAndNoCvvIsLeftAnywhere() throws Exception {
        String cvv = "7391";
        List<String> cards = List.of("371449635398431", "378282246310005");
        for (String card : cards) {
            Map<String, Object> typed = Requests.with(Requests.card(card), "cvv", cvv);
            Map<String, Object> good = Requests.with(sale("halkbank"), "card", typed);
            assertThat(demo.post("/payments", good).status()).isEqualTo(201);
            var twice = demo.post("/payments", Requests.with(good, "amount", "1.00"));
            assertThat(twice.text()).doesNotContain(card);
            var wrong = demo.invalid().post("/payments", Requests.with(good, "card", card + " " + cvv));
            assertThat(wrong.text()).doesNotContain(card);
            var lost = Requests.with(
                    Requests.with(sale(TestHome.IMPATIENT_BANK, card, "71000.02"), "card", typed), "orderNo", "L");
            assertThat(demo.post("/payments", lost).status()).isEqualTo(202);
            drop(HEADER
                    + line(Requests.id(), "teb", "", card, "10.00").replace(";0000;", ";" + cvv + ";")
                    + "broken;" + card + ";;\n"
                    + line("x".repeat(300), "teb", "", card, "10.00"));
            try (QueueClient queue = queue()) {
                queue.ask(queue.text(JSON.writeValueAsString(Requests.with(good, "requestId", Requests.id()))));
                queue.ask(queue.text("{\"amount\": \"" + card + "\", \"card\": {\"cvv\": \"" + cvv + "\""));
                Message unknown = queue.text(JSON.writeValueAsString(Requests.with(good, "virtualPos", "NONE")));
                queue.ask(unknown);
            }
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jdbc.queryForObject("select count(*) from outbox", Long.class))
                        .isZero());
        String metrics = get("/actuator/prometheus");
        String health = get("/actuator/health/readiness");
        for (String card : cards) {
            assertThat(metrics).doesNotContain(card);
            assertThat(health).doesNotContain(card);
            assertThat(cellsWith(card)).isEmpty();
            assertThat(filesWith(card)).isEmpty();
        }
        assertThat(cellsWith("371449*****8431"))
                .contains("payment.card_masked", "bank_call.request", "card_collection.card_masked");
        assertThat(filesWith("371449*****8431")).isNotEmpty();
        for (String written : List.of("\"cvv\":\"7391\"", "Cvv2Val>7391", ";7391;", "cvv\\\":\\\"7391")) {
            assertThat(cellsWith(written)).isEmpty();
            assertThat(filesWith(written)).isEmpty();
        }
    }

    @Test
    void theNumberOfAnotherCardIsLeftInNoOtherField() throws Exception {
        String other = "4917610000000000003";
        Map<String, Object> good = sale("halkbank");
        assertThat(demo.post("/payments", Requests.with(good, "description", "or " + other))
                        .error("description"))
                .isNotNull();
        ContractClient keyed = demo.with("Idempotency-Key", other);
        assertThat(keyed.post("/payments", Requests.with(good, "requestId", null))
                        .error("Idempotency-Key"))
                .isNotNull();
        String payment = demo.post("/payments", good).body().path("id").asString();
        assertThat(keyed.post("/payments/" + payment + "/refunds", null).error("Idempotency-Key"))
                .isNotNull();
        assertThat(demo.with("Idempotency-Key", "00" + Requests.VISA + "00")
                        .post("/payments", Requests.with(sale("halkbank"), "requestId", null))
                        .error("Idempotency-Key"))
                .isNotNull();
        assertThat(drop(HEADER
                        + line(other, "teb", "", Requests.VISA, "1.00")
                        + line(Requests.id(), "teb", other, Requests.VISA, "1.00")))
                .element(2)
                .asString()
                .contains("order_no: ");
        try (QueueClient queue = queue()) {
            String body = JSON.writeValueAsString(Requests.with(good, "requestId", other));
            assertThat(queue.ask(queue.text(body)).getText()).contains("\"field\":\"requestId\"");
        }

        assertThat(cellsWith(other)).isEmpty();
        assertThat(filesWith(other)).isEmpty();
    }

    @Test
    void encryptedCardsLeaveNothingBehindWhereClearOnesAreForbidden() throws Exception {
        String hub = "http://127.0.0.1:" + port;
        ContractClient operator = ContractClient.of(hub, HubTest.OPERATOR_KEY);
        String forbidden = operator.get("/companies/DEMO").text();
        operator.put("/companies/DEMO", forbidden.replace("\"clearCards\":null", "\"clearCards\":false"));
        String number = "2223003122003222";
        String inClear = "5105105105105100";
        Map<String, Object> card = Requests.with(Requests.card(number), "cvv", "739");
        String order = "JWE-" + Requests.id();
        Map<String, Object> body = Requests.with(Requests.with(sale("halkbank"), "card", null), "orderNo", order);
        List<String> sent = new ArrayList<>();
        Path control = Files.createDirectories(settings.inHome("control")).resolve("control");
        try {
            var rest = Requests.with(body, "cardJwe", kept(sent, encryptedByTheExample(hub, card)));
            assertThat(demo.post("/payments", rest).text()).contains("\"status\":\"captured\"");
            var wrong = Requests.with(rest, "amount", "x");
            assertThat(demo.invalid().post("/payments", wrong).status()).isEqualTo(400);

            String columns =
                    "request_id;virtual_pos;order_no;amount;currency;card_number;card_expiry;card_cvv;card_jwe\n";
            List<String> lines = drop(columns
                    + String.join(
                            ";",
                            Requests.id(),
                            "DEMO-TEB",
                            order,
                            "1,00",
                            "TRY",
                            "",
                            "",
                            "",
                            kept(sent, CardJwe.of(hub, card)))
                    + "\n"
                    + String.join(";", Requests.id(), "DEMO-TEB", order, "1,00", "TRY", inClear, "12/30", "739", "")
                    + "\nbroken;" + kept(sent, CardJwe.of(hub, card)) + "\n");
            assertThat(lines.get(1)).contains(";captured;");
            assertThat(lines.get(2)).contains("card_number: ", "clearCards");
            assertThat(lines.get(3)).contains("columns");

            try (QueueClient queue = queue()) {
                String good = JSON.writeValueAsString(Requests.with(
                        Requests.with(body, "requestId", Requests.id()), "cardJwe", kept(sent, CardJwe.of(hub, card))));
                assertThat(queue.ask(queue.text(good)).getText()).contains("\"captured\"");
                String dead = good.replace("129.90", "129,90");
                assertThat(queue.ask(queue.text(dead)).getText()).contains("\"field\":\"amount\"");
                String clear =
                        JSON.writeValueAsString(Requests.with(body, "card", Requests.with(card, "number", inClear)));
                assertThat(queue.ask(queue.text(clear)).getText()).contains("clearCards");
                assertThat(queue.ask(queue.text(clear.replace("129.90", "129,90")))
                                .getText())
                        .contains("clearCards");
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(jdbc.queryForObject("select count(*) from outbox", Long.class))
                            .isZero());

            List<String> secret = new ArrayList<>(
                    List.of(number, inClear, "\"cvv\":\"739\"", "Cvv2Val>739", ";739;", "cvv\\\":\\\"739"));
            sent.forEach(jwe -> secret.addAll(List.of(jwe.split("\\.")[1].substring(0, 60), jwe.split("\\.")[3])));
            for (String each : secret) {
                Files.writeString(control, "before " + each + " behind");
                assertThat(filesWith(each)).containsExactly(control.toString());
                assertThat(cellsWith(each)).isEmpty();
            }
            assertThat(cellsWith("222300******3222")).contains("payment.card_masked", "card_collection.card_masked");
            assertThat(cellsWith(order)).contains("payment.order_no");
            assertThat(filesWith("222300******3222")).anyMatch(file -> file.contains("hub.mv.db"));
            assertThat(filesWith(order))
                    .anyMatch(file -> file.contains("archive"))
                    .anyMatch(file -> file.contains("journal"));
        } finally {
            Files.deleteIfExists(control);
            operator.put("/companies/DEMO", forbidden);
        }
    }

    private static String kept(List<String> sent, String jwe) {
        sent.add(jwe);
        return jwe;
    }

    /** The program of docs/cards.md, which uses no library of the hub. */
    private static String encryptedByTheExample(String hub, Map<String, Object> card) throws Exception {
        Process example = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "examples/cards/EncryptCard.java",
                        hub)
                .redirectErrorStream(true)
                .start();
        try (OutputStream input = example.getOutputStream()) {
            input.write(JSON.writeValueAsBytes(card));
        }
        String output = new String(example.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(example.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void theMetricsTellPaymentsByBankOperationAndOutcome() throws Exception {
        demo.post("/payments", sale("citibank"));

        String metrics = get("/actuator/prometheus");

        assertThat(metrics)
                .contains("sanalpos_payments_seconds_count{bank=\"citibank\",operation=\"sale\",outcome=\"approved\"")
                .contains("sanalpos_bank_call_seconds_count{bank=\"citibank\"")
                .contains("sanalpos_hub_time_seconds_count{bank=\"citibank\"")
                .contains("sanalpos_outbox_age")
                .contains("sanalpos_queue_depth");
    }

    private static String line(String id, String bank, String order, String card, String amount) {
        return String.join(
                        ";",
                        id,
                        Requests.pos(bank),
                        order,
                        amount,
                        "TRY",
                        card,
                        "12/30",
                        card.startsWith("3") ? "0000" : "000",
                        "AYŞE YILMAZ")
                + "\n";
    }

    private List<String> drop(String csv) throws IOException {
        String name = Requests.id();
        Path inbox = Files.createDirectories(settings.inHome("inbox/DEMO"));
        Files.writeString(inbox.resolve(name + ".tmp"), csv);
        Files.move(inbox.resolve(name + ".tmp"), inbox.resolve(name + ".csv"));
        Path result = settings.inHome("outbox/DEMO").resolve(name + ".result.csv");
        await().atMost(PATIENCE).until(() -> Files.exists(result));
        return Files.readAllLines(result);
    }

    private QueueClient queue() throws Exception {
        var factory = new ActiveMQConnectionFactory(
                "tcp://127.0.0.1:" + settings.broker().port());
        Connection connection = factory.createConnection("DEMO", HubTest.DEMO_KEY);
        connection.start();
        return new QueueClient(connection);
    }

    private List<String> logLines(String order) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> days = Files.list(settings.inHome("logs/transactions/DEMO"))) {
            for (Path day : days.toList()) {
                Files.readAllLines(day).stream()
                        .filter(line -> line.contains(order))
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    private String get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Tables and columns of the hub's database that hold a text anywhere. */
    private List<String> cellsWith(String text) {
        List<String> found = new ArrayList<>();
        for (Map<String, Object> column : jdbc.queryForList("""
                select table_name as t, column_name as c from information_schema.columns
                where lower(table_schema) = 'public' and lower(data_type) like 'character%'
                """)) {
            Long rows = jdbc.queryForObject(
                    "select count(*) from " + column.get("t") + " where " + column.get("c") + " like ?",
                    Long.class,
                    "%" + text + "%");
            if (rows != null && rows > 0) {
                found.add(column.get("t") + "." + column.get("c"));
            }
        }
        return found;
    }

    /** Files below the hub's home, the database's and the broker's own included, that hold a text. */
    private List<String> filesWith(String text) throws IOException {
        List<String> found = new ArrayList<>();
        String asUtf16 = new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
        String asUtf16Big = new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.walk(settings.inHome(""))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (content.contains(text) || content.contains(asUtf16) || content.contains(asUtf16Big)) {
                    found.add(file.toString());
                }
            }
        }
        return found;
    }
}
