package org.sanalpos.hub.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sanalpos.hub.problem.FieldError;
import org.sanalpos.hub.problem.ProblemException;

/** Collects what is wrong with a request, once for each field: the first thing found is the most telling. */
final class FieldErrors {
    private final Map<String, String> messages = new LinkedHashMap<>();
    private final UnaryOperator<String> names;

    /** @param names from the names of the JSON form ({@code card.number}) to those that the caller wrote */
    FieldErrors(List<FieldError> first, UnaryOperator<String> names) {
        first.forEach(error -> messages.putIfAbsent(error.field(), error.message()));
        this.names = names;
    }

    /** @param field name in the JSON form */
    void add(String field, String message) {
        messages.putIfAbsent(names.apply(field), message);
    }

    void throwIfAny() {
        if (!messages.isEmpty()) {
            throw ProblemException.invalid(messages.entrySet().stream()
                    .map(entry -> new FieldError(entry.getKey(), entry.getValue()))
                    .toList());
        }
    }
}
