package org.sanalpos.hub.health;

import java.nio.file.Path;
import java.util.List;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.PackedFiles;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;

/**
 * Health {@code mappings}: which banks and dialects were loaded at the start, and how many files of the folder on disk replaced
 * packed ones. Mappings with a fault end the start, so that this is never down.
 */
@Component
class MappingsHealthIndicator implements HealthIndicator {
    private final Health loaded;

    MappingsHealthIndicator(BankCatalogue catalogue, PackedFiles files, HubSettings settings) {
        Path folder = settings.bankMappings().toAbsolutePath().normalize();
        List<String> banks = catalogue.banks().stream().map(Bank::code).sorted().toList();
        List<String> dialects = catalogue.banks().stream()
                .map(Bank::dialect)
                .distinct()
                .sorted()
                .toList();
        long fromDisk = files.list("bank-mappings", "").stream()
                .filter(file -> file.resource() instanceof FileSystemResource onDisk
                        && onDisk.getFile()
                                .toPath()
                                .toAbsolutePath()
                                .normalize()
                                .startsWith(folder))
                .count();
        this.loaded = Health.up()
                .withDetail("banks", banks)
                .withDetail("dialects", dialects)
                .withDetail("filesFromDisk", fromDisk)
                .build();
    }

    @Override
    public Health health() {
        return loaded;
    }
}
