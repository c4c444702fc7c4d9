package org.sanalpos.hub.mapping;

import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sanalpos.hub.settings.PackedFiles;
import org.sanalpos.hub.settings.SettingProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads the files of {@code bank-mappings/}, all of them UTF-8; what is wrong is told with file and line. */
final class MappingReader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .build();

    private static final Pattern DRAWN_LINE = Pattern.compile("(?m)^ in reader, line ([0-9]+), column [0-9]+:$");

    private final PackedFiles files;

    MappingReader(PackedFiles files) {
        this.files = files;
    }

    boolean exists(String name) {
        try {
            return files.resource(name).exists();
        } catch (SettingProblem absent) {
            return false;
        }
    }

    /** The file's text, without a byte order mark. */
    String text(String name) {
        byte[] bytes;
        try (InputStream in = files.resource(name).getInputStream()) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw new SettingProblem(name, "cannot be read: " + e.getMessage());
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            String before = new String(bytes, 0, buffer.position(), StandardCharsets.ISO_8859_1);
            throw new SettingProblem(
                    name + ":" + (before.chars().filter(c -> c == '\n').count() + 1), "is not UTF-8 text");
        }
    }

    <T> YamlFile<T> yaml(String name, Class<T> type) {
        String text = text(name);
        YamlFile<String> places = new YamlFile<>(name, text, places(name, text));
        try {
            return new YamlFile<>(name, YAML.readValue(text, type), places.lines());
        } catch (DatabindException e) {
            throw places.problem(place(e.getPath()), reason(e));
        }
    }

    private static Map<String, Integer> places(String name, String text) {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = YAML.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new SettingProblem(name, "is empty");
            }
            walk(name, (YAMLParser) parser, "", lines);
            return lines;
        } catch (JacksonException e) {
            throw new SettingProblem(name + ":" + line(e), syntax(e.getOriginalMessage()));
        }
    }

    /** Notes the lines of the value at which the parser stands and of all that is in it. */
    private static void walk(String name, YAMLParser parser, String place, Map<String, Integer> lines) {
        lines.putIfAbsent(place, line(parser));
        if (parser.isCurrentAlias()) {
            throw new SettingProblem(name + ":" + line(parser), place + ": aliases are not supported, write the value");
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String inner = place.isEmpty() ? parser.currentName() : place + "." + parser.currentName();
                lines.put(inner, line(parser));
                parser.nextToken();
                walk(name, parser, inner, lines);
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
                walk(name, parser, place + "[" + number + "]", lines);
            }
        }
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static String place(List<JacksonException.Reference> path) {
        StringBuilder place = new StringBuilder();
        for (JacksonException.Reference step : path) {
            if (step.getPropertyName() == null) {
                place.append('[').append(step.getIndex() + 1).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return place.toString();
    }

    private static String reason(DatabindException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "is no field here, expected one of " + new TreeSet<>(unknown.getKnownPropertyIds());
        }
        if (e instanceof InvalidNullException) {
            return "has no value";
        }
        Class<?> target = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : Object.class;
        if (target == Integer.class) {
            return "expected a whole number";
        }
        if (target == Boolean.class) {
            return "expected true or false";
        }
        if (List.class.isAssignableFrom(target)) {
            return "expected a list";
        }
        return target == String.class ? "expected a text" : "expected fields with values";
    }

    /** The line at which the parser stopped; its message draws the place, where its location is that of the token before. */
    private static int line(JacksonException e) {
        int line = e.getLocation().getLineNr();
        Matcher drawn = DRAWN_LINE.matcher(e.getOriginalMessage());
        while (drawn.find()) {
            line = Integer.parseInt(drawn.group(1));
        }
        return line;
    }

    /** The parser's complaint without its drawing of the place. */
    private static String syntax(String message) {
        return message.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
    }
}
