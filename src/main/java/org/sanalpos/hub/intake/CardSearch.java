package org.sanalpos.hub.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanalpos.hub.payment.Card;

/**
 * Finds card numbers in texts that would be kept as they are written. It has to be sure enough to refuse a payment: one in ten numbers has a right check
 * digit by chance. Therefore a number must also begin and be as long as those that card schemes give out, and stand for itself.
 */
public final class CardSearch {
    /** What is said of a field in which one is found. */
    public static final String REFUSAL = "must not hold a card number, or what cannot be told from one";

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]++");

    /** Letters and digits by turns are a hexadecimal id, or the like. */
    private static final Pattern ONE_NUMBER = Pattern.compile("\\p{L}*+(\\p{Nd}++)\\p{L}*+");

    private static final Pattern BETWEEN_GROUPS = Pattern.compile("[\\h\\p{Pd}]{1,3}");
    private static final Pattern GROUPING = Pattern.compile("[\\h\\p{Pd}]");

    /** Its groups look like a number's when they happen to have no letters. A word may stand before it, and a count of up to three digits behind it. */
    private static final Pattern UUID = Pattern.compile("(?<![\\p{L}\\p{Nd}])(?<!\\p{Nd}-)"
            + "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
            + "(?![\\p{L}\\p{Nd}])(?!-\\p{Nd}{4})");

    private static final int SHORTEST = 14;
    private static final int LONGEST = 19;

    private static final Set<Integer> SIXTEEN = Set.of(16);
    private static final Set<Integer> SIXTEEN_OR_MORE = Set.of(16, 17, 18, 19);
    private static final Set<Integer> FOURTEEN_OR_MORE = Set.of(14, 15, 16, 17, 18, 19);

    /** What the card schemes give out: Visa's old numbers of 13 digits are gone, and every bar code that begins with 4 would be like them. */
    private static final List<Range> RANGES = List.of(
            new Range(2200, 2204, SIXTEEN_OR_MORE),
            new Range(2221, 2720, SIXTEEN),
            new Range(3000, 3059, FOURTEEN_OR_MORE),
            new Range(3095, 3095, FOURTEEN_OR_MORE),
            new Range(3400, 3499, Set.of(15)),
            new Range(3528, 3589, SIXTEEN_OR_MORE),
            new Range(3600, 3699, FOURTEEN_OR_MORE),
            new Range(3700, 3799, Set.of(15)),
            new Range(3800, 3999, FOURTEEN_OR_MORE),
            new Range(4000, 4999, Set.of(16, 18, 19)),
            new Range(5000, 5099, SIXTEEN_OR_MORE),
            new Range(5100, 5599, SIXTEEN),
            new Range(5600, 5899, SIXTEEN_OR_MORE),
            new Range(6000, 6999, SIXTEEN_OR_MORE),
            new Range(8100, 8171, SIXTEEN_OR_MORE),
            new Range(9792, 9792, SIXTEEN));

    private CardSearch() {}

    /**
     * @param from the first four digits, the least
     * @param to the first four digits, the largest
     * @param lengths digits that the numbers have
     */
    private record Range(int from, int to, Set<Integer> lengths) {
        boolean has(String number) {
            int four = Integer.parseInt(number.substring(0, 4));
            return four >= from && four <= to && lengths.contains(number.length());
        }
    }

    /** Whether somewhere in the text is a card's number, or what cannot be told from one; null is none. */
    public static boolean found(String text) {
        if (text == null || text.codePoints().filter(Character::isDigit).count() < SHORTEST) {
            return false;
        }
        String searched = UUID.matcher(text).replaceAll("|");
        List<String> groups = new ArrayList<>();
        int behind = -1;
        Matcher word = WORD.matcher(searched);
        while (word.find()) {
            Matcher number = ONE_NUMBER.matcher(word.group());
            boolean fits = number.matches();
            boolean goesOn = fits
                    && number.start(1) == 0
                    && behind >= 0
                    && BETWEEN_GROUPS
                            .matcher(searched)
                            .region(behind, word.start())
                            .matches();
            if (!goesOn) {
                groups.clear();
            }
            behind = fits && number.end(1) == number.end() ? word.end() : -1;
            if (fits) {
                groups.add(plain(number.group(1)));
                if (endInCard(groups)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether this very number, digits with nothing between them, is in the text, also within other digits. */
    public static boolean found(String text, String number) {
        return text != null && GROUPING.matcher(text).replaceAll("").contains(number);
    }

    /** A number is made of whole groups of digits: before and behind it others may stand, such as the date until which it is good. */
    private static boolean endInCard(List<String> groups) {
        StringBuilder number = new StringBuilder();
        for (int i = groups.size() - 1; i >= 0 && number.length() <= LONGEST; i--) {
            number.insert(0, groups.get(i));
            if (isCard(number.toString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCard(String number) {
        return number.length() >= SHORTEST
                && number.length() <= LONGEST
                && RANGES.stream().anyMatch(range -> range.has(number))
                && Card.luhnValid(number);
    }

    /** The digits of any script as those of ours. */
    private static String plain(String digits) {
        return digits.codePoints()
                .map(digit -> Character.digit(digit, 10))
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
