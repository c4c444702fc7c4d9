package org.sanalpos.hub.sandbox.nestpay;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sanalpos.hub.sandbox.RequestText;

/** What a browser brings to the gate. The names of its fields may be written in letters of any case. */
final class GateForm {

    private final Map<String, String> sent;
    private final Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private GateForm(Map<String, String> sent) {
        this.sent = Collections.unmodifiableMap(sent);
        anyCase.putAll(sent);
    }

    /**
     * Reads the form of a request.
     *
     * @throws RequestText.Unreadable if it is no form of UTF-8, or a field has no name or comes twice
     */
    static GateForm read(HttpServletRequest request) throws IOException, RequestText.Unreadable {
        if (!RequestText.type(request).equals("application/x-www-form-urlencoded")) {
            throw new RequestText.Unreadable("Content-Type");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> field :
                RequestText.form(RequestText.body(request)).entrySet()) {
            if (field.getKey().isEmpty() || field.getValue().size() > 1) {
                throw new RequestText.Unreadable(field.getKey());
            }
            fields.put(field.getKey(), field.getValue().get(0));
        }
        GateForm form = new GateForm(fields);
        if (form.anyCase.size() < fields.size()) {
            throw new RequestText.Unreadable("fields");
        }
        return form;
    }

    /** Returns the fields as they were sent. */
    Map<String, String> fields() {
        return sent;
    }

    /** Returns the value of a field; absent and empty are the same. */
    String text(String name) {
        return anyCase.getOrDefault(name, "");
    }

    /** Tells whether a field has a value. */
    boolean has(String name) {
        return !text(name).isEmpty();
    }

    /** Tells whether a field is there, with or without a value. */
    boolean present(String name) {
        return anyCase.containsKey(name);
    }
}
