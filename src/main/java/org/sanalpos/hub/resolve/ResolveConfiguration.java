package org.sanalpos.hub.resolve;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ResolveConfiguration {

    /** As many threads as questions are under way, which {@link UnknownPayments} limits. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService recoveryThreads() {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory threads = task -> new Thread(task, "recovery-" + number.incrementAndGet());
        return Executors.newCachedThreadPool(threads);
    }
}
