package org.sanalpos.hub.intake.queue;

import jakarta.jms.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.sanalpos.hub.security.ApiKeys;
import org.sanalpos.hub.security.RequestRates;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.SettingProblem;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.CachingConnectionFactory;

/** The hub's own broker, and its connection to it, unless {@code SPRING_ARTEMIS_MODE} is {@code native}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.artemis.mode", havingValue = "embedded", matchIfMissing = true)
class EmbeddedBrokerConfiguration {
    private static final int SENDERS = 10;
    private static final int ACTIVATION_SECONDS = 5;

    private final String password;
    private final int serverId;

    EmbeddedBrokerConfiguration() {
        SecureRandom random = new SecureRandom();
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.password = HexFormat.of().formatHex(secret);
        this.serverId = random.nextInt(Integer.MAX_VALUE);
    }

    @Bean
    WaitingRequests waitingRequests() {
        return new WaitingRequests(BrokerSettings.ADDRESS_DISK);
    }

    @Bean
    Refusals queueRefusals(HubSettings settings) {
        return new Refusals(settings.limits().requestBytes());
    }

    @Bean
    SharesPlugin queueShares(RequestRates rates, WaitingRequests waiting, Refusals refusals) {
        return new SharesPlugin(rates, waiting, refusals);
    }

    @Bean
    org.apache.activemq.artemis.core.config.Configuration artemisConfiguration(
            HubSettings settings, Seal seal, SharesPlugin shares, Refusals refusals) throws Exception {
        return new BrokerSettings(settings, serverId, password)
                .configuration(List.of(refusals, new SealingPlugin(seal, refusals), shares));
    }

    @Bean(destroyMethod = "stop")
    EmbeddedActiveMQ embeddedBroker(
            org.apache.activemq.artemis.core.config.Configuration configuration,
            ApiKeys keys,
            SharesPlugin shares,
            Refusals refusals)
            throws Exception {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ()
                .setConfiguration(configuration)
                .setSecurityManager(new BrokerSecurity(password.getBytes(StandardCharsets.UTF_8), keys));
        broker.start();
        if (!broker.getActiveMQServer().waitForActivation(ACTIVATION_SECONDS, TimeUnit.SECONDS)) {
            broker.stop();
            throw new SettingProblem(
                    "SANALPOS_HOME",
                    "the broker cannot use "
                            + configuration.getJournalLocation().getParent()
                            + "; expected a folder that this user may write to and no other hub uses");
        }
        open(broker.getActiveMQServer(), shares, refusals);
        return broker;
    }

    /** Lets the outside in, now that everything is there that looks at what it sends. */
    private static void open(ActiveMQServer server, SharesPlugin shares, Refusals refusals) throws Exception {
        server.getRemotingService().addIncomingInterceptor(new PartsInterceptor(server.getStorageManager(), refusals));
        shares.count(server.locateQueue(SimpleString.of(QueueNames.REQUESTS)));
        Acceptor outside = server.getRemotingService().getAcceptor(BrokerSettings.OUTSIDE);
        if (outside != null) {
            outside.start();
        }
    }

    /** Depends on the running broker, so that it is there first and goes last. */
    @Bean
    ConnectionFactory jmsConnectionFactory(EmbeddedActiveMQ broker) {
        ActiveMQConnectionFactory inside = new ActiveMQConnectionFactory(
                false, new TransportConfiguration(InVMConnectorFactory.class.getName(), Map.of("serverId", serverId)));
        inside.setUser(QueueNames.HUB_USER);
        inside.setPassword(password);
        CachingConnectionFactory senders = new CachingConnectionFactory(inside);
        senders.setSessionCacheSize(SENDERS);
        senders.setCacheConsumers(false);
        return senders;
    }
}
