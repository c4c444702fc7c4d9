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
    private final HealthIndicator indicator;
    private final Status late;
    private final Duration limit;
    private final ExecutorService threads;
    private final Runnable beginAll;
    private Running running;

    /**
     * @param late the status when there is no answer within the limit
     * @param beginAll begins this check and those that are asked for together with it
     */
    TimelyCheck(HealthIndicator indicator, Status late, Duration limit, ExecutorService threads, Runnable beginAll) {
        this.indicator = indicator;
        this.late = late;
        this.limit = limit;
        this.threads = threads;
        this.beginAll = beginAll;
    }

    private record Running(Future<Health> result, long since) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }

    /** Begins the check unless it is running. A result that nobody asked for in time is not used. */
    synchronized Running begin() {
        if (running == null || running.result().isDone() && running.age().compareTo(limit.multipliedBy(2)) > 0) {
            running = new Running(threads.submit(() -> indicator.health()), System.nanoTime());
        }
        return running;
    }

    @Override
    public Health health() {
        beginAll.run();
        Running mine = begin();
        try {
            Duration left = limit.minus(mine.age());
            Health health = mine.result().get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
            forget(mine);
            return health;
        } catch (TimeoutException e) {
            return late("There was no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            forget(mine);
            return late("The check failed with " + e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return late("The check was interrupted");
        }
    }

    private Health late(String reason) {
        return Health.status(late).withDetail("error", reason).build();
    }

    private synchronized void forget(Running ended) {
        if (running == ended) {
            running = null;
        }
    }
}
