package org.sanalpos.hub.load;

import org.sanalpos.hub.FreePort;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.slf4j.LoggerFactory;

/**
 * Measures a whole hub: start, memory, what it adds to a bank's time, how many payments it carries, and files and queues. The hub, the bank and
 * PostgreSQL are processes of their own, all on this machine.
 */
public final class LoadBenchmark {
    private static final int SLOW_BANK = 120;
    private static final String LINES = "--lines=";
    private static final double PAIRS_PER_SECOND = 25;
    private static final int AIMED_RATE = 150;
    private static final int[] LADDER = {50, 100, AIMED_RATE, 200, 250, 300, 400};
    private static final int ROUNDS = 3;

    /** A hub runs for weeks: until its JVM has compiled what it does most, it needs twice the processor. */
    private static final int WARM_UP = 12_000;

    private final Path jar;
    private final Path folder;
    private final boolean quick;
    private final boolean filesOnly;
    private final int lines;
    private List<String> options;
    private final Figures figures = new Figures();
    private String stub;

    private LoadBenchmark(
            Path jar, Path folder, boolean quick, boolean filesOnly, int lines, List<String> options) {
        this.jar = jar;
        this.folder = folder;
        this.quick = quick;
        this.filesOnly = filesOnly;
        this.lines = lines;
        this.options = options;
    }

    /**
     * @param args the hub's jar, the folder for the results, the hub's JVM options in one argument, {@code --quick} for less of everything,
     *     {@code --files} for files only, and {@code --lines=<number>} for a file of another size
     */
    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Path jar = Path.of(args[0]).toAbsolutePath();
        List<String> options = List.of(args[2].strip().split(" +"));
        boolean quick = Arrays.asList(args).contains("--quick");
        boolean filesOnly = Arrays.asList(args).contains("--files");
        int lines = Arrays.stream(args)
                .filter(arg -> arg.startsWith(LINES))
                .mapToInt(arg -> Integer.parseInt(arg.substring(LINES.length())))
                .findFirst()
                .orElse(quick ? 1_000 : 100_000);
        Map<String, String> machine = Results.machine(options, Quiet.othersPercent());
        machine.put("one core sorts a million numbers in, before", Core.sortsAMillion());
        Path folder = Files.createTempDirectory("sanalpos-bench");
        LoadBenchmark benchmark = new LoadBenchmark(jar, folder, quick, filesOnly, lines, options);
        Results.Extent extent = Results.Extent.PART;
        try {
            benchmark.run();
            if (!filesOnly) {
                extent = quick ? Results.Extent.QUICK : Results.Extent.WHOLE;
            }
            delete(folder);
        } finally {
            machine.put("one core sorts a million numbers in, after", Core.sortsAMillion());
            // What was measured is not lost with a part that fails.
            Path written = Results.write(Path.of(args[1]), extent, machine, benchmark.figures);
            System.out.println();
            System.out.print(benchmark.figures.table());
            System.out.println();
            System.out.println(benchmark.figures.missed() + " aims missed; " + written);
        }
        System.exit(0);
    }

    private void run() throws Exception {
        List<String> bank = List.of("-Xmx128m", "-cp", System.getProperty("java.class.path"), BankStub.class.getName());
        try (Child process = Child.start(folder.resolve("bank"), bank, Map.of(), Pattern.compile("listens on (\\d+)"))) {
            stub = "http://127.0.0.1:" + process.told();
            keepClasses();
            if (!filesOnly) {
                starts();
            }
            try (Hub hub = hub("h2", Map.of())) {
                if (!filesOnly) {
                    idle(hub);
                }
                load("H2", hub);
            }
            try (EmbeddedPostgres postgres = postgres()) {
                Map<String, String> database = Map.of(
                        "SPRING_DATASOURCE_URL",
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "SPRING_DATASOURCE_USERNAME",
                        "postgres");
                try (Hub hub = hub("postgresql", database)) {
                    load("PostgreSQL", hub);
                }
                if (filesOnly) {
                    return;
                }
                Map<String, String> patient = new HashMap<>(database);
                try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
                    connection.createStatement().execute("create database neighbour");
                }
                patient.put("SPRING_DATASOURCE_URL", postgres.getJdbcUrl("postgres", "neighbour"));
                // More calls in a second than the load brings: its breakers never open.
                patient.put("SANALPOS_BANKS_BREAKER_MINIMUM_CALLS", "1000");
                patient.put("SANALPOS_BANKS_BREAKER_WINDOW_SECONDS", "1");
                try (Hub hub = hub("neighbour", patient)) {
                    neighbour(hub);
                }
            }
        }
    }

    /** As an installation has it: each commit is on the disk before it returns. */
    private static EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    private Hub hub(String name, Map<String, String> database) throws IOException, InterruptedException {
        return Hub.start(jar, options, folder.resolve(name), FreePort.find(), database);
    }

    /** As docs/operations.md says: the JVM keeps the classes of one start in a file and maps them at the next. */
    private void keepClasses() throws IOException, InterruptedException {
        Path archive = folder.resolve("hub.jsa");
        List<String> given = options;
        options = with(given, "-XX:ArchiveClassesAtExit=" + archive);
        hub("archive", Map.of()).close();
        options = with(given, "-XX:SharedArchiveFile=" + archive);
    }

    private static List<String> with(List<String> options, String other) {
        List<String> all = new ArrayList<>(options);
        all.add(other);
        return all;
    }

    private void starts() throws IOException, InterruptedException {
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < (quick ? 1 : 3); i++) {
            try (Hub hub = hub("start-" + i, Map.of())) {
                wall.add(hub.process().startMillis() / 1000.0);
                cpu.add(hub.process().cpuMillis() / 1000.0);
            }
        }
        figures.below("start until ready, new H2 database, median", "s", median(wall), 6);
        figures.add("processor time of the start, median", "s", median(cpu));
    }

    private void idle(Hub hub) throws InterruptedException {
        int seconds = quick ? 15 : 60;
        double before = hub.process().cpuMillis();
        TimeUnit.SECONDS.sleep(seconds);
        figures.below(
                "idle memory, resident, " + seconds + " s after the start",
                "MiB",
                hub.process().residentMegabytes(),
                300);
        figures.add("idle processor time", "ms/min", (hub.process().cpuMillis() - before) * 60 / seconds);
    }

    private void load(String database, Hub hub) throws Exception {
        hub.define(stub, 0, SLOW_BANK);
        warmUp(hub, quick ? 800 : WARM_UP);
        if (!filesOnly) {
            requests(database, hub);
        }
        file(database + ", file", hub);
    }

    private void requests(String database, Hub hub) throws Exception {
        ladder(database, hub);
        Spent own = overhead(database + ", REST", hub, number -> hub.pay("pair-" + number, 0));
        figures.below(own.name() + "p50", "ms", own.at(50), 6);
        figures.add(own.name() + "p95", "ms", own.at(95));
        figures.below(own.name() + "p99", "ms", own.at(99), 25);
        figures.add(own.name() + "message straight to the bank, p50", "ms", own.direct());
        figures.add(own.name() + "hub's processor time", "ms/payment", own.cpu());
        memory(database + ", REST", hub);
        queue(database + ", queue", hub);
    }

    private void memory(String channel, Hub hub) {
        figures.add(channel + ": memory afterwards, resident", "MiB", hub.process().residentMegabytes());
    }

    private void file(String channel, Hub hub) throws Exception {
        double cpu = hub.process().cpuMillis();
        double seconds = FileLoad.run(hub, "lines", lines, 0);
        figures.atLeast(channel + " of " + lines + " lines", "lines/s", lines / seconds, 500);
        long answered = System.nanoTime();
        hub.drain();
        figures.add(channel + ": all is delivered after the answer", "s", (System.nanoTime() - answered) / 1e9);
        figures.add(channel + ": hub's processor time", "ms/payment", (hub.process().cpuMillis() - cpu) / lines);
        memory(channel, hub);
    }

    /** A few callers one payment after the other, so that a machine of any speed gets through it. */
    private static void warmUp(Hub hub, int payments) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<Callable<Boolean>> calls = IntStream.range(0, payments)
                .<Callable<Boolean>>mapToObj(number -> () -> hub.pay("warm-" + number, 0))
                .toList();
        for (Future<Boolean> captured : callers.invokeAll(calls)) {
            if (!captured.get()) {
                throw new IllegalStateException("a payment of the warm-up was not captured");
            }
        }
        callers.shutdown();
        hub.drain();
    }

    /** One payment through the hub; whether the money was taken. */
    private interface Through {
        boolean pay(int number) throws Exception;
    }

    /**
     * What the hub adds to the bank's time.
     *
     * @param name how its figures are called
     * @param differences sorted, milliseconds
     * @param direct the message straight to the bank, milliseconds
     * @param cpu the hub's processor time, milliseconds for each payment
     */
    private record Spent(String name, double[] differences, double direct, double cpu) {
        double at(int percentile) {
            return differences[differences.length * percentile / 100];
        }
    }

    /** The hub's own part of a payment's time: the same message straight to the bank and through the hub, in turn. */
    private Spent overhead(String channel, Hub hub, Through through) throws Exception {
        String message = hub.get(stub + "/last");
        int pairs = quick ? 250 : 1_000;
        long[] direct = new long[pairs];
        long[] whole = new long[pairs];
        double cpu = hub.process().cpuMillis();
        OpenLoad.Outcome outcome = OpenLoad.run(2 * PAIRS_PER_SECOND, 2 * pairs, (number, due) -> {
            boolean odd = number % 2 == 1;
            boolean well = odd ? through.pay(number) : hub.direct(stub + "/0/fim/api", message);
            (odd ? whole : direct)[number / 2] = System.nanoTime() - due;
            return well;
        });
        check(channel + " pairs", outcome);
        hub.drain();
        double[] differences = new double[pairs];
        Arrays.setAll(differences, pair -> (whole[pair] - direct[pair]) / 1e6);
        Arrays.sort(differences);
        return new Spent(
                channel + ": hub's own time, 25 payments/s, ",
                differences,
                median(direct),
                (hub.process().cpuMillis() - cpu) / pairs);
    }

    /** Raises the rate step by step as long as answers do not get slower and slower. */
    private void ladder(String database, Hub hub) throws Exception {
        double sustained = 0;
        for (int rate : quick ? new int[] {AIMED_RATE} : LADDER) {
            int requests = rate * (quick ? 5 : 10);
            double cpu = hub.process().cpuMillis();
            OpenLoad.Outcome outcome =
                    OpenLoad.run(rate, requests, (number, due) -> hub.pay("rate-" + rate + "-" + number, SLOW_BANK));
            long waiting = hub.drain();
            Histogram micros = outcome.micros();
            if (rate == AIMED_RATE) {
                String name = database + ", REST: " + rate + " payments/s, bank takes " + SLOW_BANK + " ms, ";
                figures.add(name + "p50", "ms", micros.getValueAtPercentile(50) / 1e3);
                figures.add(name + "p99", "ms", micros.getValueAtPercentile(99) / 1e3);
                figures.add(
                        database + ", REST: hub's processor time at " + rate + " payments/s",
                        "ms/payment",
                        (hub.process().cpuMillis() - cpu) / requests);
                figures.add(database + ", REST: outbox rows that waited then", "rows", waiting);
            }
            boolean steady = outcome.failed() == 0
                    && outcome.lastQuarter().getValueAtPercentile(50) < (SLOW_BANK + 100) * 1_000L;
            if (!steady) {
                break;
            }
            sustained = rate;
        }
        figures.atLeast(database + ", REST: payments sustained, bank takes " + SLOW_BANK + " ms", "1/s", sustained, AIMED_RATE);
    }

    /**
     * What a bank that hangs does to the payments at another one: the same load beside it, in turn at a bank that answers and at one that does
     * not. No breaker takes the load away.
     */
    private void neighbour(Hub hub) throws Exception {
        hub.define(stub, 0, SLOW_BANK);
        // A cold hub may fall behind until a virtual POS has all its calls under way, and more are not sent.
        warmUp(hub, quick ? 400 : WARM_UP / 2);
        hub.define("WELL", "teb", stub, SLOW_BANK);
        hub.define("HANGING", "halkbank", stub, 60_000);
        besides(hub, "WARM-WELL", "WELL");
        List<Double> well = new ArrayList<>();
        List<Double> hanging = new ArrayList<>();
        for (int round = 0; round < (quick ? 1 : ROUNDS); round++) {
            well.add(besides(hub, "WELL-" + round, "WELL"));
            hanging.add(besides(hub, "HANGING-" + round, "HANGING"));
        }
        figures.add("p99 at a bank, 50 payments/s, beside one that is well, median", "ms", median(well));
        figures.add("p99 at a bank, 50 payments/s, beside one that hangs, median", "ms", median(hanging));
        figures.below(
                "p99 moved by a bank that hangs", "%", 100 * (median(hanging) - median(well)) / median(well), 20);
    }

    /** The 99th percentile at a bank, milliseconds, while as many payments go to another virtual POS. */
    private double besides(Hub hub, String name, String pos) throws Exception {
        ExecutorService callers = Executors.newCachedThreadPool();
        OpenLoad.Outcome outcome = OpenLoad.run(50, quick ? 500 : 1_000, (number, due) -> {
            callers.execute(() -> attempt(hub, name + "-" + number, pos));
            return hub.pay("beside-" + name + "-" + number, SLOW_BANK);
        });
        check("payments beside " + pos, outcome);
        callers.shutdownNow();
        return outcome.micros().getValueAtPercentile(99) / 1e3;
    }

    private static void attempt(Hub hub, String requestId, String pos) {
        try {
            hub.attempt(requestId, pos);
        } catch (IOException cutOff) {
            // The bank that hangs answers when nobody waits any more.
        }
    }

    private void queue(String channel, Hub hub) throws Exception {
        try (QueueLoad queue = new QueueLoad(hub)) {
            Spent own = overhead(channel, hub, number -> queue.pay("queue-" + number, 0));
            for (int percentile : new int[] {50, 95, 99}) {
                figures.add(own.name() + "p" + percentile, "ms", own.at(percentile));
            }
            figures.add(own.name() + "hub's processor time", "ms/payment", own.cpu());
            int burst = quick ? 300 : 2_000;
            double cpu = hub.process().cpuMillis();
            long begun = System.nanoTime();
            List<CompletableFuture<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < burst; i++) {
                answers.add(queue.send("burst-" + i, 0));
            }
            for (CompletableFuture<Boolean> answer : answers) {
                if (!answer.get(2, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("a payment by queue was not captured");
                }
            }
            figures.add(
                    channel + ": burst of " + burst + " messages", "1/s", burst / ((System.nanoTime() - begun) / 1e9));
            hub.drain();
            figures.add(
                    channel + ": hub's processor time in the burst",
                    "ms/payment",
                    (hub.process().cpuMillis() - cpu) / burst);
        }
        memory(channel, hub);
    }

    private static void check(String what, OpenLoad.Outcome outcome) {
        if (outcome.failed() > 0) {
            throw new IllegalStateException(what + ": " + outcome.failed() + " of " + outcome.sent() + " failed");
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double median(long[] nanos) {
        return Arrays.stream(nanos).sorted().toArray()[nanos.length / 2] / 1e6;
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
