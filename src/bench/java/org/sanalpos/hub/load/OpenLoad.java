package org.sanalpos.hub.load;

import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Requests that come by themselves, at random times of a mean rate (a Poisson process), whether earlier ones were answered or not. A request's
 * time counts from the moment it was due, so that one that had to wait for its turn is not forgiven.
 */
final class OpenLoad {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

    private OpenLoad() {}

    /** One request. */
    interface Call {
        /**
         * @param number counted from 0
         * @param due when it was due, as {@link System#nanoTime()} tells
         * @return whether it went well
         */
        boolean run(int number, long due) throws Exception;
    }

    /**
     * @param sent requests
     * @param failed those that went wrong
     * @param micros times of all from their due moment to their answer, microseconds
     * @param lastQuarter the same of the last quarter of them
     * @param seconds from the first due moment to the last answer
     */
    record Outcome(int sent, int failed, Histogram micros, Histogram lastQuarter, double seconds) {
        double perSecond() {
            return (sent - failed) / seconds;
        }
    }

    /** Sends that many requests at a mean rate and waits for all answers. */
    static Outcome run(double perSecond, int requests, Call call) throws InterruptedException {
        ExecutorService workers = Executors.newCachedThreadPool();
        Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
        Histogram lastQuarter = new ConcurrentHistogram(LONGEST_MICROS, 3);
        AtomicInteger failed = new AtomicInteger();
        Random random = new Random(20_260_615);
        long begun = System.nanoTime();
        long due = begun;
        for (int i = 0; i < requests; i++) {
            due += (long) (-Math.log(1 - random.nextDouble()) / perSecond * 1e9);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            int number = i;
            long moment = due;
            workers.execute(() -> {
                Exception failure = failure(call, number, moment);
                if (failure != null && failed.getAndIncrement() == 0) {
                    System.err.println("request " + number + ": " + failure);
                }
                long taken = Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - moment));
                micros.recordValue(taken);
                if (number >= requests * 3 / 4) {
                    lastQuarter.recordValue(taken);
                }
            });
        }
        workers.shutdown();
        workers.awaitTermination(3, TimeUnit.MINUTES);
        return new Outcome(requests, failed.get(), micros, lastQuarter, (System.nanoTime() - begun) / 1e9);
    }

    private static Exception failure(Call call, int number, long due) {
        try {
            return call.run(number, due) ? null : new IllegalStateException("not what was expected");
        } catch (Exception e) {
            return e;
        }
    }
}
