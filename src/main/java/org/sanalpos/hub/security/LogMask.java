package org.sanalpos.hub.security;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanalpos.hub.payment.JweMask;
import org.sanalpos.hub.payment.PanMask;

/** What no line of a log may hold: card numbers, encrypted cards, security codes of cards, and API keys that were sent. */
final class LogMask {
    /** What may stand between a name and its value in JSON (also within JSON), XML, forms, and the text of records and maps. */
    private static final String BETWEEN = "(?:[\\\\\"'\\s:=>(\\[]|%22|%3[ade]|&quot;|<!\\[CDATA\\[){1,12}";

    private static final Pattern SECURITY_CODE = Pattern.compile(
            "((?:cvv|cvc|cv2|security[_-]?code)[a-z0-9_]{0,8}?" + BETWEEN + ")[0-9]{3,4}(?![0-9])",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BEARER =
            Pattern.compile("(\\bBearer\\s+)[A-Za-z0-9._~+/=-]{8,}", Pattern.CASE_INSENSITIVE);

    private LogMask() {}

    static String mask(String text) {
        String masked = PanMask.mask(JweMask.mask(text));
        masked = replaced(SECURITY_CODE, masked, "$1***");
        return replaced(BEARER, masked, "$1***");
    }

    private static String replaced(Pattern pattern, String text, String replacement) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.replaceAll(replacement) : text;
    }
}
