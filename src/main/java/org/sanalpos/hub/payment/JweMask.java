package org.sanalpos.hub.payment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes encrypted cards out of any text: whoever holds the key would find a security code in them. */
public final class JweMask {
    /** What stands where an encrypted card was. */
    public static final String MASK = "***";

    /**
     * A header, which is a JSON object in base64url, and what follows it up to four dots; cut off or not. The names of the algorithms give each header a
     * digit, which keeps long names of classes out.
     */
    private static final Pattern COMPACT = Pattern.compile(
            "e(?:yJ|yI|yA|wo|wk|w0)(?=[A-Za-z_-]*+[0-9])[A-Za-z0-9_-]{10,}+\\.[A-Za-z0-9_-]{40,}+(?:\\.[A-Za-z0-9_-]*+){0,3}");

    private JweMask() {}

    /** The text without what is a JWE, or the beginning of one, by its form. Signed tokens (JWT) are taken out alike. */
    public static String mask(String text) {
        Matcher compact = COMPACT.matcher(text);
        return compact.find() ? compact.replaceAll(Matcher.quoteReplacement(MASK)) : text;
    }
}
