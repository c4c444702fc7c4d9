package org.sanalpos.hub.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.PackedFiles;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.DefaultResourceLoader;

/** Loads bank mappings: those that are packed, or with a folder over them. */
final class Mappings {
    /** 14:05:09 in Istanbul. */
    static final Instant NOW = Instant.parse("2026-06-15T11:05:09Z");

    /** Made-up banks and dialects. */
    static final Path MADE_UP = Path.of("src/test/resources/mapping");

    static final Path SAMPLES = Path.of("bank-mappings/dialects/nestpay/samples");

    private Mappings() {}

    static BankMappings packed() {
        return with(Path.of("nowhere"));
    }

    static BankMappings madeUp() {
        return with(MADE_UP);
    }

    static BankMappings with(Path folder) {
        return new MappingLoader(
                        new PackedFiles(settings(folder), new DefaultResourceLoader()),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .load();
    }

    static BankMappings with(Path folder, Clock clock, SecureRandom random) {
        return new MappingLoader(new PackedFiles(settings(folder), new DefaultResourceLoader()), clock, random).load();
    }

    /** One file of a folder of mappings, as it is written. */
    static <T> YamlFile<T> file(Path folder, String name, Class<T> type) {
        return new MappingReader(new PackedFiles(settings(folder), new DefaultResourceLoader()))
                .yaml("bank-mappings/" + name, type);
    }

    private static HubSettings settings(Path folder) {
        return new Binder(new MapConfigurationPropertySource(Map.of("sanalpos.bank-mappings", folder.toString())))
                .bind("sanalpos", HubSettings.class)
                .get();
    }

    static byte[] sample(String name) {
        try {
            return Files.readAllBytes(SAMPLES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
