package org.sanalpos.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.ReliabilityTable;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.conformance.BankUnderTest;
import org.sanalpos.hub.conformance.Shopper;
import org.sanalpos.hub.output.Outages;
import tools.jackson.databind.JsonNode;

/**
 * What is around a hub goes wrong while payments flow: its database, the ERP's, its broker, the disk of its logs, its clock. After each fault as many
 * payments are charged at the bank, known to the hub, in the ERP, on the results queue and in the log as were sent.
 */
class FaultsAroundTheHubTest {
    private static final String SLOW_CARD = "4355080000010103";

    /** Charged by the bank, and its answer lost. */
    private static final String LOST_CARD = BankUnderTest.faultyCard(2);

    private static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");

    @TempDir
    static Path folder;

    private static SurroundedHub hub;

    @BeforeAll
    static void start() throws Exception {
        hub = new SurroundedHub(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    @Test
    void theDatabaseDropsItsConnectionsAgainAndAgain() throws Exception {
        AtomicBoolean storm = new AtomicBoolean(true);
        AtomicInteger answered = new AtomicInteger();
        ExecutorService cashiers = Executors.newFixedThreadPool(9);
        Future<Integer> saboteur = cashiers.submit(() -> cutAgainAndAgain(storm, answered));
        List<Map<String, Object>> sales = SurroundedHub.sales(160, Requests.VISA);
        List<Future<Boolean>> first = sales.stream()
                .map(sale -> cashiers.submit(() -> {
                    boolean paid = hub.pay(sale, 3);
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
        hub.clock.jump(Duration.ofMinutes(5));
        for (Map<String, Object> sale : sales) {
            assertThat(hub.pay(sale)).as(sale.toString()).isTrue();
        }
        ReliabilityTable.rowByChance(
                "the database drops its connections, again and again",
                "FaultsAroundTheHubTest",
                hub.allAreEqual(sales));
    }

    /** Ends all connections after every few payments, on the wire and by the database itself; says how often. */
    private static int cutAgainAndAgain(AtomicBoolean storm, AtomicInteger answered) throws Exception {
        int cuts = 0;
        while (storm.get()) {
            int reached = answered.get() + 4;
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(SurroundedHub.PATIENCE)
                    .until(() -> answered.get() >= reached || !storm.get());
            hub.dropConnections(cuts++ % 2 == 0);
        }
        return cuts;
    }

    @Test
    void theBrokerRestartsWhileRequestsAndResultsGoThroughIt() throws Exception {
        List<Map<String, Object>> sales = SurroundedHub.sales(80, Requests.VISA);
        AtomicBoolean sent = new AtomicBoolean();
        Thread erp = new Thread(() -> {
            sales.forEach(hub::enqueue);
            sent.set(true);
        });
        erp.start();
        for (int i = 0; i < 2; i++) {
            int reached = (i + 1) * sales.size() / 4;
            await().atMost(SurroundedHub.PATIENCE).until(() -> hub.known(sales) >= reached);
            hub.restartBroker();
        }
        erp.join();
        assertThat(sent).isTrue();

        await().atMost(SurroundedHub.PATIENCE).until(() -> hub.known(sales) == sales.size());
        // The same requests by the other channel find the payments.
        for (Map<String, Object> sale : sales) {
            assertThat(hub.pay(sale)).isTrue();
        }
        ReliabilityTable.row("the broker restarts, twice", "FaultsAroundTheHubTest", hub.allAreEqual(sales));
    }

    @Test
    void theDiskOfTheBrokerIsFull() throws Exception {
        List<Map<String, Object>> byRest = SurroundedHub.sales(60, Requests.VISA);
        List<Map<String, Object>> byQueue = SurroundedHub.sales(20, Requests.VISA);
        Thread erp = new Thread(() -> byQueue.forEach(hub::enqueue));
        hub.brokerHasRoom(false);
        try {
            erp.start();
            for (Map<String, Object> sale : byRest) {
                assertThat(hub.pay(sale)).isTrue();
                assertThat(hub.status(sale)).isEqualTo("captured");
            }
            assertThat(hub.waitingResults()).isPositive();
            assertThat(hub.health("results")).isEqualTo("UP");

            hub.clock.jump(Duration.ofMinutes(2));
            await().atMost(SurroundedHub.PATIENCE)
                    .untilAsserted(() -> assertThat(hub.health("results")).isEqualTo("DEGRADED"));
        } finally {
            hub.brokerHasRoom(true);
        }
        erp.join();
        await().atMost(SurroundedHub.PATIENCE).until(() -> hub.known(byQueue) == byQueue.size());
        for (Map<String, Object> sale : byQueue) {
            assertThat(hub.pay(sale)).isTrue();
        }
        List<Map<String, Object>> sales =
                Stream.concat(byRest.stream(), byQueue.stream()).toList();
        ReliabilityTable.row("the broker's disk is full", "FaultsAroundTheHubTest", hub.allAreEqual(sales));
        await().atMost(SurroundedHub.PATIENCE)
                .untilAsserted(() -> assertThat(hub.health("results")).isEqualTo("UP"));
    }

    @Test
    void theDiskOfTheTransactionLogIsFull() throws Exception {
        Path log = hub.logFolder();
        Files.createDirectories(log);
        Path today = log.resolve(LocalDate.ofInstant(hub.clock.instant(), ISTANBUL) + ".jsonl");
        if (Files.exists(today)) {
            Files.move(today, log.resolve("before.jsonl"));
        }
        // Each write fails as on a full disk: "No space left on device".
        Files.createSymbolicLink(today, Path.of("/dev/full"));
        List<Map<String, Object>> sales = SurroundedHub.sales(30, Requests.VISA);
        for (Map<String, Object> sale : sales) {
            assertThat(hub.pay(sale)).isTrue();
        }
        Outages outages = hub.outages();
        await().atMost(SurroundedHub.PATIENCE)
                .until(() -> outages.of("log", "DEMO").isPresent());
        assertThat(outages.of("log", "DEMO").orElseThrow().error()).contains("No space left on device");
        assertThat(sales).allMatch(sale -> hub.status(sale).equals("captured"));

        Files.delete(today);
        hub.clock.jump(Duration.ofSeconds(20));
        ReliabilityTable.row(
                "the disk of the transaction log is full", "FaultsAroundTheHubTest", hub.allAreEqual(sales));
    }

    @Test
    void theDatabaseOfTheErpIsAwayForMinutes() throws Exception {
        hub.erpWire.away(true);
        List<Map<String, Object>> sales = SurroundedHub.sales(60, Requests.VISA);
        for (Map<String, Object> sale : sales.subList(0, 30)) {
            assertThat(hub.pay(sale)).isTrue();
        }
        Outages outages = hub.outages();
        await().atMost(SurroundedHub.PATIENCE).until(() -> outages.of("erp").isPresent());
        hub.clock.jump(Duration.ofMinutes(7));
        for (Map<String, Object> sale : sales.subList(30, 60)) {
            assertThat(hub.pay(sale)).isTrue();
        }
        assertThat(sales).allMatch(sale -> hub.status(sale).equals("captured"));

        hub.erpWire.away(false);
        hub.clock.jump(Duration.ofMinutes(1));
        ReliabilityTable.row(
                "the ERP's database is away for minutes", "FaultsAroundTheHubTest", hub.allAreEqual(sales));
    }

    @Test
    void theClockJumpsForwardsAndBackwardsWhilePaymentsAreAtTheBank() throws Exception {
        ExecutorService cashiers = Executors.newFixedThreadPool(20);
        List<Map<String, Object>> sales = new ArrayList<>();
        List<Map<String, Object>> lost = SurroundedHub.sales(3, LOST_CARD);
        long measuredBefore = hub.timers().stream().mapToLong(Timer::count).sum();
        WebPage page = null;
        for (Duration jump : List.of(Duration.ofHours(3), Duration.ofHours(-3))) {
            List<Map<String, Object>> slow = SurroundedHub.sales(10, SLOW_CARD);
            List<Future<Boolean>> paid = slow.stream()
                    .map(sale -> cashiers.submit(() -> hub.pay(sale)))
                    .toList();
            // One that has not been sent yet would look as if the hub had stood still.
            await().atMost(SurroundedHub.PATIENCE).until(() -> captured(slow) + hub.atTheBank() == slow.size());
            if (jump.isNegative()) {
                // A cardholder begins before the clock is set back and comes back after.
                Map<String, Object> sale = new LinkedHashMap<>(Requests.sale(SurroundedHub.BANK));
                sale.put("secure", "3d");
                sales.add(sale);
                page = WebPage.get(
                        hub.begin(sale).path("nextAction").path("url").asString());
                lost.forEach(each -> assertThat(hub.pay(each)).isTrue());
                assertThat(lost).allMatch(each -> hub.status(each).equals("unknown"));
            }
            hub.clock.jump(jump);
            for (Future<Boolean> each : paid) {
                assertThat(each.get()).isTrue();
            }
            sales.addAll(slow);
            List<Map<String, Object>> after = SurroundedHub.sales(5, Requests.VISA);
            after.forEach(sale -> assertThat(hub.pay(sale)).isTrue());
            sales.addAll(after);
        }
        cashiers.shutdown();
        Shopper.back(Shopper.issuer(page), "success", Requests.VISA).submit();
        // Asked about by the schedule: the time of the first question is three hours ahead.
        await().atMost(SurroundedHub.PATIENCE)
                .until(() -> lost.stream().allMatch(each -> hub.status(each).equals("captured")));
        sales.addAll(lost);

        for (Map<String, Object> sale : sales) {
            JsonNode payment = hub.read(sale);
            assertThat(payment.path("status").asString())
                    .as(payment.toPrettyString())
                    .isEqualTo("captured");
            payment.path("operations")
                    .forEach(operation ->
                            assertThat(operation.path("durationMs").asLong()).isBetween(0L, 60_000L));
        }
        long measured = hub.timers().stream().mapToLong(Timer::count).sum();
        assertThat(measured - measuredBefore).isGreaterThanOrEqualTo(sales.size());
        assertThat(hub.timers()).allMatch(timer -> timer.max(TimeUnit.SECONDS) < 60);
        ReliabilityTable.row(
                "the clock jumps three hours, forwards and backwards",
                "FaultsAroundTheHubTest",
                hub.allAreEqual(sales));
    }

    private static int captured(List<Map<String, Object>> sales) {
        return (int) sales.stream()
                .filter(sale ->
                        hub.known(List.of(sale)) == 1 && hub.status(sale).equals("captured"))
                .count();
    }
}
