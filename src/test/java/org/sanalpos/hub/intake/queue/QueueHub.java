package org.sanalpos.hub.intake.queue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.sanalpos.hub.FreePort;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.audit.AuditLog;
import org.sanalpos.hub.audit.Seal;
import org.sanalpos.hub.cardkeys.CardKeys;
import org.sanalpos.hub.cardkeys.EncryptedCards;
import org.sanalpos.hub.intake.JsonRequests;
import org.sanalpos.hub.output.Outbox;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.Ids;
import org.sanalpos.hub.payment.OutboxTable;
import org.sanalpos.hub.payment.Writer;
import org.sanalpos.hub.security.ApiKeys;
import org.sanalpos.hub.security.PublicHosts;
import org.sanalpos.hub.security.RequestRates;
import org.sanalpos.hub.security.Scope;
import org.sanalpos.hub.security.Vault;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.PackedFiles;
import org.sanalpos.hub.virtualpos.Companies;
import org.sanalpos.hub.virtualpos.Company;
import org.sanalpos.hub.virtualpos.CompanySettings;
import org.sanalpos.hub.virtualpos.SigningSecrets;
import org.sanalpos.hub.virtualpos.WebhookTargets;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The queue channel and the deliveries with their real routes, broker and database; what takes the payments is the test's. */
public final class QueueHub implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final int port;

    private QueueHub(ConfigurableApplicationContext context, int port) {
        this.context = context;
        this.port = port;
    }

    /** A hub on an embedded broker that listens on a free port. */
    public static QueueHub start(Path home, String... settings) {
        int port = FreePort.find();
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("sanalpos.broker.port=" + port);
        return start(home, port, all);
    }

    /** A hub with no setting but these. */
    static QueueHub startWith(Path home, String... settings) {
        return start(home, 0, List.of(settings));
    }

    /** A hub whose broker is outside, at a port of this machine. */
    public static QueueHub startNative(Path home, int port) {
        return start(
                home, port, List.of("spring.artemis.mode=native", "spring.artemis.broker-url=tcp://127.0.0.1:" + port));
    }

    private static QueueHub start(Path home, int port, List<String> settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--sanalpos.home=" + home,
                "--sanalpos.sandbox=true",
                "--sanalpos.card-keys.bits=2048",
                "--management.endpoint.health.validate-group-membership=false",
                "--camel.main.routes-include-pattern=file:routes/intake/queue*.camel.yaml,"
                        + "file:routes/output/*.camel.yaml,"
                        + "file:routes/errors/queue.camel.yaml,file:routes/errors/background.camel.yaml"));
        settings.forEach(setting -> arguments.add("--" + setting));
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
        return new QueueHub(context, port);
    }

    @EnableAutoConfiguration
    @EnableConfigurationProperties(HubSettings.class)
    @ComponentScan(
            basePackageClasses = {QueueRequests.class, Outbox.class, JsonRequests.class, PackedFiles.class},
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = {
                                "org\\.sanalpos\\.hub\\.intake\\.(rest|files?)\\..*",
                                ".*\\.Collection.*",
                                ".*Test.*"
                            }))
    @Import({
        Vault.class,
        ApiKeys.class,
        RequestRates.class,
        Companies.class,
        AuditLog.class,
        SigningSecrets.class,
        PublicHosts.class,
        WebhookTargets.class,
        OutboxTable.class,
        Writer.class,
        Ids.class,
        CardKeys.class,
        EncryptedCards.class
    })
    static class Application {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Seal auditSeal(Vault vault) {
            return vault::fingerprint;
        }

        @Bean
        Submits submits() {
            return new Submits();
        }

        @Bean
        RouteBuilder submit(Submits submits) {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:submit")
                            .errorHandler(noErrorHandler())
                            .transform()
                            .body(Command.class, submits::submit);
                }
            };
        }
    }

    /** Stands where the payments are taken. */
    static final class Submits {
        private final AtomicReference<Function<Command, Answer>> taker = new AtomicReference<>(command -> {
            throw new IllegalStateException("no payment is expected");
        });

        Answer submit(Command command) {
            return taker.get().apply(command);
        }
    }

    /** Decides what becomes of commands from now on. */
    public void onSubmit(Function<Command, Answer> taker) {
        context.getBean(Submits.class).taker.set(taker);
    }

    public void company(String code, CompanySettings settings) {
        bean(Companies.class).create(new Company(code, code, settings), Actor.HUB);
    }

    /** @param company null for an operator's key */
    public String key(String company, Scope... scopes) {
        Set<Scope> all = scopes.length == 0 ? EnumSet.allOf(Scope.class) : Set.of(scopes);
        return bean(ApiKeys.class).create(company, all, Actor.HUB).key();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    public EmbeddedActiveMQ broker() {
        return bean(EmbeddedActiveMQ.class);
    }

    /** A started connection from outside. */
    public Connection connect(String user, String password) throws JMSException {
        return connect(user, password, "");
    }

    /** @param options of the client, such as {@code ?minLargeMessageSize=2000} */
    Connection connect(String user, String password, String options) throws JMSException {
        Connection connection =
                new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port + options).createConnection(user, password);
        connection.start();
        return connection;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        context.close();
    }
}
