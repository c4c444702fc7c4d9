package org.sanalpos.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Secure;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.PackedFiles;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.DefaultResourceLoader;

/** The capability tables of the READMEs are those of the mappings. {@code -Ddocs.update} writes them anew. */
class CapabilityTableTest {
    private static final String BEGIN = "<!-- capabilities: made from bank-mappings, checked by a test -->\n";
    private static final String END = "<!-- /capabilities -->";

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.tr.md"})
    void theReadmeShowsWhatTheMappingsCan(String file) throws IOException {
        Path readme = Path.of(file);
        String text = Files.readString(readme);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(readme, text.substring(0, begin) + table() + text.substring(end));
            return;
        }

        assertThat(text.substring(begin, end)).isEqualTo(table());
    }

    private static String table() {
        HubSettings settings =
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("sanalpos", HubSettings.class);
        BankCatalogue banks = new MappingLoader(
                        new PackedFiles(settings, new DefaultResourceLoader()), Clock.systemUTC())
                .load()
                .catalogue();
        StringBuilder table = new StringBuilder("| bank | code | dialect |");
        for (OperationType operation : OperationType.values()) {
            table.append(' ').append(operation.code()).append(" |");
        }
        table.append(" MO/TO | 3-D Secure | currencies | installments | amount up to | gives up after |\n|---|---|---|")
                .append("---|".repeat(OperationType.values().length))
                .append("---|---|---|---|---|---|\n");
        for (Bank bank : banks.banks()) {
            table.append("| [")
                    .append(bank.name())
                    .append("](docs/banks/")
                    .append(bank.code())
                    .append(".md) | `")
                    .append(bank.code())
                    .append("` | ")
                    .append(bank.dialect())
                    .append(" |");
            for (OperationType operation : OperationType.values()) {
                table.append(bank.operations().contains(operation) ? " ✓ |" : " – |");
            }
            List<String> secure = bank.secure().stream()
                    .filter(model -> model != Secure.NONE)
                    .map(Secure::code)
                    .toList();
            Duration total = bank.timeouts().total();
            table.append(' ')
                    .append(bank.limits().moto().stream()
                            .sorted()
                            .map(OperationType::code)
                            .collect(Collectors.joining(", ")))
                    .append(" | ")
                    .append(secure.isEmpty() ? "–" : String.join(", ", secure))
                    .append(" | ")
                    .append(bank.currencies().stream().sorted().collect(Collectors.joining(", ")))
                    .append(" | ")
                    .append(bank.installments())
                    .append(" | ")
                    .append(
                            bank.limits().maxAmount() == null
                                    ? "–"
                                    : bank.limits().maxAmount().toPlainString())
                    .append(" | ")
                    .append(total.toSeconds())
                    .append(" s |\n");
        }
        return table.toString();
    }
}
