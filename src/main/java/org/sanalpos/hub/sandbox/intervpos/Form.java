package org.sanalpos.hub.sandbox.intervpos;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sanalpos.hub.sandbox.RequestText;

/** The fields of a request. The bank reads names without regard to case and joins what is repeated with a comma. */
final class Form {

    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static Form of(Map<String, String> values) {
        Form form = new Form();
        form.values.putAll(values);
        return form;
    }

    /** Reads the body; of another content type than a form the bank sees no field. */
    static Form read(HttpServletRequest request) throws IOException, RequestText.Unreadable {
        Form form = new Form();
        if (RequestText.type(request).equals("application/x-www-form-urlencoded")) {
            RequestText.form(RequestText.body(request))
                    .forEach((name, given) ->
                            form.values.merge(name, String.join(",", given), (first, second) -> first + "," + second));
        }
        return form;
    }

    /** Returns the value of a field; absent and empty are the same. */
    String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** Tells whether a field has a value. */
    boolean has(String name) {
        return !value(name).isEmpty();
    }

    /** Returns the value of a field that must be there, even if empty. */
    String present(String name) {
        if (!values.containsKey(name)) {
            throw Refusal.malformed(name);
        }
        return value(name);
    }

    /** Checks that some fields are not there, not even empty. */
    void allowNone(List<String> forbidden) {
        forbidden.stream().filter(values::containsKey).findFirst().ifPresent(name -> {
            throw Refusal.malformed(name);
        });
    }

    /** Checks that no other fields are there. */
    void allowOnly(Set<String> known) {
        values.keySet().stream()
                .filter(name -> known.stream().noneMatch(name::equalsIgnoreCase))
                .findFirst()
                .ifPresent(name -> {
                    throw Refusal.malformed(name);
                });
    }
}
