package org.sanalpos.hub;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.sanalpos.hub.bank.BankClient;
import org.sanalpos.hub.settings.HubSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.stereotype.Component;

/**
 * Stops taking requests on all channels at once, the web server among them, and waits for those under way. What a bank has not answered within the
 * limit is cut off and recorded as unknown, while the database and the broker are still there.
 */
@Component
class OrderlyStop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OrderlyStop.class);

    /** What it takes, after the limit, to record what was cut off. */
    private static final Duration RECORDING = Duration.ofSeconds(5);

    private final ObjectProvider<CamelContext> camel;
    private final BankClient bank;
    private final Duration limit;
    private volatile boolean running;

    /** @param camel not the context itself: Spring would start it together with this, before its routes are there */
    OrderlyStop(
            ObjectProvider<CamelContext> camel,
            BankClient bank,
            HubSettings settings,
            DefaultLifecycleProcessor phases) {
        this.camel = camel;
        this.bank = bank;
        this.limit = Duration.ofSeconds(settings.limits().stopSeconds());
        phases.setTimeoutForShutdownPhase(
                getPhase(), limit.plus(RECORDING).plus(RECORDING).toMillis());
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Runs beside the web server's own wait, which is in the same phase. */
    @Override
    public void stop(Runnable ended) {
        running = false;
        new Thread(() -> wait(ended), "orderly-stop").start();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }

    private void wait(Runnable ended) {
        LOG.info("Stopping: requests under way have up to {} s, new ones are refused", limit.toSeconds());
        ScheduledExecutorService end = Executors.newSingleThreadScheduledExecutor();
        try {
            end.schedule(this::cut, limit.toMillis(), TimeUnit.MILLISECONDS);
            CamelContext context = camel.getObject();
            context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
            context.getShutdownStrategy().setTimeout(limit.plus(RECORDING).toSeconds());
            context.stop();
            LOG.info("Stopped");
        } catch (RuntimeException e) {
            LOG.error("The routes did not stop in order", e);
        } finally {
            end.shutdownNow();
            bank.cut();
            ended.run();
        }
    }

    private void cut() {
        int calls = bank.cut();
        LOG.warn("{} bank calls were not answered in time and are cut off; their outcome is unknown", calls);
    }
}
