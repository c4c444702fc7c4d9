package org.sanalpos.hub.payment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds card numbers in any text and masks them. */
public final class PanMask {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    /** Digits that may be grouped by single blanks or hyphens. */
    private static final Pattern CANDIDATE = Pattern.compile("(?<![0-9])[0-9](?:[ -]?[0-9]){12,}(?![0-9])");

    private PanMask() {}

    /** The text with every run of digits that is a card number (13 to 19 digits, right check digit) masked; null stays null. */
    public static String mask(String text) {
        if (text == null || text.length() < SHORTEST) {
            return text;
        }
        Matcher matcher = CANDIDATE.matcher(text);
        StringBuilder masked = null;
        int copied = 0;
        while (matcher.find()) {
            String digits = matcher.group().replaceAll("[ -]", "");
            if (digits.length() <= LONGEST && digits.charAt(0) != '0' && Card.luhnValid(digits)) {
                if (masked == null) {
                    masked = new StringBuilder(text.length());
                }
                masked.append(text, copied, matcher.start()).append(Card.mask(digits));
                copied = matcher.end();
            }
        }
        return masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
    }
}
