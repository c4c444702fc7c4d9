package org.sanalpos.hub.mapping;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.sanalpos.hub.settings.PackedFiles;
import org.sanalpos.hub.settings.SettingProblem;
import org.springframework.core.io.Resource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the files of {@code bank-mappings/}; what is wrong is told with file and line. */
final class MappingReader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final PackedFiles files;

    MappingReader(PackedFiles files) {
        this.files = files;
    }

    interface Consumer<T> {
        T read(Reader reader) throws IOException;
    }

    <T> T yaml(String name, Class<T> type) {
        return with(name, reader -> {
            try {
                return YAML.readValue(reader, type);
            } catch (JacksonException e) {
                TokenStreamLocation location = e.getLocation();
                throw new SettingProblem(
                        name + (location == null ? "" : ":" + location.getLineNr()), firstLine(e.getOriginalMessage()));
            }
        });
    }

    String text(String name) {
        return with(name, reader -> {
            java.io.StringWriter out = new java.io.StringWriter();
            reader.transferTo(out);
            return out.toString();
        });
    }

    <T> T with(String name, Consumer<T> consumer) {
        Resource resource = files.resource(name);
        try (Reader reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
            return consumer.read(reader);
        } catch (IOException e) {
            throw new SettingProblem(name, "cannot be read: " + e.getMessage());
        }
    }

    private static String firstLine(String message) {
        return message == null ? "is not readable" : message.lines().findFirst().orElse("is not readable");
    }
}
