package org.sanalpos.hub.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A thing as it stands, for the audit. Of a secret only whether it changed is ever told: it is compared here, in memory, and shown as
 * a mask that is the same for every value.
 *
 * <p>A field's name may have one dot, for a field of an object: {@code credentials.merchantId}.
 */
public final class Snapshot {
    /** What a secret is shown as. */
    public static final String MASK = "********";

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, String> secrets = new TreeMap<>();

    /** @param value text, number, truth value or a list of them; null for none */
    public Snapshot field(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    /** An object with a field for each text; also an empty one is shown. */
    public Snapshot object(String name, Map<String, String> texts) {
        fields.put(name, Map.of());
        new TreeMap<>(texts).forEach((key, text) -> field(name + "." + key, text));
        return this;
    }

    /**
     * A text of which a part is secret.
     *
     * @param shown it with that part masked, or null
     * @param value the whole, which is compared; null where there is none
     */
    public Snapshot partly(String name, String shown, String value) {
        fields.put(name, shown);
        secrets.put(name, value == null ? "" : value);
        return this;
    }

    /** @param value the secret itself, or anything else that changes when it does; null where there is none */
    public Snapshot secret(String name, String value) {
        fields.put(name, value == null ? null : MASK);
        secrets.put(name, value == null ? "" : value);
        return this;
    }

    /** Names of the fields that differ, secrets among them, in the order of the alphabet. */
    static List<String> changed(Snapshot before, Snapshot after) {
        TreeSet<String> names = new TreeSet<>(before.fields.keySet());
        names.addAll(after.fields.keySet());
        List<String> changed = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(before.fields.get(name), after.fields.get(name))
                    || !Objects.equals(before.secrets.get(name), after.secrets.get(name))) {
                changed.add(name);
            }
        }
        return changed;
    }

    /** As it may be read. */
    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            int dot = name.indexOf('.');
            if (dot >= 0) {
                inner(shown, name.substring(0, dot)).put(name.substring(dot + 1), value);
            } else if (value instanceof Map<?, ?>) {
                inner(shown, name);
            } else {
                shown.put(name, value);
            }
        });
        return shown;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inner(Map<String, Object> shown, String name) {
        return (Map<String, Object>) shown.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>());
    }

    /** With the secrets masked. */
    @Override
    public String toString() {
        return "Snapshot" + shown();
    }
}
