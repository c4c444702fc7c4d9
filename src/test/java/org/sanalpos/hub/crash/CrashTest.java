package org.sanalpos.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.FreePort;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.ReliabilityTable;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.output.webhook.Receiver;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A hub that is killed (SIGKILL) again and again in the middle of its work, each time at another of the {@link CrashPoints}, and started
 * again on what is left. The banks are those of the tests' own hub, so they live on. After the last start nothing may be missing, charged twice
 * or told wrongly.
 *
 * <p>{@code -Dcrash.seed=…} repeats a run, {@code -Dcrash.points=all} (or a number, or a part of the names) chooses the points,
 * {@code -Dcrash.payments=…} the number of payments, {@code -Dcrash.database=postgresql} the database.
 */
@HubTest
class CrashTest {
    private static final int POINTS = 2;
    private static final int PAYMENTS = 200;
    private static final int REPEATED = 10;
    private static final Duration SHORT = Duration.ofMinutes(3);
    private static final Duration LONG = Duration.ofMinutes(8);

    /** An event whose receiver broke off is sent again after a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private static final Pattern ERROR = Pattern.compile("(?m)^\\S+ +ERROR .*(\\R(?!\\d{4}-).*){0,30}");
    private static final Pattern WAITING = Pattern.compile("(?m)^sanalpos_outbox_rows\\{([^}]*)} ([0-9.]+)$");

    @LocalServerPort
    int port;

    @Autowired
    BankCatalogue catalogue;

    @Autowired
    SandboxStores stores;

    @Autowired
    JdbcClient bankHub;

    @TempDir
    Path home;

    private CrashCompany company;
    private Receiver receiver;
    private final Map<String, Set<String>> ordersBefore = new HashMap<>();
    private final List<Story> stories = new ArrayList<>();
    private final StringBuilder lines = new StringBuilder();

    @Test
    void nothingIsLostChargedTwiceOrToldWronglyHoweverOftenTheHubDies() throws Exception {
        long seed = Long.getLong("crash.seed", System.nanoTime() % 1_000_000_000);
        Random random = new Random(seed);
        String kind = CrashDatabase.kind();
        List<CrashPoint> points = points(random, kind.equals("h2"));
        int number = Integer.getInteger("crash.payments", Math.max(PAYMENTS, (points.size() + spare()) * 100));
        tell("seed " + seed + ", " + number + " payments, " + points.size() + " points");
        try (CrashDatabase database = CrashDatabase.of(kind, home);
                Receiver ofTheCompany = new Receiver()) {
            receiver = ofTheCompany;
            company = new CrashCompany(port, receiver.url(), catalogue, stores);
            run(random, points, number, database);
        } catch (Exception | AssertionError failed) {
            // A summary shows no causes.
            throw new AssertionError(
                    "Repeat with -Dcrash.seed=" + seed + "\n" + failed.getMessage() + "\n" + lines, failed);
        }
    }

    private void run(Random random, List<CrashPoint> points, int number, CrashDatabase database) throws Exception {
        for (String bank : CrashCompany.banks()) {
            Set<String> ids = new HashSet<>();
            company.screen(bank)
                    .orders()
                    .forEach(order -> ids.add(order.path("orderId").asString()));
            ordersBefore.put(bank, ids);
        }
        CrashingHub.Place place =
                new CrashingHub.Place(home.resolve("hub"), FreePort.find(), FreePort.find(), null, database.settings());
        Deque<Story> waiting = new ArrayDeque<>(stories(random, number));
        List<String> missed = new ArrayList<>();
        Duration ahead = Duration.ZERO;
        List<Story> later = List.of();
        CrashingHub hub = CrashingHub.begin(place, ahead);
        try {
            hub.awaitReady(Cashiers.NEVER);
            place = place.with(company.make(hub.baseUrl()));
            hub = hub.with(place.key());
            CompletableFuture<Void> death = null;
            int fresh = number / (points.size() + spare());
            // A point that the work did not come to has a second chance at the end.
            List<CrashPoint> turns = new ArrayList<>(points);
            for (int i = 0; i < turns.size(); i++) {
                CrashPoint point = turns.get(i);
                int call = point.call(random, fresh);
                long began = System.nanoTime();
                if (i == 0) {
                    death = hub.dieAt(point, call);
                } else {
                    // It may well be while the hub starts, and takes up what the last one left.
                    hub = CrashingHub.begin(place, ahead);
                    death = hub.dieAt(point, call);
                    hub.awaitReady(death);
                }
                long ready = System.nanoTime();
                Deque<Story> share = new ArrayDeque<>(later);
                for (int each = 0; each < fresh && !waiting.isEmpty(); each++) {
                    share.add(waiting.remove());
                }
                int before = share.size();
                Cashiers cashiers = new Cashiers(hub, death, share, told());
                later = cashiers.work();
                boolean reached = cashiers.dead();
                hub.kill();
                tellErrors(hub);
                tell((reached ? "killed " : "NOT REACHED ") + point.name() + ", call " + call + ": ready after "
                        + (ready - began) / 1_000_000 + " ms, dead after " + (System.nanoTime() - began) / 1_000_000
                        + " ms, " + later.size() + " of " + before + " payments have to go on");
                if (!reached && i < points.size() && spare() > 0) {
                    turns.add(point);
                } else if (!reached) {
                    missed.add(point.name());
                }
                ahead = ahead.plus(away(turns, i + 1, random));
            }
            later = new ArrayList<>(later);
            later.addAll(waiting);
            hub = CrashingHub.begin(place, ahead.plus(LONG));
            hub.awaitReady(Cashiers.NEVER);
            assertThat(new Cashiers(hub, Cashiers.NEVER, later, told()).work()).isEmpty();
            tellErrors(hub);
            settle(hub);
            List<String> results = new ArrayList<>();
            hub = stopped(hub, place, ahead.plus(LONG), database, results);
            end(hub, results, database, turns.size());
        } finally {
            hub.close();
        }
        // Points by chance come where they come; the hub was killed all the same. But none at all is no crash in the
        // middle of its work.
        assertThat(missed)
                .as("points that were not reached")
                .hasSizeLessThanOrEqualTo(byChance() ? points.size() - 1 : 0);
    }

    private static boolean byChance() {
        return System.getProperty("crash.points") == null;
    }

    /** Second chances for which payments are kept. */
    private static int spare() {
        return byChance() ? 0 : 2;
    }

    /** Some stories that are at their end. */
    private List<Story> told() {
        List<Story> all = new ArrayList<>(stories.stream().filter(Story::over).toList());
        Collections.shuffle(all);
        return all.subList(0, Math.min(REPEATED, all.size()));
    }

    /** Long enough that cardholders find their pages expired, or not. */
    private static Duration away(List<CrashPoint> points, int next, Random random) {
        boolean expiry = next < points.size() && points.get(next).ofExpiry();
        return expiry || random.nextBoolean() ? LONG : SHORT;
    }

    /** Brings every payment to its end. */
    private void settle(CrashingHub hub) throws Exception {
        try (Shop shop = new Shop(hub)) {
            await().atMost(PATIENCE)
                    .until(() -> shop.get("?size=1&status=processing")
                                    .body()
                                    .path("total")
                                    .asInt()
                            == 0);
            for (Story story : stories) {
                // One that was refused has no payment; it tells its fault itself.
                if (story.paymentId() != null && Set.of("unknown", "expired").contains(story.read(shop))) {
                    story.sync(shop);
                }
            }
        }
    }

    /**
     * Stops a hub that has delivered everything. It may just have been asking a bank about a payment in doubt: what came of that the next
     * hub delivers.
     *
     * @param results gets what the results queue tells
     * @return the last hub, which has stopped
     */
    private static CrashingHub stopped(
            CrashingHub first, CrashingHub.Place place, Duration ahead, CrashDatabase database, List<String> results)
            throws Exception {
        CrashingHub hub = first;
        while (true) {
            CrashingHub current = hub;
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(waitingRows(current))
                    .allSatisfy((destination, rows) -> assertThat(rows).isZero()));
            results.addAll(results(hub));
            hub.stop();
            if (database.client()
                            .sql("select count(*) from outbox")
                            .query(Integer.class)
                            .single()
                    == 0) {
                return hub;
            }
            hub = CrashingHub.begin(place, ahead);
            hub.awaitReady(Cashiers.NEVER);
        }
    }

    /** Everything is read and compared. */
    private void end(CrashingHub hub, List<String> results, CrashDatabase database, int kills) throws Exception {
        Comparison comparison = new Comparison(database.client());
        comparison.requests(
                stories.stream().map(Story::paymentId).filter(Objects::nonNull).toList());
        // What other tests have left to the hub of the banks comes to them late.
        List<String> ofOthers = bankHub.sql("select transaction_code from payment")
                .query(String.class)
                .list();
        List<JsonNode> orders = new ArrayList<>();
        for (String bank : CrashCompany.banks()) {
            company.screen(bank).orders().forEach(order -> {
                String id = order.path("orderId").asString();
                if (!ordersBefore.get(bank).contains(id) && ofOthers.stream().noneMatch(id::endsWith)) {
                    orders.add(order);
                }
            });
        }
        int charged = comparison.banks(orders);
        comparison.calls(orders);
        Deliveries deliveries = comparison.deliveries();
        List<Map<String, Object>> rows = database.client()
                .sql("select operation_id, outcome from card_collection")
                .query()
                .listOfRows();
        deliveries.erp(rows);
        deliveries.results(results);
        int logged = deliveries.log(hub.home().resolve("logs/transactions").resolve(CrashingHub.COMPANY));
        deliveries.events(
                receiver.all(),
                database.client()
                        .sql("select id, body from webhook_event")
                        .query()
                        .listOfRows(),
                kills);
        tell("payments sent " + stories.size() + ", known to the hub " + comparison.payments()
                + ", charged at the banks " + charged + ", by the hub's word " + comparison.charged()
                + ", rows in the ERP " + rows.size() + ", belong there " + deliveries.due() + ", results "
                + results.size() + ", log lines " + logged + ", events "
                + receiver.all().size() + ", listed as not known " + comparison.listed() + ", statuses "
                + comparison.statuses());
        List<String> faults = new ArrayList<>(comparison.faults());
        faults.addAll(deliveries.faults());
        stories.forEach(story -> faults.addAll(story.faults()));
        assertThat(faults).as("the end of all").isEmpty();
        ReliabilityTable.rowByChance(
                "the hub is killed (SIGKILL) at " + where() + ", " + CrashDatabase.kind(),
                "CrashTest",
                new ReliabilityTable.Figures(
                        stories.size(),
                        comparison.payments(),
                        charged,
                        comparison.charged(),
                        rows.size(),
                        deliveries.due()));
    }

    /** Which points, as the table tells it. */
    private static String where() {
        return "all".equals(System.getProperty("crash.points")) ? "each of its points" : "some of its points";
    }

    /** How many rows wait for each destination. */
    private static Map<String, Double> waitingRows(CrashingHub hub) throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(hub.baseUrl() + "/actuator/prometheus"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        Matcher line = WAITING.matcher(page.body());
        Map<String, Double> rows = new HashMap<>();
        while (line.find()) {
            rows.put(line.group(1), Double.valueOf(line.group(2)));
        }
        assertThat(rows).as(page.body()).hasSize(4);
        return rows;
    }

    /** The operations that the results queue tells of. */
    private static List<String> results(CrashingHub hub) throws Exception {
        List<String> operations = new ArrayList<>();
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + hub.brokerPort());
                Connection connection = factory.createConnection("operator", CrashingHub.OPERATOR_KEY);
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue("sanalpos.results"))) {
            connection.start();
            for (Message message = consumer.receive(2000); message != null; message = consumer.receive(500)) {
                operations.add(message.getStringProperty("operationId"));
            }
        }
        return operations;
    }

    private static List<CrashPoint> points(Random random, boolean embedded) {
        String chosen = System.getProperty("crash.points", String.valueOf(POINTS));
        List<CrashPoint> all = new ArrayList<>(CrashPoints.all(embedded));
        Collections.shuffle(all, random);
        while (all.get(0).ofExpiry()) {
            Collections.rotate(all, -1);
        }
        if (chosen.equals("all")) {
            return all;
        }
        if (chosen.chars().allMatch(Character::isDigit)) {
            return all.subList(0, Math.min(Integer.parseInt(chosen), all.size()));
        }
        List<CrashPoint> named = new ArrayList<>(
                all.stream().filter(point -> point.name().contains(chosen)).toList());
        assertThat(named).as("points with '" + chosen + "' in their name").isNotEmpty();
        if (named.get(0).ofExpiry()) {
            // Nothing can expire before the first hub is dead.
            named.add(0, all.get(0));
        }
        return named;
    }

    private List<Story> stories(Random random, int number) {
        String run = Long.toString(System.nanoTime(), 36);
        Story.Kind[] kinds = Story.Kind.values();
        for (int i = 0; i < number; i++) {
            Story.Kind kind = kinds[i % kinds.length];
            stories.add(company.story(kind, run + "-" + i, random));
        }
        Collections.shuffle(stories, random);
        return stories;
    }

    /** What a hub told of its own failures, each with the beginning of its stack. */
    private void tellErrors(CrashingHub hub) {
        Matcher error = ERROR.matcher(hub.output());
        while (error.find()) {
            tell(error.group());
        }
    }

    private void tell(String line) {
        lines.append("crash: ").append(line).append('\n');
        System.out.println("crash: " + line);
    }
}
