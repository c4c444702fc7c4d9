package org.sanalpos.hub.settings;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;

/**
 * Silences, until the hub runs, the loggers that print a failed start with its stack trace before {@link StartupProblems}, or
 * Spring Boot itself, reports it.
 */
public final class QuietStart implements ApplicationListener<SpringApplicationEvent> {
    private static final List<String> LOGGERS = List.of(
            "org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext",
            "org.springframework.boot.autoconfigure.logging.ConditionEvaluationReportLogger",
            "com.zaxxer.hikari.pool.HikariPool",
            "com.zaxxer.hikari.HikariDataSource",
            "org.apache.catalina.core",
            "org.apache.catalina.util.LifecycleBase",
            "org.apache.coyote.http11.Http11NioProtocol");

    private final Map<String, LogLevel> before = new ConcurrentHashMap<>();

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        LoggingSystem logging = LoggingSystem.get(event.getSpringApplication().getClassLoader());
        if (event instanceof ApplicationPreparedEvent) {
            LOGGERS.forEach(name -> silence(logging, name));
        } else if (event instanceof ApplicationReadyEvent) {
            LOGGERS.forEach(name -> logging.setLogLevel(name, before.get(name)));
        }
    }

    private void silence(LoggingSystem logging, String name) {
        LoggerConfiguration configured = logging.getLoggerConfiguration(name);
        if (configured != null && configured.getConfiguredLevel() != null) {
            before.put(name, configured.getConfiguredLevel());
        }
        logging.setLogLevel(name, LogLevel.OFF);
    }
}
