package org.sanalpos.hub.intake.queue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerBasePlugin;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.SettingProblem;

/** How the embedded broker is set up: small, persistent, and closed to everything that the hub does not offer. */
final class BrokerSettings {
    /** Where clients from outside the process come in. */
    static final String OUTSIDE = "outside";

    /** Where messages go that nobody wanted in time: a queue that keeps nothing. */
    private static final String EXPIRED = "sanalpos.expired";

    private static final int MB = 1024 * 1024;

    /** Below this the broker stops taking messages, so that the database that shares the disk can go on. */
    private static final long DISK_RESERVE = 200L * MB;

    private static final long MEMORY = 64L * MB;
    private static final long ADDRESS_MEMORY = 8L * MB;

    /** Bytes of one queue that may wait. */
    static final long ADDRESS_DISK = 512L * MB;

    private static final Duration RESULTS_KEPT = Duration.ofDays(7);
    private static final Duration REPLIES_KEPT = Duration.ofDays(1);
    private static final Duration AUTHENTICATION_KEPT = Duration.ofSeconds(5);
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    private final HubSettings settings;
    private final int serverId;
    private final String password;

    BrokerSettings(HubSettings settings, int serverId, String password) {
        this.settings = settings;
        this.serverId = serverId;
        this.password = password;
    }

    /** The acceptor for the outside is not started with the broker: it is to be when everything is there that looks at what comes in. */
    Configuration configuration(List<ActiveMQServerBasePlugin> plugins) throws Exception {
        Configuration configuration = new ConfigurationImpl();
        configuration
                .setName("sanalpos")
                .setJMXManagementEnabled(false)
                .setPersistenceEnabled(true)
                .setCriticalAnalyzer(false)
                .setMinDiskFree(DISK_RESERVE)
                .setGlobalMaxSize(MEMORY)
                .setThreadPoolMaxSize(20)
                .setScheduledThreadPoolMaxSize(2);
        files(configuration);
        security(configuration);
        addresses(configuration);
        configuration.addAcceptorConfiguration(
                new TransportConfiguration(InVMAcceptorFactory.class.getName(), Map.of("serverId", serverId)));
        int port = settings.broker().port();
        if (port != 0) {
            checkFree(port);
            configuration.addAcceptorConfiguration(
                    OUTSIDE,
                    "tcp://127.0.0.1:" + port + "?protocols=CORE;useEpoll=false;useKQueue=false;autoStart=false");
        }
        plugins.forEach(configuration::registerBrokerPlugin);
        return configuration;
    }

    // The broker itself would only log it and go on.
    private static void checkFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port));
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingProblem(
                    "SANALPOS_BROKER_PORT",
                    port + " cannot be listened to (" + e.getMessage()
                            + "); expected a free port of this machine, or 0 for none");
        }
    }

    private void files(Configuration configuration) {
        Path home = settings.inHome("broker");
        configuration
                .setBindingsDirectory(home.resolve("bindings").toString())
                .setJournalDirectory(home.resolve("journal").toString())
                .setPagingDirectory(home.resolve("paging").toString())
                .setLargeMessagesDirectory(home.resolve("large").toString())
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(2 * MB)
                .setJournalMinFiles(2)
                .setJournalPoolFiles(2)
                .setJournalCompactMinFiles(4)
                .setJournalLockAcquisitionTimeout(LOCK_WAIT.toMillis());
    }

    // Rights are not cached: the broker's cache goes by the user's name alone, and an operator chooses that freely.
    private void security(Configuration configuration) {
        configuration
                .setSecurityEnabled(true)
                .setPopulateValidatedUser(true)
                .setAuthorizationCacheSize(0)
                .setSecurityInvalidationInterval(AUTHENTICATION_KEPT.toMillis())
                .setClusterUser(QueueNames.HUB_USER + ":cluster")
                .setClusterPassword(password);
    }

    private static void addresses(Configuration configuration) {
        configuration
                .addAddressSetting("#", closed())
                .addAddressSetting(QueueNames.RESULTS, closed().setExpiryDelay(RESULTS_KEPT.toMillis()))
                .addAddressSetting(QueueNames.RESULTS + ".#", onDemand().setExpiryDelay(RESULTS_KEPT.toMillis()))
                .addAddressSetting(QueueNames.REPLIES + ".#", onDemand().setExpiryDelay(REPLIES_KEPT.toMillis()))
                .addAddressSetting(
                        QueueNames.PAGES + ".#",
                        onDemand().setAutoDeleteQueues(true).setAutoDeleteAddresses(true));
        for (String queue : new String[] {QueueNames.REQUESTS, QueueNames.RESULTS, QueueNames.DEAD}) {
            configuration.addAddressConfiguration(queue(queue, false));
        }
        configuration.addAddressConfiguration(queue(EXPIRED, true));
    }

    private static CoreAddressConfiguration queue(String name, boolean purge) {
        return new CoreAddressConfiguration()
                .setName(name)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(QueueConfiguration.of(name)
                        .setAddress(name)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setPurgeOnNoConsumers(purge)
                        .setDurable(true));
    }

    /**
     * Queues that exist from the start or not at all. The broker itself gives no message up, because it would keep it unmasked. Full addresses go to disk, and a full disk share refuses the sender.
     */
    private static AddressSettings closed() {
        return new AddressSettings()
                .setAutoCreateQueues(false)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setMaxDeliveryAttempts(-1)
                .setRedeliveryDelay(1_000)
                .setRedeliveryMultiplier(2)
                .setMaxRedeliveryDelay(30_000)
                .setDeadLetterAddress(SimpleString.of(QueueNames.DEAD))
                .setExpiryAddress(SimpleString.of(EXPIRED))
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(ADDRESS_MEMORY)
                .setPageSizeBytes(MB)
                .setPageLimitBytes(ADDRESS_DISK)
                .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL);
    }

    /** Queues that come to be when their company first listens. */
    private static AddressSettings onDemand() {
        return closed().setAutoCreateQueues(true).setAutoCreateAddresses(true);
    }
}
