package org.sanalpos.hub.intake.queue;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.MessageListenerContainerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.CachingConnectionFactory;

/** Camel's {@code jms:} endpoints, on the embedded broker or an outside one. */
@Configuration(proxyBeanMethods = false)
class JmsConfiguration {
    private static final int RECOVERY_MS = 5_000;

    @Bean
    JmsComponent jms(ConnectionFactory connections) {
        var configuration = new org.apache.camel.component.jms.JmsConfiguration();
        configuration.setConnectionFactory(connections);
        // A listener keeps its own session and consumer; a cache between would give it a stale one after a broken
        // connection.
        ConnectionFactory target =
                connections instanceof CachingConnectionFactory caching && caching.getTargetConnectionFactory() != null
                        ? caching.getTargetConnectionFactory()
                        : connections;
        configuration.setListenerConnectionFactory(target);
        // Requests are handed out one by one, so that no consumer sits on those that another could handle.
        if (target instanceof ActiveMQConnectionFactory artemis) {
            artemis.setConsumerWindowSize(0);
        }
        configuration.setRecoveryInterval(RECOVERY_MS);
        configuration.setAcceptMessagesWhileStopping(false);
        configuration.setErrorHandlerLogStackTrace(false);
        configuration.setErrorHandlerLoggingLevel(LoggingLevel.DEBUG);
        JmsComponent component = new JmsComponent(configuration);
        component.setHeaderFilterStrategy(new QueueHeaders());
        return component;
    }

    /** For the route that takes requests; its endpoint caches sessions and no consumers. */
    @Bean
    MessageListenerContainerFactory oneByOne() {
        return OneByOneContainer::new;
    }
}
