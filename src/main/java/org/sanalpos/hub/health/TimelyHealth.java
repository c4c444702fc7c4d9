package org.sanalpos.hub.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Gives every check of something outside the process a limit of time, all of them running at once, so that health is told within 2 seconds
 * also when a database hangs.
 */
@Component
class TimelyHealth implements DisposableBean {
    private static final Duration LIMIT = Duration.ofMillis(1500);
    private static final Map<String, Late> CHECKS = Map.of(
            "database", new Late("The hub's database", Status.DOWN),
            "broker", new Late("The message broker", Degraded.STATUS),
            "erp", new Late("The ERP's database", Degraded.STATUS),
            "results", new Late("The result queue", Degraded.STATUS),
            "recovery", new Late("The work list", Degraded.STATUS),
            "webhooks", new Late("The webhooks", Degraded.STATUS));

    private final HealthContributorRegistry registry;
    private final ExecutorService threads;
    private volatile List<TimelyCheck> checks = List.of();

    TimelyHealth(HealthContributorRegistry registry) {
        this.registry = registry;
        CustomizableThreadFactory named = new CustomizableThreadFactory("health-");
        named.setDaemon(true);
        this.threads = Executors.newCachedThreadPool(named);
    }

    /** What is said, and which status it is, when a check takes too long. */
    private record Late(String subject, Status status) {}

    @EventListener(ContextRefreshedEvent.class)
    synchronized void limit() {
        CHECKS.forEach((name, late) -> {
            HealthContributor contributor = registry.getContributor(name);
            if (contributor instanceof HealthIndicator indicator && !(contributor instanceof TimelyCheck)) {
                TimelyCheck check =
                        new TimelyCheck(late.subject(), indicator, late.status(), LIMIT, threads, this::beginAll);
                checks = Stream.concat(checks.stream(), Stream.of(check)).toList();
                registry.unregisterContributor(name);
                registry.registerContributor(name, check);
            }
        });
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    private void beginAll() {
        checks.forEach(TimelyCheck::begin);
    }
}
