package org.sanalpos.hub.intake;

import java.util.Map;

/** Checks of free texts. */
final class Texts {
    private static final int ENTRIES = 20;
    private static final int KEY = 40;
    private static final int VALUE = 500;

    private Texts() {}

    /** One line that a person can read: not blank, no control characters. */
    static void line(String field, String value, int longest, FieldErrors errors) {
        if (value != null && (value.isBlank() || length(value) > longest || !readable(value, ""))) {
            errors.add(field, "expected 1 to " + longest + " printable characters");
        }
    }

    /** Text that may have lines and may be empty. */
    static void free(String field, String value, int longest, FieldErrors errors) {
        if (value != null && (length(value) > longest || !readable(value, "\t\r\n"))) {
            errors.add(field, "expected at most " + longest + " characters, none of them a control character");
        }
    }

    static Map<String, String> metadata(Map<String, String> metadata, FieldErrors errors) {
        if (metadata == null) {
            return Map.of();
        }
        if (metadata.size() > ENTRIES) {
            errors.add("metadata", "expected at most " + ENTRIES + " entries");
            return Map.of();
        }
        metadata.forEach((key, value) -> {
            if (key.isBlank() || length(key) > KEY || !readable(key, "")) {
                errors.add("metadata", "expected keys of 1 to " + KEY + " printable characters");
            } else {
                free(metadataField(key), value, VALUE, errors);
            }
        });
        return metadata;
    }

    /** The name of an entry for messages, which repeat no card number. */
    static String metadataField(String key) {
        return CardSearch.found(key) ? "metadata" : "metadata." + CardNumbers.mask(key);
    }

    private static int length(String value) {
        return value.codePointCount(0, value.length());
    }

    private static boolean readable(String value, String allowed) {
        return value.codePoints()
                .allMatch(c -> allowed.indexOf(c) >= 0
                        || !Character.isISOControl(c)
                                && Character.getType(c) != Character.SURROGATE
                                && Character.getType(c) != Character.LINE_SEPARATOR
                                && Character.getType(c) != Character.PARAGRAPH_SEPARATOR);
    }
}
