package org.sanalpos.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.files.FileStoreMonitor;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.sanalpos.hub.BrokerProcess;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HubApplication;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.ReliabilityTable;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.TestHome;
import org.sanalpos.hub.Wire;
import org.sanalpos.hub.health.HealthPage;
import org.sanalpos.hub.output.Outages;
import org.sanalpos.hub.sandbox.BankScreen;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A hub with what is around it within reach of a test: its database and the ERP's behind wires that can be cut, a broker that can be restarted, a
 * clock that jumps. It counts what was sent, charged, known and told.
 */
final class SurroundedHub implements AutoCloseable {
    static final String BANK = "halkbank";
    static final Duration PATIENCE = Duration.ofSeconds(40);

    final JumpingClock clock = new JumpingClock();
    final Wire erpWire;
    private final Path folder;
    private final EmbeddedPostgres database;
    private final Wire wire;
    private final int brokerPort;
    private final ConfigurableApplicationContext hub;
    private final String url;
    private final ContractClient demo;
    private final BankScreen bank;
    private EmbeddedActiveMQ broker;

    /** Payments by their request ids, of all tests. */
    private final Map<String, String> payments = new ConcurrentHashMap<>();

    private final Queue<String> results = new ConcurrentLinkedQueue<>();

    /** @param folder for what the hub and its broker keep */
    SurroundedHub(Path folder) throws Exception {
        this.folder = folder;
        database = EmbeddedPostgres.start();
        wire = new Wire(database.getPort());
        erpWire = new Wire(database.getPort());
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            brokerPort = socket.getLocalPort();
        }
        broker = startBroker();
        hub = new SpringApplicationBuilder(HubApplication.class)
                .initializers(new TestHome())
                .initializers(
                        (ApplicationContextInitializer<GenericApplicationContext>) context -> context.registerBean(
                                "jumpingClock", Clock.class, () -> clock, definition -> definition.setPrimary(true)))
                .run(
                        "--server.port=0",
                        "--sanalpos.sandbox=true",
                        "--sanalpos.routes=" + QuickRoutes.in(folder.resolve("routes")),
                        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + wire.port()
                                + "/postgres?connectTimeout=2&socketTimeout=10",
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=postgres",
                        "--spring.datasource.hikari.connection-timeout=3000",
                        "--sanalpos.erp.url=jdbc:postgresql://127.0.0.1:" + erpWire.port()
                                + "/postgres?connectTimeout=2&socketTimeout=10",
                        "--sanalpos.erp.username=postgres",
                        "--sanalpos.erp.password=postgres",
                        "--spring.artemis.mode=native",
                        "--spring.artemis.broker-url=tcp://127.0.0.1:" + brokerPort);
        int port = Integer.parseInt(hub.getEnvironment().getProperty("local.server.port"));
        url = "http://127.0.0.1:" + port;
        demo = ContractClient.of(url, HubTest.DEMO_KEY);
        bank = new BankScreen(port, BANK);
    }

    private EmbeddedActiveMQ startBroker() throws Exception {
        EmbeddedActiveMQ started =
                new EmbeddedActiveMQ().setConfiguration(BrokerProcess.settings(folder.resolve("broker"), brokerPort));
        started.start();
        return started;
    }

    void restartBroker() throws Exception {
        broker.stop();
        broker = startBroker();
    }

    /** Whether the broker finds room on its disk, which it looks at by itself too; without, it takes no message. */
    void brokerHasRoom(boolean room) {
        FileStoreMonitor disk = ((ActiveMQServerImpl) broker.getActiveMQServer()).getMonitor();
        disk.setMinDiskFree(room ? 0 : Long.MAX_VALUE);
        disk.tick();
    }

    /** The status of a part of the hub's readiness. */
    String health(String part) {
        return HealthPage.of(url, "readiness").component(part).path("status").asString();
    }

    long waitingResults() {
        return jdbc().sql("select count(*) from outbox where destination = 'results'")
                .query(Long.class)
                .single();
    }

    /** Ends all connections to the database, on the wire or by the database itself. */
    void dropConnections(boolean byWire) {
        if (byWire) {
            wire.cut();
        } else {
            jdbc().sql("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                            + " where backend_type = 'client backend' and pid <> pg_backend_pid()")
                    .query(Long.class)
                    .single();
        }
    }

    Outages outages() {
        return hub.getBean(Outages.class);
    }

    /** How many payments the bank has been asked for and has not answered yet. */
    int atTheBank() {
        return (int) hub.getBean(MeterRegistry.class)
                .get("sanalpos.bank.calls.active")
                .tag("bank", BANK)
                .gauge()
                .value();
    }

    /** The metrics of sales, by outcome. */
    Collection<Timer> timers() {
        return hub.getBean(MeterRegistry.class)
                .get("sanalpos.payments")
                .tag("bank", BANK)
                .tag("operation", "sale")
                .timers();
    }

    /** Past the wire. */
    private JdbcClient jdbc() {
        return JdbcClient.create(database.getPostgresDatabase());
    }

    @Override
    public void close() throws Exception {
        hub.close();
        broker.stop();
        wire.close();
        erpWire.close();
        database.close();
    }

    /** Brings everything of these payments to its end, and compares all that there is with the bank; gives the figures of these. */
    ReliabilityTable.Figures allAreEqual(List<Map<String, Object>> sales) throws Exception {
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
        JdbcClient jdbc = jdbc();
        assertThat(faults(jdbc)).isEmpty();

        List<String> ids = sales.stream().map(this::payment).toList();
        long charged = 0;
        long captured = 0;
        for (Map<String, Object> sale : sales) {
            JsonNode payment = read(sale);
            String code = payment.path("transactionCode").asString();
            charged += bank.orderStatusCode(code) == 200 && bank.captured(code) > 0 ? 1 : 0;
            captured += payment.path("status").asString().equals("captured") ? 1 : 0;
        }
        return new ReliabilityTable.Figures(
                sales.size(),
                count(jdbc, "select count(*) from payment where id in (:ids)", ids),
                charged,
                captured,
                count(jdbc, "select count(*) from card_collection where payment_id in (:ids)", ids),
                count(
                        jdbc,
                        "select count(*) from operation where payment_id in (:ids) and type <> 'inquiry'"
                                + " and outcome <> 'unknown'",
                        ids));
    }

    /** What does not fit together, with nothing that was begun meanwhile: banks go on being asked about payments in doubt. */
    private List<String> faults(JdbcClient jdbc) throws Exception {
        while (true) {
            int operations = still(jdbc);
            List<String> faults = differences(jdbc);
            if (still(jdbc) == operations) {
                return faults;
            }
        }
    }

    /** Waits until no bank is being asked and everything is delivered; gives how many operations there are then. */
    private static int still(JdbcClient jdbc) {
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("""
                        select (select count(*) from outbox)
                             + (select count(*) from operation where type = 'inquiry' and outcome is null)
                        """).query(Integer.class).single().equals(0));
        return jdbc.sql("select count(*) from operation").query(Integer.class).single();
    }

    private List<String> differences(JdbcClient jdbc) throws Exception {
        results.addAll(toldResults());
        Comparison comparison = new Comparison(jdbc);
        comparison.requests(payments.values());
        List<JsonNode> orders = bank.orders().valueStream().toList();
        comparison.banks(orders);
        comparison.calls(orders);
        Deliveries deliveries = comparison.deliveries();
        deliveries.erp(jdbc.sql("select operation_id, outcome from card_collection")
                .query()
                .listOfRows());
        deliveries.results(List.copyOf(results));
        deliveries.log(logFolder());
        List<String> faults = new ArrayList<>(comparison.faults());
        faults.addAll(deliveries.faults());
        return faults;
    }

    private static long count(JdbcClient jdbc, String sql, List<String> ids) {
        return jdbc.sql(sql).param("ids", ids).query(Long.class).single();
    }

    static List<Map<String, Object>> sales(int number, String card) {
        return IntStream.range(0, number)
                .mapToObj(i -> Requests.sale(BANK, card, "10." + (10 + i % 90)))
                .toList();
    }

    boolean pay(Map<String, Object> sale) {
        return pay(sale, Integer.MAX_VALUE);
    }

    /**
     * Sends a sale as a shop's program does: again and again, as it was, until it is answered.
     *
     * @param running how often it may hear that the request is still running
     */
    boolean pay(Map<String, Object> sale, int running) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int heard = 0;
        while (System.nanoTime() < end && heard < running) {
            Reply reply = demo.post("/payments", sale);
            if (reply.status() == 201 || reply.status() == 202) {
                String id = reply.body().path("id").asString();
                String before = payments.put(sale.get("requestId").toString(), id);
                assertThat(before).isIn(null, id);
                return true;
            }
            assertThat(reply.status()).as(reply.text()).isIn(409, 500, 503);
            heard += reply.status() == 409 ? 1 : 0;
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return false;
    }

    /** Sends a request for a payment that goes through 3-D Secure; gives the answer. */
    JsonNode begin(Map<String, Object> sale) {
        JsonNode begun = demo.post("/payments", sale).body();
        payments.put(sale.get("requestId").toString(), begun.path("id").asString());
        return begun;
    }

    JsonNode read(Map<String, Object> sale) {
        return demo.get("/payments/" + payment(sale)).body();
    }

    private String payment(Map<String, Object> sale) {
        return payments.get(sale.get("requestId").toString());
    }

    String status(Map<String, Object> sale) {
        return read(sale).path("status").asString();
    }

    /** How many of these requests are in the ledger. */
    long known(List<Map<String, Object>> sales) {
        JdbcClient jdbc = jdbc();
        List<String> ids =
                sales.stream().map(sale -> sale.get("requestId").toString()).toList();
        return jdbc.sql("select count(*) from request_key where request_key in (:ids)")
                .param("ids", ids)
                .query(Long.class)
                .single();
    }

    /** Sends a request to the queue; again when the broker did not say that it has it. */
    void enqueue(Map<String, Object> sale) {
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
    private List<String> toldResults() throws JMSException {
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

    private ActiveMQConnectionFactory factory() {
        return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort + "?callTimeout=5000");
    }

    Path logFolder() {
        return Path.of(hub.getEnvironment().getProperty("sanalpos.home")).resolve("logs/transactions/DEMO");
    }
}
