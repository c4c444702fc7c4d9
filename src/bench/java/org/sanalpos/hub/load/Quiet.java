package org.sanalpos.hub.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Whether the machine is free for a measurement. Needs Linux. */
final class Quiet {
    private static final int LOOK_SECONDS = 3;
    private static final int IDLE = 3;
    private static final int WAITS = 4;

    private Quiet() {}

    /** How much of all processors other programs use, percent, seen over some seconds. */
    static double othersPercent() throws IOException, InterruptedException {
        long[] before = ticks();
        TimeUnit.SECONDS.sleep(LOOK_SECONDS);
        long[] after = ticks();
        double all = Arrays.stream(after).sum() - Arrays.stream(before).sum();
        double idle = after[IDLE] - before[IDLE] + after[WAITS] - before[WAITS];
        return 100 * (all - idle) / all;
    }

    private static long[] ticks() throws IOException {
        String cpu = Files.readAllLines(Path.of("/proc/stat")).get(0);
        return Arrays.stream(cpu.split(" +")).skip(1).mapToLong(Long::parseLong).limit(8).toArray();
    }
}
