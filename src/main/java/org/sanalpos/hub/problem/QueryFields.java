package org.sanalpos.hub.problem;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Reads the parameters of a query one by one and remembers all that is wrong with them. Parameters that are not there are null. */
public final class QueryFields {
    private final UnaryOperator<String> query;
    private final List<FieldError> errors = new ArrayList<>();

    /** @param query a parameter's value by its name, null where it is not given */
    public QueryFields(UnaryOperator<String> query) {
        this.query = query;
    }

    public String text(String field) {
        return query.apply(field);
    }

    /** A moment, as RFC 3339 writes it. */
    public Instant time(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            // An unescaped + of an offset arrives as a blank.
            if (text.matches("[0-9]{4}-.*")) {
                return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            }
        } catch (DateTimeParseException e) {
            // Told below, like any other text.
        }
        wrong(field, "expected an RFC 3339 time such as 2026-11-23T00:00:00Z");
        return null;
    }

    /** @param otherwise the number where none is given, or a wrong one */
    public int number(String field, int otherwise, int least, int most) {
        String text = text(field);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        wrong(field, "expected a number from " + least + " to " + most);
        return otherwise;
    }

    /**
     * One of the values that there are.
     *
     * @param find the value of a text, empty where there is none
     * @param expected what the text should have been, for the error
     */
    public <T> T choice(String field, Function<String, Optional<T>> find, String expected) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        Optional<T> found = find.apply(text);
        if (found.isEmpty()) {
            wrong(field, "expected " + expected);
        }
        return found.orElse(null);
    }

    public void wrong(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /** @throws ProblemException that names all fields which were wrong, if there were any */
    public void check() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
