package org.sanalpos.hub.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java process that is measured from outside, and ended with this one. Needs Linux: the figures come from {@code /proc}. */
final class Child implements AutoCloseable {
    private static final long START_SECONDS = 180;
    private static final double MILLIS_PER_TICK = 10;

    private final Process process;
    private final Thread atEnd;
    private final String told;
    private final long startMillis;

    private Child(Process process, Thread atEnd, String told, long startMillis) {
        this.process = process;
        this.atEnd = atEnd;
        this.told = told;
        this.startMillis = startMillis;
    }

    /**
     * Starts a process and waits until it has printed what is looked for.
     *
     * @param folder where it runs; its output goes to {@code output.log} there
     * @param arguments what follows {@code java}
     * @param ready the output that shows that it is ready
     */
    static Child start(Path folder, List<String> arguments, Map<String, String> environment, Pattern ready)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(SANALPOS|SPRING|SERVER|LOGGING|MANAGEMENT)_.*"));
        builder.environment().putAll(environment);
        long begun = System.nanoTime();
        Process process = builder.start();
        Thread atEnd = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atEnd);
        CompletableFuture<Matcher> told = new CompletableFuture<>();
        Thread reader = new Thread(() -> copy(process, folder.resolve("output.log"), ready, told), "output");
        reader.setDaemon(true);
        reader.start();
        try {
            Matcher found = told.get(START_SECONDS, TimeUnit.SECONDS);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            return new Child(process, atEnd, found.groupCount() > 0 ? found.group(1) : found.group(), millis);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("not ready, see " + folder.resolve("output.log"), e);
        }
    }

    private static void copy(Process process, Path log, Pattern ready, CompletableFuture<Matcher> told) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                var out = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(line + "\n");
                out.flush();
                Matcher matcher = ready.matcher(line);
                if (matcher.find()) {
                    told.complete(matcher);
                }
            }
            told.completeExceptionally(new IOException("the process ended"));
        } catch (IOException e) {
            told.completeExceptionally(e);
        }
    }

    /** The first group of what it printed when it was ready. */
    String told() {
        return told;
    }

    /** From the start of the process to the line that shows that it is ready, milliseconds. */
    long startMillis() {
        return startMillis;
    }

    /** Processor time that it has used so far, user and system, milliseconds. */
    double cpuMillis() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Memory that it has now (resident set), megabytes of 2^20 bytes. */
    double residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end and waits for that. */
    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
