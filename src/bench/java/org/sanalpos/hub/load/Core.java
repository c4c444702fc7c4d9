package org.sanalpos.hub.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** How fast one core of the machine is just now: cores that are shared with others are not always the same. */
final class Core {
    private static final int NUMBERS = 1_000_000;
    private static final int ROUNDS = 15;

    private Core() {}

    /** The time that one core takes to sort a million numbers, the median of some rounds. */
    static String sortsAMillion() {
        int[] numbers = new Random(20_260_615).ints(NUMBERS).toArray();
        long[] nanos = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            int[] copy = numbers.clone();
            long begun = System.nanoTime();
            Arrays.sort(copy);
            nanos[round] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        return String.format(Locale.ROOT, "%.0f ms", nanos[ROUNDS / 2] / 1e6);
    }
}
