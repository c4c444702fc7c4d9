package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the banks are those of the mappings. {@code -Ddocs.update} writes them anew. */
class BankPagesTest {
    private static final Path FOLDER = Path.of("docs/banks");

    @Test
    void everyBankHasThePageThatItsMappingMakes() throws IOException {
        TreeMap<String, String> pages = new TreeMap<>();
        List<Bank> banks = List.copyOf(Mappings.packed().catalogue().banks());
        banks.forEach(bank -> pages.put(bank.code() + ".md", BankPage.of(bank)));
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(FOLDER);
            for (var page : pages.entrySet()) {
                Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
            }
        }

        TreeMap<String, String> written = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                written.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(written).isEqualTo(pages);
    }

    @Test
    void whatNoSourceShowsIsOnThePage() {
        for (Bank bank : Mappings.packed().catalogue().banks()) {
            assertThat(BankPage.of(bank)).contains(bank.notes().unverified());
            assertThat(bank.notes().askFor()).as(bank.code()).isNotEmpty();
        }
    }
}
