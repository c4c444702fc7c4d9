package org.sanalpos.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HubApplication;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.TestHome;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.Wire;
import org.sanalpos.hub.conformance.Shopper;
import org.sanalpos.hub.output.Outages;
import org.sanalpos.hub.sandbox.BankScreen;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is around a hub goes wrong while payments flow: its database, its broker, the disk of its logs, its clock. After each fault as many
 * payments are charged at the bank, known to the hub, in the ERP, on the results queue and in the log as were sent.
 */
class FaultsAroundTheHubTest {
    private static final String BANK = "halkbank";
    private static final String SLOW_CARD = "4355080000010103";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");

    @TempDir
    static Path folder;

    private static final JumpingClock CLOCK = new JumpingClock();
    private static EmbeddedPostgres database;
    private static Wire wire;
    private static int brokerPort;
    private static EmbeddedActiveMQ broker;
    private static ConfigurableApplicationContext hub;
    private static ContractClient demo;
    private static BankScreen bank;

    /** Payments by their request ids, of all tests. */
    private static final Map<String, String> PAYMENTS = new ConcurrentHashMap<>();

    private static final Queue<String> RESULTS = new ConcurrentLinkedQueue<>();

    static class ClockOfTheTest {
        @Bean
        @Primary
        Clock jumpingClock() {
            return CLOCK;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        database = EmbeddedPostgres.start();
        wire = new Wire(database.getPort());
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            brokerPort = socket.getLocalPort();
        }
        broker = startBroker();
        hub = new SpringApplicationBuilder(HubApplication.class, ClockOfTheTest.class)
                .initializers(new TestHome())
                .run(
                        "--server.port=0",
                        "--sanalpos.sandbox=true",
                        "--sanalpos.routes=" + QuickRoutes.in(folder.resolve("routes")),
                        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + wire.port()
                                + "/postgres?connectTimeout=2&socketTimeout=10",
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=postgres",
                        "--spring.datasource.hikari.connection-timeout=3000",
                        "--spring.artemis.mode=native",
                        "--spring.artemis.broker-url=tcp://127.0.0.1:" + brokerPort);
        int port = Integer.parseInt(hub.getEnvironment().getProperty("local.server.port"));
        demo = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
        bank = new BankScreen(port, BANK);
    }

    private static EmbeddedActiveMQ startBroker() throws Exception {
        EmbeddedActiveMQ started = new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setSecurityEnabled(false)
                        .setJournalDirectory(folder.resolve("broker/journal").toString())
                        .setBindingsDirectory(folder.resolve("broker/bindings").toString())
                        .setPagingDirectory(folder.resolve("broker/paging").toString())
                        .setLargeMessagesDirectory(
                                folder.resolve("broker/large").toString())
                        .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + brokerPort));
        started.start();
        return started;
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
        broker.stop();
        wire.close();
        database.close();
    }

    @Test
    void theDatabaseDropsItsConnectionsAgainAndAgain() throws Exception {
        AtomicBoolean storm = new AtomicBoolean(true);
        AtomicInteger answered = new AtomicInteger();
        ExecutorService cashiers = Executors.newFixedThreadPool(9);
        Future<Integer> saboteur = cashiers.submit(() -> cutAgainAndAgain(storm, answered));
        List<Map<String, Object>> sales = sales(160, Requests.VISA);
        List<Future<Boolean>> first = sales.stream()
                .map(sale -> cashiers.submit(() -> {
                    boolean paid = pay(sale, PATIENCE, 3);
                    answered.incrementAndGet();
                    return paid;
                }))
                .toList();
        for (Future<Boolean> each : first) {
            each.get();
        }
        storm.set(false);
        assertThat(saboteur.get()).isGreaterThan(10);
        cashiers.shutdown();

        // What has no end in the ledger is unknown after a while.
        CLOCK.jump(Duration.ofMinutes(5));
        for (Map<String, Object> sale : sales) {
            assertThat(pay(sale, PATIENCE)).as(sale.toString()).isTrue();
        }
        allAreEqual("database drops connections", sales);
    }

    /** Ends all connections after every few payments, on the wire and by the database itself; says how often. */
    private static int cutAgainAndAgain(AtomicBoolean storm, AtomicInteger answered) throws Exception {
        JdbcClient own = JdbcClient.create(database.getPostgresDatabase());
        int cuts = 0;
        while (storm.get()) {
            int reached = answered.get() + 4;
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(PATIENCE)
                    .until(() -> answered.get() >= reached || !storm.get());
            if (cuts++ % 2 == 0) {
                wire.cut();
            } else {
                own.sql("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                                + " where backend_type = 'client backend' and pid <> pg_backend_pid()")
                        .query(Long.class)
                        .single();
            }
        }
        return cuts;
    }

    @Test
    void theBrokerRestartsWhileRequestsAndResultsGoThroughIt() throws Exception {
        List<Map<String, Object>> sales = sales(80, Requests.VISA);
        AtomicBoolean sent = new AtomicBoolean();
        Thread erp = new Thread(() -> {
            sales.forEach(FaultsAroundTheHubTest::enqueue);
            sent.set(true);
        });
        erp.start();
        for (int i = 0; i < 2; i++) {
            int reached = (i + 1) * sales.size() / 4;
            await().atMost(PATIENCE).until(() -> known(sales) >= reached);
            broker.stop();
            broker = startBroker();
        }
        erp.join();
        assertThat(sent).isTrue();

        await().atMost(PATIENCE).until(() -> known(sales) == sales.size());
        // The same requests by the other channel find the payments.
        for (Map<String, Object> sale : sales) {
            assertThat(pay(sale, PATIENCE)).isTrue();
        }
        allAreEqual("broker restarts", sales);
    }

    @Test
    void theDiskOfTheTransactionLogIsFull() throws Exception {
        Path log = logFolder();
        Files.createDirectories(log);
        Path today = log.resolve(LocalDate.ofInstant(CLOCK.instant(), ISTANBUL) + ".jsonl");
        if (Files.exists(today)) {
            Files.move(today, log.resolve("before.jsonl"));
        }
        // Each write fails as on a full disk: "No space left on device".
        Files.createSymbolicLink(today, Path.of("/dev/full"));
        List<Map<String, Object>> sales = sales(30, Requests.VISA);
        for (Map<String, Object> sale : sales) {
            assertThat(pay(sale, PATIENCE)).isTrue();
        }
        Outages outages = hub.getBean(Outages.class);
        await().atMost(PATIENCE).until(() -> outages.of("log").isPresent());
        assertThat(outages.of("log").orElseThrow().error()).contains("No space left on device");
        assertThat(sales).allMatch(sale -> status(sale).equals("captured"));

        Files.delete(today);
        CLOCK.jump(Duration.ofSeconds(20));
        allAreEqual("disk of the log full", sales);
    }

    @Test
    void theClockJumpsForwardsAndBackwardsWhilePaymentsAreAtTheBank() throws Exception {
        ExecutorService cashiers = Executors.newFixedThreadPool(20);
        List<Map<String, Object>> sales = new ArrayList<>();
        WebPage page = null;
        for (Duration jump : List.of(Duration.ofHours(3), Duration.ofHours(-3))) {
            List<Map<String, Object>> slow = sales(10, SLOW_CARD);
            List<Future<Boolean>> paid = slow.stream()
                    .map(sale -> cashiers.submit(() -> pay(sale, PATIENCE)))
                    .toList();
            await().atMost(PATIENCE).until(() -> known(slow) == slow.size());
            if (jump.isNegative()) {
                // A cardholder begins before the clock is set back and comes back after.
                Map<String, Object> sale = new LinkedHashMap<>(Requests.sale(BANK));
                sale.put("secure", "3d");
                Reply begun = demo.post("/payments", sale);
                PAYMENTS.put(
                        sale.get("requestId").toString(),
                        begun.body().path("id").asString());
                sales.add(sale);
                page = WebPage.get(begun.body().path("nextAction").path("url").asString());
            }
            CLOCK.jump(jump);
            for (Future<Boolean> each : paid) {
                assertThat(each.get()).isTrue();
            }
            sales.addAll(slow);
            List<Map<String, Object>> after = sales(5, Requests.VISA);
            after.forEach(sale -> assertThat(pay(sale, PATIENCE)).isTrue());
            sales.addAll(after);
        }
        cashiers.shutdown();
        Shopper.back(Shopper.issuer(page), "success", Requests.VISA).submit();

        for (Map<String, Object> sale : sales) {
            demo.get("/payments/" + PAYMENTS.get(sale.get("requestId").toString()))
                    .body()
                    .path("operations")
                    .forEach(operation ->
                            assertThat(operation.path("durationMs").asLong()).isBetween(0L, 60_000L));
        }
        allAreEqual("clock jumps", sales);
    }

    /** Brings everything of these payments to its end, and compares all that there is with the bank. */
    private void allAreEqual(String fault, List<Map<String, Object>> sales) throws Exception {
        await().atMost(PATIENCE)
                .until(() -> demo.get("/payments?size=1&status=processing")
                                .body()
                                .path("total")
                                .asInt()
                        == 0);
        for (Map<String, Object> sale : sales) {
            if (status(sale).equals("unknown")) {
                demo.post("/payments/" + payment(sale) + "/sync", null);
            }
        }
        JdbcClient jdbc = JdbcClient.create(database.getPostgresDatabase());
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from outbox")
                                .query(Integer.class)
                                .single()
                        == 0);
        RESULTS.addAll(results());

        Comparison comparison = new Comparison(jdbc);
        comparison.requests(PAYMENTS.values());
        List<JsonNode> orders = bank.orders().valueStream().toList();
        comparison.banks(orders);
        comparison.calls(orders);
        comparison.erp(jdbc);
        comparison.results(List.copyOf(RESULTS));
        comparison.log(logFolder());
        assertThat(comparison.faults()).isEmpty();

        long charged = 0;
        long known = 0;
        long rows = 0;
        for (Map<String, Object> sale : sales) {
            JsonNode payment = demo.get("/payments/" + payment(sale)).body();
            String code = payment.path("transactionCode").asString();
            charged += bank.orderStatusCode(code) == 200 && bank.captured(code) > 0 ? 1 : 0;
            known += payment.path("status").asString().equals("captured") ? 1 : 0;
            rows += jdbc.sql("select count(*) from card_collection where payment_id = ? and outcome = 'approved'")
                    .param(payment(sale))
                    .query(Long.class)
                    .single();
        }
        System.out.println("faults: " + fault + ": payments sent " + sales.size() + ", charged at the bank " + charged
                + ", known to the hub " + known + ", rows in the ERP " + rows + ", of all listed as not known "
                + comparison.listed());
        assertThat(known).as(fault).isEqualTo(charged);
        assertThat(rows).as(fault).isEqualTo(charged);
    }

    private static List<Map<String, Object>> sales(int number, String card) {
        return IntStream.range(0, number)
                .mapToObj(i -> Requests.sale(BANK, card, "10." + (10 + i % 90)))
                .toList();
    }

    private static boolean pay(Map<String, Object> sale, Duration longest) {
        return pay(sale, longest, Integer.MAX_VALUE);
    }

    /**
     * Sends a sale as a shop's program does: again and again, as it was, until it is answered.
     *
     * @param running how often it may hear that the request is still running
     */
    private static boolean pay(Map<String, Object> sale, Duration longest, int running) {
        long end = System.nanoTime() + longest.toNanos();
        int heard = 0;
        while (System.nanoTime() < end && heard < running) {
            Reply reply = demo.post("/payments", sale);
            if (reply.status() == 201 || reply.status() == 202) {
                String id = reply.body().path("id").asString();
                String before = PAYMENTS.put(sale.get("requestId").toString(), id);
                assertThat(before).isIn(null, id);
                return true;
            }
            assertThat(reply.status()).as(reply.text()).isIn(409, 500, 503);
            heard += reply.status() == 409 ? 1 : 0;
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return false;
    }

    private static String payment(Map<String, Object> sale) {
        return PAYMENTS.get(sale.get("requestId").toString());
    }

    private static String status(Map<String, Object> sale) {
        return demo.get("/payments/" + payment(sale)).body().path("status").asString();
    }

    /** How many of these requests are in the ledger. */
    private static long known(List<Map<String, Object>> sales) {
        JdbcClient jdbc = JdbcClient.create(database.getPostgresDatabase());
        List<String> ids =
                sales.stream().map(sale -> sale.get("requestId").toString()).toList();
        return jdbc.sql("select count(*) from request_key where request_key in (:ids)")
                .param("ids", ids)
                .query(Long.class)
                .single();
    }

    /** Sends a request to the queue; again when the broker did not say that it has it. */
    private static void enqueue(Map<String, Object> sale) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try (ActiveMQConnectionFactory factory = factory();
                    Connection connection = factory.createConnection();
                    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                TextMessage request = session.createTextMessage(new JsonMapper().writeValueAsString(sale));
                request.setStringProperty("company", "DEMO");
                session.createProducer(session.createQueue("sanalpos.requests")).send(request);
                return;
            } catch (JMSException brokerAway) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        throw new AssertionError("the broker did not come back");
    }

    /** The operations that the results queue tells of since the last look. */
    private static List<String> results() throws JMSException {
        List<String> operations = new ArrayList<>();
        try (ActiveMQConnectionFactory factory = factory();
                Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue("sanalpos.results"))) {
            connection.start();
            for (Message message = consumer.receive(2000); message != null; message = consumer.receive(300)) {
                operations.add(message.getStringProperty("operationId"));
            }
        }
        return operations;
    }

    private static ActiveMQConnectionFactory factory() {
        return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort + "?callTimeout=5000");
    }

    private static Path logFolder() {
        return Path.of(hub.getEnvironment().getProperty("sanalpos.home")).resolve("logs/transactions/DEMO");
    }
}
