package org.sanalpos.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanalpos.hub.HubProcess;

/** A hub that is watched by a {@link Debugger}: one process of several on the same home. */
final class CrashingHub implements AutoCloseable {
    static final String COMPANY = "CRASH";
    static final String OPERATOR_KEY = "operator-key-of-the-crash-tests";
    private static final Pattern DEBUGGER = Pattern.compile("transport dt_socket at address: ([0-9]+)");
    private static final Duration LONGEST_START = Duration.ofSeconds(120);

    private final Place place;
    private final HubProcess process;
    private final Debugger debugger;

    /**
     * Where the processes of one hub run.
     *
     * @param port of the web server, the same after every start, as its address is in the pages of 3-D Secure
     * @param key the company's API key; null before there is one
     * @param database settings of another database than the embedded one
     */
    record Place(Path home, int port, int brokerPort, String key, List<String> database) {
        Place with(String key) {
            return new Place(home, port, brokerPort, key, database);
        }
    }

    private CrashingHub(Place place, HubProcess process, Debugger debugger) {
        this.place = place;
        this.process = process;
        this.debugger = debugger;
    }

    /**
     * Starts a process and returns before it is ready.
     *
     * @param ahead how far the hub's clock is ahead: the time for which the hub was away
     */
    static CrashingHub begin(Place place, Duration ahead) {
        List<String> settings = new ArrayList<>(place.database());
        settings.addAll(List.of(
                "JAVA_TOOL_OPTIONS=" + Debugger.OPTION,
                // Otherwise events would go to public addresses only. The banks are those of the tests' own hub.
                "SANALPOS_SANDBOX=true",
                "SANALPOS_MASTER_KEY=" + "A".repeat(43) + "=",
                "SANALPOS_OPERATOR_KEY=" + OPERATOR_KEY,
                "SANALPOS_PUBLIC_URL=http://127.0.0.1:" + place.port(),
                "SANALPOS_BROKER_PORT=" + place.brokerPort(),
                "SANALPOS_THREE_D_EXPIRE_MINUTES=6",
                "SANALPOS_THREE_D_LOOK_MS=500",
                "SANALPOS_RECOVERY_LOOK_MS=500",
                "SANALPOS_RECOVERY_FIRST_MS=1000",
                "SANALPOS_FILES_POLL_MS=200",
                "SANALPOS_LIMITS_KEY_REQUESTS_PER_SECOND=1000",
                "SANALPOS_ROUTES=" + QuickRoutes.in(place.home().resolve("quick-routes")),
                "SERVER_PORT=" + place.port()));
        HubProcess process = HubProcess.begin(place.home(), settings.toArray(String[]::new));
        try {
            process.awaitOutput("transport dt_socket at address", LONGEST_START);
            Matcher port = DEBUGGER.matcher(process.output());
            assertThat(port.find()).as(process.output()).isTrue();
            return new CrashingHub(place, process, Debugger.attach(Integer.parseInt(port.group(1)), ahead));
        } catch (RuntimeException | AssertionError failed) {
            process.close();
            throw failed;
        }
    }

    /** Lets the hub die when it comes to a point the {@code call}-th time; the future completes when it is dead. */
    CompletableFuture<Void> dieAt(CrashPoint point, int call) {
        return debugger.arm(point, call).thenRun(process::kill);
    }

    /** Lets a hub that was begun go on and waits until it takes requests, or is dead as it was to be. */
    void awaitReady(CompletableFuture<Void> death) {
        debugger.resume();
        try {
            process.awaitOutput("listens on ", LONGEST_START);
        } catch (AssertionError ended) {
            if (!death.isDone() || death.isCompletedExceptionally()) {
                throw ended;
            }
        }
    }

    /** The same process, for callers with a key. */
    CrashingHub with(String key) {
        return new CrashingHub(place.with(key), process, debugger);
    }

    Path home() {
        return place.home();
    }

    int brokerPort() {
        return place.brokerPort();
    }

    String key() {
        return place.key();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + place.port();
    }

    String output() {
        return process.output();
    }

    void kill() {
        process.kill();
    }

    int stop() {
        return process.stop();
    }

    @Override
    public void close() {
        process.close();
    }
}
