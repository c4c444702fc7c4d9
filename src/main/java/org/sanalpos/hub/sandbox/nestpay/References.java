package org.sanalpos.hub.sandbox.nestpay;

import java.security.SecureRandom;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.SandboxBank;

/** Makes the numbers that the bank gives to its transactions, in the forms of the wire. */
final class References {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int DIGITS = 90_000;

    private References() {}

    /** Makes the numbers of a new transaction. */
    static Numbers numbers(SandboxBank bank) {
        return new Numbers(transactionId(bank), rrn(bank), authCode(bank));
    }

    /** Makes a transaction number: year and day, four letters, five digits. */
    static String transactionId(SandboxBank bank) {
        long number = bank.nextNumber();
        StringBuilder letters = new StringBuilder();
        for (long rest = number / DIGITS; letters.length() < 4; rest /= LETTERS.length()) {
            letters.append(LETTERS.charAt((int) (rest % LETTERS.length())));
        }
        ZonedDateTime now = bank.localNow();
        return String.format(
                Locale.ROOT,
                "%02d%03d%s%05d",
                now.getYear() % 100,
                now.getDayOfYear(),
                letters.reverse(),
                10_000 + number % DIGITS);
    }

    static String rrn(SandboxBank bank) {
        return Numbers.rrn(bank, bank.nextNumber());
    }

    /** Makes an authorization code of six characters. */
    static String authCode(SandboxBank bank) {
        return String.format(Locale.ROOT, "P%05d", bank.nextNumber() % 100_000);
    }

    /** Makes the bank's opaque name of a card that is on its way through the gate. */
    static String md(SandboxBank bank, String pan, String clientId) {
        String hidden = HexFormat.of().withUpperCase().formatHex(random(32));
        return String.format(
                Locale.ROOT, "%s:%s:%04d:##%s", pan.substring(0, 6), hidden, bank.nextNumber() % 10_000, clientId);
    }

    /** Makes random bytes, in base64. */
    static String base64(int bytes) {
        return Base64.getEncoder().encodeToString(random(bytes));
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }
}
