package org.sanalpos.hub.problem;

import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with JSON in the caller's words, without its values. */
public final class JsonErrors {
    private JsonErrors() {}

    /**
     * @param cause what reading the JSON threw, or null when there was no JSON
     * @return the field and what was expected; field {@code body} when it is about no field
     */
    public static FieldError error(Throwable cause) {
        if (!(cause instanceof JacksonException wrong)) {
            return new FieldError("body", "is missing, expected JSON");
        }
        String path = path(wrong);
        if (wrong instanceof UnrecognizedPropertyException unknown) {
            return new FieldError(
                    path,
                    "is not a known field, expected one of "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        String message = String.valueOf(wrong.getOriginalMessage());
        if (message.toLowerCase(Locale.ROOT).startsWith("duplicate")) {
            return new FieldError(path.isEmpty() ? "body" : path, "a field is given twice" + place(wrong));
        }
        return path.isEmpty()
                ? new FieldError("body", "is not valid JSON" + place(wrong))
                : new FieldError(path, "has a value of the wrong type" + place(wrong));
    }

    private static String path(JacksonException wrong) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : wrong.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String place(JacksonException wrong) {
        TokenStreamLocation location = wrong.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
