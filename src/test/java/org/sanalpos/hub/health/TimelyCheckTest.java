package org.sanalpos.hub.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

class TimelyCheckTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<TimelyCheck> checks = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdownNow();
    }

    @Test
    void aCheckThatEndsWhileAnotherIsWaitedForIsNotWaitedForAgain() {
        CountDownLatch slowEnds = new CountDownLatch(1);
        AtomicInteger databaseRuns = new AtomicInteger();
        AtomicInteger erpRuns = new AtomicInteger();
        // Begun first: it still runs when the other one, begun after it, lets it end.
        TimelyCheck erp = check(() -> {
            erpRuns.incrementAndGet();
            await(slowEnds);
            return Health.up().build();
        });
        TimelyCheck database = check(() -> {
            if (databaseRuns.incrementAndGet() > 1) {
                slowEnds.countDown();
                await(end);
            }
            return Health.up().build();
        });

        assertThat(database.health().getStatus()).isEqualTo(Status.UP);
        assertThat(erp.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(database.health().getStatus()).isEqualTo(Status.DOWN);
        erp.health();

        assertThat(erpRuns).hasValue(1);
    }

    private TimelyCheck check(HealthIndicator indicator) {
        TimelyCheck check =
                new TimelyCheck("It", indicator, Status.DOWN, LIMIT, threads, () -> checks.forEach(TimelyCheck::begin));
        checks.add(check);
        return check;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
