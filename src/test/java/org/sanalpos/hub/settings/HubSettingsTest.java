package org.sanalpos.hub.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HubSettingsTest {
    private static final Pattern RANGE = Pattern.compile("expected ([0-9]+) to ([0-9]+) ");

    /** The names of all settings of the hub that are numbers, as they are in {@code application.yaml}. */
    private static Stream<String> numbers() {
        return numbers("sanalpos", HubSettings.class);
    }

    private static Stream<String> numbers(String prefix, Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).flatMap(component -> {
            String name = prefix + "." + dashed(component);
            if (component.getType().isRecord()) {
                return numbers(name, component.getType());
            }
            return List.of(int.class, long.class).contains(component.getType()) ? Stream.of(name) : Stream.empty();
        });
    }

    private static String dashed(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void everyNumberHasARangeThatTheDocumentationTells(String setting) throws IOException {
        String environment = setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        String row = Files.readAllLines(Path.of("docs/settings.md")).stream()
                .filter(line -> line.startsWith("| `" + environment + "` | `" + setting + "` |"))
                .reduce((one, other) -> Assertions.fail(setting + " has two rows"))
                .orElseThrow();

        Matcher range = RANGE.matcher(refusal(setting, -1));
        assertThat(range.find()).isTrue();
        long least = Long.parseLong(range.group(1));
        long most = Long.parseLong(range.group(2));
        assertThat(row).contains(least + " to " + most + " ");
        assertThat(refusal(setting, least - 1)).startsWith(environment + ": expected " + least + " to " + most);
        assertThat(refusal(setting, most + 1)).startsWith(environment + ": expected " + least + " to " + most);
    }

    /** What the hub says of a value, also where it is far from all others. */
    private static String refusal(String setting, long value) {
        try {
            new Binder(new MapConfigurationPropertySource(Map.of(setting, String.valueOf(value))))
                    .bindOrCreate("sanalpos", Bindable.of(HubSettings.class));
        } catch (RuntimeException wrong) {
            for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
                if (cause instanceof SettingProblem problem) {
                    return problem.getMessage();
                }
            }
            throw wrong;
        }
        throw new AssertionError(setting + " may be " + value);
    }
}
