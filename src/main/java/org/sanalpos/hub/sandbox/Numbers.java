package org.sanalpos.hub.sandbox;

import java.time.ZonedDateTime;
import java.util.Locale;

/**
 * How a new transaction is numbered.
 *
 * @param transactionId unique among all transactions of the bank
 * @param rrn retrieval reference number; null for that of the transaction that a follow-up refers to
 * @param authCode given if the issuer approves; null for that of the transaction that a follow-up refers to
 */
public record Numbers(String transactionId, String rrn, String authCode) {

    /**
     * Makes a retrieval reference number in the form of most banks: last digit of the year, day, hour, six digits.
     *
     * @param number from the numbers of the bank
     */
    public static String rrn(SandboxBank bank, long number) {
        ZonedDateTime now = bank.localNow();
        return String.format(
                Locale.ROOT,
                "%d%03d%02d%06d",
                now.getYear() % 10,
                now.getDayOfYear(),
                now.getHour(),
                number % 1_000_000);
    }
}
