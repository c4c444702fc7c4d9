package org.sanalpos.hub.intake.file;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.audit.TestAudit;
import org.sanalpos.hub.cardkeys.CardKeys;
import org.sanalpos.hub.cardkeys.EncryptedCards;
import org.sanalpos.hub.intake.Commands;
import org.sanalpos.hub.intake.RequestValidator;
import org.sanalpos.hub.intake.XmlBodies;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.security.Vault;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.virtualpos.Companies;
import org.sanalpos.hub.virtualpos.Company;
import org.sanalpos.hub.virtualpos.CompanySettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The file channel with its routes, on folders and a database of its own; what a payment comes to is said by the test. */
final class FileHub implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path home;
    private final CamelContext camel = new DefaultCamelContext();
    private final Companies companies;
    private final CardKeys keys;
    private final FileWork work;

    private FileHub(Path home, Map<String, String> more, Function<Command, Answer> flow) throws Exception {
        this.home = home;
        Map<String, String> properties = new HashMap<>(Map.of(
                "sanalpos.home",
                home.toString(),
                "sanalpos.files.poll-ms",
                "100",
                "sanalpos.sandbox",
                "true",
                "sanalpos.card-keys.bits",
                "2048"));
        properties.putAll(more);
        HubSettings settings =
                new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("sanalpos", HubSettings.class);
        Clock clock = Clock.systemUTC();
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        Flyway.configure().dataSource(database).load().migrate();
        JdbcClient jdbc = JdbcClient.create(database);
        companies = new Companies(jdbc, TestAudit.transaction(database), TestAudit.on(database), clock, JSON);
        keys = new CardKeys(
                jdbc,
                TestAudit.transaction(database),
                TestAudit.on(database),
                new Vault(settings, jdbc),
                clock,
                settings);
        companies.create(new Company("ACME", "Acme", CompanySettings.DEFAULTS), Actor.HUB);
        companies.create(
                new Company(
                        "MARKED", "Marked", new CompanySettings(true, true, List.of(), false, false, null, null, null)),
                Actor.HUB);
        companies.create(
                new Company(
                        "CAREFUL",
                        "Careful",
                        new CompanySettings(false, false, List.of(), false, false, null, null, null)),
                Actor.HUB);

        XmlBodies xml = new XmlBodies();
        FileReady ready = new FileReady(companies, settings);
        work = new FileWork(settings, companies, clock);
        Commands commands = new Commands(
                new RequestValidator(clock, new EncryptedCards(keys)),
                company -> !Boolean.FALSE.equals(
                        companies.find(company).orElseThrow().settings().clearCards()));
        FileDrop drop = new FileDrop(
                new FileReaders(xml, JSON, settings),
                new FileLines(commands, camel.createProducerTemplate()),
                new MaskedCopies(xml, settings),
                work,
                ready,
                companies,
                settings,
                camel,
                JSON,
                clock);
        camel.getRegistry().bind("fileReady", ready);
        camel.getRegistry().bind("fileWork", work);
        camel.getRegistry().bind("fileDrop", drop);
        properties.forEach(camel.getPropertiesComponent()::addOverrideProperty);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:submit").errorHandler(noErrorHandler()).process(exchange -> exchange.getMessage()
                        .setBody(flow.apply(exchange.getMessage().getBody(Command.class))));
            }
        });
        for (String route : List.of("errors/intake", "intake/file-upkeep", "intake/file-drop")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveResource(camel, "file:routes/" + route + ".camel.yaml"));
        }
        camel.getShutdownStrategy().setTimeout(20);
    }

    static FileHub start(Path home, Function<Command, Answer> flow) {
        return start(home, Map.of(), flow);
    }

    static FileHub start(Path home, Map<String, String> more, Function<Command, Answer> flow) {
        try {
            FileHub hub = new FileHub(home, more, flow);
            hub.camel.start();
            return hub;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a complete file into a company's inbox, as a careful program does. */
    void drop(String company, String name, String text) {
        drop(company, name, text.getBytes(StandardCharsets.UTF_8));
    }

    void drop(String company, String name, byte[] bytes) {
        try {
            Path folder = Files.createDirectories(home.resolve("inbox").resolve(company));
            Path unfinished = Files.write(folder.resolve(name + ".part"), bytes);
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a file and gives its text. */
    String text(String... path) {
        Path file = path(path);
        await().atMost(PATIENCE).until(() -> Files.exists(file));
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a file has left the inbox and all that is made of it is there. */
    void awaitDone(String company, String name) {
        awaitDone(company, name, PATIENCE.toSeconds());
    }

    void awaitDone(String company, String name, long seconds) {
        await().atMost(Duration.ofSeconds(seconds))
                .until(() ->
                        !Files.exists(path("inbox", company, name)) && working().isEmpty());
    }

    List<Path> working() {
        if (!Files.exists(home.resolve("work"))) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(home.resolve("work"))) {
            return paths.filter(path -> path.getNameCount() == home.getNameCount() + 4)
                    .toList();
        } catch (UncheckedIOException moved) {
            // A file was moved while it was looked for.
            return List.of(path("work"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String... names) {
        Path path = home;
        for (String name : names) {
            path = path.resolve(name);
        }
        return path;
    }

    CardKeys cardKeys() {
        return keys;
    }

    Companies companies() {
        return companies;
    }

    /** Stops in order, as the application does. */
    @Override
    public void close() throws Exception {
        camel.stop();
        work.destroy();
    }

    /** Lets go of what tells others that this process lives, as its death does. */
    void forgetLock() throws Exception {
        work.destroy();
    }

    boolean stopping() {
        return camel.isStopping() || camel.isStopped();
    }
}
