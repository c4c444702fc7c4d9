package org.sanalpos.hub.bank;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Does small things to calls that have been under way for too long. */
@Component
class Deadlines {
    private final ScheduledThreadPoolExecutor timer;

    Deadlines() {
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "bank-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        // What is cancelled knows a request with its card: it must not stay until its time comes.
        timer.setRemoveOnCancelPolicy(true);
    }

    /** @return to be cancelled when the call ends before */
    Future<?> after(Duration time, Runnable action) {
        return timer.schedule(action, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void close() {
        timer.shutdownNow();
    }
}
