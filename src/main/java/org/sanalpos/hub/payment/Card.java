package org.sanalpos.hub.payment;

import java.time.YearMonth;

/**
 * A card as it was typed. It lives only in memory while it is used; its text form is masked.
 *
 * @param number PAN, 13 to 19 digits
 * @param expiry last month of validity
 * @param cvv 3 or 4 digits, or null where the channel needs none
 * @param holder name on the card, or null
 */
public record Card(String number, YearMonth expiry, String cvv, String holder) {

    /** First six and last four digits, the rest starred: {@code 415565******6111}. */
    public String masked() {
        return mask(number);
    }

    /** Masks a PAN of any length that a card can have. */
    public static String mask(String pan) {
        if (pan.length() < 13) {
            return "*".repeat(pan.length());
        }
        return pan.substring(0, 6) + "*".repeat(pan.length() - 10) + pan.substring(pan.length() - 4);
    }

    /** {@code visa}, {@code mastercard}, {@code troy}, {@code amex} or {@code other}, by the number's first digits. */
    public String brand() {
        return brandOf(number);
    }

    /** The brand of a number of which the first four digits are known. */
    static String brandOf(String number) {
        int four = Integer.parseInt(number.substring(0, 4));
        int two = four / 100;
        if (two == 34 || two == 37) {
            return "amex";
        }
        if (four == 9792 || two == 65) {
            return "troy";
        }
        if (two / 10 == 4) {
            return "visa";
        }
        if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
            return "mastercard";
        }
        return "other";
    }

    /** Whether the check digit of a number of digits is right (ISO/IEC 7812-1, Annex B). */
    public static boolean luhnValid(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    @Override
    public String toString() {
        return "Card[" + masked() + "]";
    }
}
