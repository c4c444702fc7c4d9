package org.sanalpos.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An empty data folder, and a bank-mappings folder with made-up banks in it that makes one bank impatient, so that tests need not wait
 * for a minute.
 */
public final class TestHome implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** The bank whose calls are given up after two seconds. */
    public static final String IMPATIENT_BANK = "hsbc";

    /** Banks that exist only as files of the tests. */
    private static final Path MADE_UP = Path.of("src/test/resources/conformance");

    /** Goes with the build: a hub's files are in use until its process ends. */
    private static final Path HOMES = Path.of("target/homes").toAbsolutePath();

    private static final String STORES = "stores.yaml";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            Path home = Files.createTempDirectory(Files.createDirectories(HOMES), "home");
            Path banks = Files.createDirectories(home.resolve("mappings/banks"));
            copy(MADE_UP, home.resolve("mappings"));
            String file = IMPATIENT_BANK + ".yaml";
            Files.writeString(
                    banks.resolve(file),
                    Files.readString(Path.of("bank-mappings/banks", file))
                            + "\ntimeouts: {connect: 1s, answer: 2s, total: 2500ms}\n");
            TestPropertyValues.of(
                            "sanalpos.home=" + home.resolve("data"),
                            "sanalpos.bank-mappings=" + home.resolve("mappings"),
                            "sanalpos.sandbox-stores=" + MADE_UP.resolve(STORES),
                            "sanalpos.broker.port=" + FreePort.find(),
                            "logging.file.name=" + home.resolve("data/logs/hub.log"))
                    .applyTo(context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> Files.isRegularFile(file) && !file.endsWith(STORES))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
