package org.sanalpos.hub.virtualpos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sanalpos.hub.problem.FieldError;
import org.sanalpos.hub.problem.ProblemException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of a JSON object and collects everything that is wrong with them, so that a caller hears all of it in one
 * answer. A reader gives null for a field that is absent, null or wrong.
 */
public final class JsonFields {
    private final JsonNode body;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> wrong = new HashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    /** @throws ProblemException if the body is no JSON object */
    public JsonFields(JsonNode body) {
        if (!body.isObject()) {
            throw ProblemException.invalid("body", "expected a JSON object");
        }
        this.body = body;
    }

    /** Text of 1 to {@code longest} characters without control characters. */
    public String text(String field, int longest) {
        JsonNode value = value(field);
        return value == null ? null : text(field, value, longest);
    }

    /** As {@link #text}, and an error when it is absent. */
    public String required(String field, int longest) {
        String text = text(field, longest);
        if (text == null && !wrong.contains(field)) {
            error(field, "is missing");
        }
        return text;
    }

    Boolean flag(String field) {
        JsonNode value = value(field);
        if (value != null && !value.isBoolean()) {
            error(field, "expected true or false");
            return null;
        }
        return value == null ? null : value.booleanValue();
    }

    Integer number(String field, int least, int most) {
        JsonNode value = value(field);
        return value == null ? null : number(field, value, least, most);
    }

    /** Whole numbers, each once, ascending. */
    List<Integer> numbers(String field, int least, int most) {
        Set<Integer> numbers = new TreeSet<>();
        for (JsonNode item : items(field)) {
            Integer number = number(field, item, least, most);
            if (number != null) {
                numbers.add(number);
            }
        }
        return given(field) ? List.copyOf(numbers) : null;
    }

    /** Texts, each once, in the order given. */
    List<String> texts(String field, int longest) {
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode item : items(field)) {
            String text = text(field, item, longest);
            if (text != null) {
                texts.add(text);
            }
        }
        return given(field) ? List.copyOf(texts) : null;
    }

    /**
     * The fields of an object of texts, in the order given. A field that is null or empty has the value {@code ""}; fields that
     * are no text are left out with an error.
     */
    Map<String, String> map(String field, int longest) {
        JsonNode value = value(field);
        Map<String, String> map = new LinkedHashMap<>();
        if (value == null) {
            return map;
        }
        if (!value.isObject()) {
            error(field, "expected an object");
            return map;
        }
        value.properties().forEach(entry -> {
            String name = field + "." + entry.getKey();
            boolean empty = entry.getValue().isNull()
                    || entry.getValue().isString()
                            && entry.getValue().stringValue().isEmpty();
            String text = empty ? "" : text(name, entry.getValue(), longest);
            if (text != null) {
                map.put(entry.getKey(), text);
            }
        });
        return map;
    }

    public void error(String field, String message) {
        wrong.add(field);
        errors.add(new FieldError(field, message));
    }

    /** Whether the field, or a field in it, was found wrong. */
    boolean wrong(String field) {
        return wrong.contains(field);
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException with all errors, if there are any; a field that nobody read is one
     */
    public void check() {
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                error(name, "is not a known field, expected one of " + String.join(", ", known));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private boolean given(String field) {
        return value(field) != null;
    }

    private JsonNode value(String field) {
        known.add(field);
        JsonNode value = body.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private Iterable<JsonNode> items(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            error(field, "expected a list");
            return List.of();
        }
        return value;
    }

    private String text(String field, JsonNode value, int longest) {
        if (!value.isString()) {
            error(field, "expected text");
            return null;
        }
        String text = value.stringValue();
        if (text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            error(field, "expected 1 to " + longest + " characters, no control characters");
            return null;
        }
        return text;
    }

    private Integer number(String field, JsonNode value, int least, int most) {
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            error(field, "expected a whole number from " + least + " to " + most);
            return null;
        }
        return value.intValue();
    }
}
