package org.sanalpos.hub.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.JweMask;

/** Takes card numbers, and encrypted cards, out of texts whose meaning is not known. */
public final class CardNumbers {
    private static final Pattern DIGITS = Pattern.compile("[0-9](?:[ -]?[0-9]){12,}");
    private static final Pattern PIECE_OF_JWE = Pattern.compile("(?=-*[A-Za-z0-9_])[A-Za-z0-9_-]{40,}+");
    private static final Pattern GROUPING = Pattern.compile("[ -]");
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    private CardNumbers() {}

    /**
     * Masks everything in a text that could be a card number: 13 to 19 digits with a right check digit, single spaces or dashes between
     * them or not, also inside a longer run of digits. What has the form of an encrypted card goes.
     */
    public static String mask(String written) {
        String text = JweMask.mask(written);
        Matcher run = DIGITS.matcher(text);
        if (!run.find()) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text);
        do {
            maskRun(masked, run.start(), run.end());
        } while (run.find());
        return masked.toString();
    }

    /**
     * Replaces every digit, and every run that is long enough for a piece of an encrypted card: for what cannot be read, where a security code
     * cannot be told from an amount.
     */
    public static String withoutDigits(String text) {
        StringBuilder starred =
                new StringBuilder(PIECE_OF_JWE.matcher(text).replaceAll(Matcher.quoteReplacement(JweMask.MASK)));
        for (int i = 0; i < starred.length(); i++) {
            if (Character.isDigit(starred.charAt(i))) {
                starred.setCharAt(i, '*');
            }
        }
        return starred.toString();
    }

    /** The mask of a value that stands where a card number belongs; nothing is kept of one that is none. */
    public static String maskField(String value) {
        String digits = GROUPING.matcher(value).replaceAll("");
        boolean card = digits.length() >= SHORTEST
                && digits.length() <= LONGEST
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return card ? Card.mask(digits) : "*".repeat(Math.min(value.length(), LONGEST));
    }

    private static void maskRun(StringBuilder text, int start, int end) {
        int[] places = new int[end - start];
        StringBuilder digits = new StringBuilder();
        for (int i = start; i < end; i++) {
            if (Character.isDigit(text.charAt(i))) {
                places[digits.length()] = i;
                digits.append(text.charAt(i));
            }
        }
        for (int from = 0; from + SHORTEST <= digits.length(); from++) {
            for (int length = Math.min(LONGEST, digits.length() - from); length >= SHORTEST; length--) {
                if (Card.luhnValid(digits.substring(from, from + length))) {
                    for (int i = from + 6; i < from + length - 4; i++) {
                        text.setCharAt(places[i], '*');
                    }
                }
            }
        }
    }
}
