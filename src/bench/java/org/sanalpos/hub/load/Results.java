package org.sanalpos.hub.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes the figures with what they were measured on, as JSON and as a table. */
final class Results {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Results() {}

    /**
     * What was measured on.
     *
     * @param othersPercent how much of the processors other programs used just before
     */
    static Map<String, String> machine(List<String> hubOptions, double othersPercent) throws IOException {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("processor", proc("cpuinfo", "model name"));
        machine.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        machine.put(
                "memory",
                Long.parseLong(proc("meminfo", "MemTotal").replaceAll("\\D", "")) / 1024 / 1024 + " GiB");
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        machine.put("hub's options", String.join(" ", hubOptions));
        machine.put("used by others just before", String.format(Locale.ROOT, "%.1f %%", othersPercent));
        return machine;
    }

    private static String proc(String file, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc", file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0");
    }

    /** How much was measured: all of it, little of everything, or only a part, because no more was asked for or the rest failed. */
    enum Extent {
        WHOLE,
        QUICK,
        PART
    }

    /** Writes {@code <moment>.json} and {@code <moment>.md} into a folder; gives the name of the latter. */
    static Path write(Path folder, Extent extent, Map<String, String> machine, Figures figures) throws IOException {
        LocalDateTime now = LocalDateTime.now();
        String word = extent.name().toLowerCase(Locale.ROOT);
        String name = now.format(DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmm", Locale.ROOT))
                + (extent == Extent.WHOLE ? "" : "-" + word);
        Files.createDirectories(folder);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("at", now.withNano(0).toString());
        all.put("extent", word);
        all.put("machine", machine);
        all.put("figures", figures.all());
        Files.writeString(folder.resolve(name + ".json"), JSON.writeValueAsString(all) + "\n");
        StringBuilder text = new StringBuilder("# " + name + "\n\n");
        machine.forEach((what, value) ->
                text.append("- ").append(what).append(": ").append(value).append('\n'));
        text.append('\n').append(figures.table());
        return Files.writeString(folder.resolve(name + ".md"), text);
    }
}
