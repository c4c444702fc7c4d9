package org.sanalpos.hub.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds card numbers in any text and masks them. */
public final class PanMask {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    /** Digits that may be grouped by single blanks or hyphens. */
    private static final Pattern CANDIDATE = Pattern.compile("(?<![0-9])[0-9](?:[ -]?[0-9]){12,}(?![0-9])");

    /** A masked card number of which more than the first six and the last four digits are left. */
    private static final Pattern HALF_MASKED =
            Pattern.compile("(?<![0-9%])([0-9]{6})([0-9]{1,8})(?=[*xX]{2,}[0-9]{4}(?![0-9]))");

    private static final Pattern GROUP = Pattern.compile("[0-9]+");

    private PanMask() {}

    /**
     * The text with every run of digits that is a card number (13 to 19 digits, right check digit) masked, also where other numbers
     * stand right before or after it; null stays null. Numbers that came masked show no more digits than those.
     */
    public static String mask(String text) {
        if (text == null || text.length() < SHORTEST) {
            return text;
        }
        Matcher candidate = CANDIDATE.matcher(text);
        StringBuilder masked = null;
        int copied = 0;
        while (candidate.find()) {
            for (Run run : found(text, candidate.start(), candidate.end())) {
                if (masked == null) {
                    masked = new StringBuilder(text.length());
                }
                masked.append(text, copied, run.start()).append(Card.mask(run.digits()));
                copied = run.end();
            }
        }
        String whole = masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
        return HALF_MASKED
                .matcher(whole)
                .replaceAll(half -> half.group(1) + "*".repeat(half.group(2).length()));
    }

    private record Run(int start, int end, String digits) {}

    /** In percent-encoded text, the first two digits may belong to the character before. */
    private static List<Run> found(String text, int start, int end) {
        List<Run> cards = cards(text, start, end);
        boolean encoded = start > 0 && text.charAt(start - 1) == '%';
        return cards.isEmpty() && encoded ? cards(text, start + 2, end) : cards;
    }

    /** The card numbers that are made of whole groups of digits between two places. */
    private static List<Run> cards(String text, int start, int end) {
        List<Run> groups = new ArrayList<>();
        Matcher group = GROUP.matcher(text).region(start, end);
        while (group.find()) {
            groups.add(new Run(group.start(), group.end(), group.group()));
        }
        List<Run> cards = new ArrayList<>();
        for (int first = 0; first < groups.size(); first++) {
            StringBuilder digits = new StringBuilder();
            for (int last = first; last < groups.size() && digits.length() <= LONGEST; last++) {
                digits.append(groups.get(last).digits());
                if (isCard(digits)) {
                    cards.add(
                            new Run(groups.get(first).start(), groups.get(last).end(), digits.toString()));
                    first = last;
                    break;
                }
            }
        }
        return cards;
    }

    private static boolean isCard(CharSequence digits) {
        return digits.length() >= SHORTEST
                && digits.length() <= LONGEST
                && digits.charAt(0) != '0'
                && Card.luhnValid(digits.toString());
    }
}
