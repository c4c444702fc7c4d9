package org.sanalpos.hub.health;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** A check with a limit of time. One that hangs keeps one thread, however often health is asked for. */
final class TimelyCheck implements HealthIndicator {
    private final String subject;
    private final HealthIndicator indicator;
    private final Status late;
    private final Duration limit;
    private final ExecutorService threads;
    private final Runnable beginAll;
    private Running running;
    private long asked;
    private boolean told;

    /**
     * @param subject what is checked, as the beginning of a sentence
     * @param late the status when there is no answer within the limit
     * @param beginAll begins this check and those that are asked for together with it
     */
    TimelyCheck(
            String subject,
            HealthIndicator indicator,
            Status late,
            Duration limit,
            ExecutorService threads,
            Runnable beginAll) {
        this.subject = subject;
        this.indicator = indicator;
        this.late = late;
        this.limit = limit;
        this.threads = threads;
        this.beginAll = beginAll;
    }

    private record Running(Future<Health> result, long since) {
        Duration age() {
            return TimelyCheck.age(since);
        }
    }

    /** Begins the check anew unless it is still running. */
    synchronized void begin() {
        if (running == null || running.result().isDone()) {
            running = new Running(threads.submit(() -> indicator.health()), System.nanoTime());
        }
        asked = System.nanoTime();
        told = false;
    }

    @Override
    public Health health() {
        Running mine = latest();
        try {
            Duration left = limit.minus(mine.age());
            return mine.result().get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return late(subject + " gave no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            return late(subject + " could not be checked: "
                    + e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return late(subject + " could not be checked: interrupted");
        }
    }

    /** What was begun together with another check that has just been asked for, else what is begun now. Nothing is told twice. */
    private Running latest() {
        if (!begunWithAnother()) {
            beginAll.run();
        }
        synchronized (this) {
            told = true;
            return running;
        }
    }

    /** Asked for counts, not begun: a check that was late for the question before may end while this one waits for another check. */
    private synchronized boolean begunWithAnother() {
        return running != null
                && !told
                && (!running.result().isDone() || age(asked).compareTo(limit.multipliedBy(2)) < 0);
    }

    private static Duration age(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private Health late(String reason) {
        return Health.status(late).withDetail("error", reason).build();
    }
}
