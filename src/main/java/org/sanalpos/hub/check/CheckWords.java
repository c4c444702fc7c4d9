package org.sanalpos.hub.check;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** The findings of a check in plain Turkish and English. */
final class CheckWords {
    private static final Locale TURKISH = Locale.forLanguageTag("tr");

    private CheckWords() {}

    /** @param key of {@code check/words} */
    static Map<String, String> of(String key, Object... values) {
        return Map.of("tr", text(TURKISH, key, values), "en", text(Locale.ENGLISH, key, values));
    }

    private static String text(Locale locale, String key, Object... values) {
        ResourceBundle words = ResourceBundle.getBundle(
                "check.words",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(words.getString(key), locale).format(values);
    }
}
