package org.sanalpos.hub.intake.file;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.sanalpos.hub.intake.CardNumbers;

/** Tells by the name of a field what of its value may be kept in an archive. */
final class SensitiveNames {
    private static final Set<String> CODES =
            Set.of("cvv", "cvc", "cvv2", "cvc2", "cardcvv", "cardcvc", "cardcvv2", "cardcvc2", "securitycode");
    private static final Set<String> ENCRYPTED = Set.of("cardjwe", "jwe", "encryptedcard");
    private static final Set<String> NUMBERS = Set.of("number", "cardnumber", "cardno", "pan");

    private static final Pattern LAYOUT = Pattern.compile("[^A-Za-z0-9]");

    private SensitiveNames() {}

    /**
     * The value as it may be kept: nothing of a security code, and of an encrypted card, which holds one, the mask of a card number, no digit of a field that is not known, and no card number
     * in any other.
     */
    static String kept(String name, boolean known, String value) {
        String plain = LAYOUT.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
        if (CODES.contains(plain) || ENCRYPTED.contains(plain)) {
            return "";
        }
        if (NUMBERS.contains(plain)) {
            return value.isBlank() ? value : CardNumbers.maskField(value.strip());
        }
        return known ? CardNumbers.mask(value) : CardNumbers.withoutDigits(value);
    }
}
