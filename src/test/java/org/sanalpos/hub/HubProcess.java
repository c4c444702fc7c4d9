package org.sanalpos.hub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The whole hub in a process of its own, from the jar, as an installation runs it: it can be stopped, killed and started again on the same home.
 * It runs with the packed routes and mappings, the sandbox and a random port, unless the given environment says otherwise.
 */
public final class HubProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final Pattern ADDRESS = Pattern.compile("listens on (http://127\\.0\\.0\\.1:[0-9]+)");
    private static final List<String> OWN_SETTINGS =
            List.of("SANALPOS_", "SPRING_", "SERVER_", "LOGGING_", "MANAGEMENT_", "CAMEL_");

    private final Process process;
    private final StringBuilder output = new StringBuilder();
    private boolean outputEnded;

    private HubProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts the hub and waits until it is ready.
     *
     * @param home data folder, made if it is not there; also the folder in which the process is started
     * @param environment settings as {@code NAME=value}
     * @throws AssertionError with the output when it ends instead of getting ready
     */
    public static HubProcess start(Path home, String... environment) {
        HubProcess hub = begin(home, environment);
        try {
            hub.awaitReady();
        } catch (AssertionError failed) {
            hub.close();
            throw failed;
        }
        return hub;
    }

    /** Starts the hub and does not wait: for starts that fail. */
    public static HubProcess begin(Path home, String... environment) {
        return launch(home, List.of(HubArchive.option()), environment);
    }

    static HubProcess launch(Path home, List<String> options, String... environment) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(List.of("-jar", HubArchive.JAR.toString()));
        if (Runtime.version().feature() >= 24) {
            // As docs/operations.md says: the runtime would tell that the broker's library frees memory itself.
            command.add(1, "--sun-misc-unsafe-memory-access=allow");
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> settings = builder.environment();
        settings.keySet().removeIf(name -> OWN_SETTINGS.stream().anyMatch(name::startsWith));
        settings.put("SANALPOS_HOME", home.toAbsolutePath().toString());
        settings.put("SANALPOS_SANDBOX", "true");
        settings.put("SERVER_PORT", "0");
        for (String setting : environment) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        try {
            Files.createDirectories(home);
            HubProcess hub = new HubProcess(builder.directory(home.toFile()).start());
            Thread reader = new Thread(hub::read, "hub-output");
            reader.setDaemon(true);
            reader.start();
            return hub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        await(text -> ADDRESS.matcher(text).find(), "the address", LONGEST_START);
    }

    /** The hub's URL, without a slash at its end. */
    public String baseUrl() {
        Matcher address = ADDRESS.matcher(output());
        if (!address.find()) {
            throw new IllegalStateException("The hub has not told its address");
        }
        return address.group(1);
    }

    /** A client with this key. */
    public ContractClient client(String key) {
        return ContractClient.of(baseUrl(), key);
    }

    public long pid() {
        return process.pid();
    }

    /** Everything that was printed so far, both streams. */
    public String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    /**
     * Waits until the output holds a text.
     *
     * @throws AssertionError with the output when it ends, or the time is over, without it
     */
    public void awaitOutput(String text, Duration longest) {
        await(all -> all.contains(text), "'" + text + "'", longest);
    }

    /** Asks the process to stop (SIGTERM) and returns at once. */
    public void terminate() {
        // Process.destroy() would close the output too.
        process.toHandle().destroy();
    }

    /** Asks the process to stop (SIGTERM) and waits for its end; gives its exit code. */
    public int stop() {
        terminate();
        return awaitEnd(LONGEST_STOP);
    }

    /** Ends the process with no warning (SIGKILL), as a crash does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(LONGEST_STOP);
    }

    /**
     * Waits for the end of the process and gives its exit code.
     *
     * @throws AssertionError when it still runs after that time
     */
    public int awaitEnd(Duration longest) {
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("The hub still runs after " + longest + "\n" + output());
            }
            synchronized (output) {
                while (!outputEnded) {
                    output.wait(LONGEST_STOP.toMillis());
                }
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean running() {
        return process.isAlive();
    }

    /** Kills the process if it still runs. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private void await(Predicate<String> told, String what, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        synchronized (output) {
            while (!told.test(output.toString())) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (outputEnded || left <= 0) {
                    throw new AssertionError("The hub did not tell " + what + "\n" + output);
                }
                try {
                    output.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.append(line).append('\n');
                    output.notifyAll();
                }
            }
        } catch (IOException e) {
            synchronized (output) {
                output.append("The output broke off: ").append(e.getMessage()).append('\n');
            }
        } finally {
            synchronized (output) {
                outputEnded = true;
                output.notifyAll();
            }
        }
    }
}
