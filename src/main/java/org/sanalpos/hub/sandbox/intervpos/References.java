package org.sanalpos.hub.sandbox.intervpos;

import java.time.ZonedDateTime;
import java.util.Locale;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.SandboxBank;

/** Makes the numbers that the bank gives, in the forms of the wire. */
final class References {

    /** What the bank writes where others have a retrieval reference number. */
    static final String NO_HOST_REFERENCE = "hostid";

    private static final int LETTERS = 26;
    private static final int FIRST_SYSTEM_ORDER = 121_000_000;

    private References() {}

    /** Makes the numbers of a payment or refund. */
    static Numbers numbers(SandboxBank bank) {
        String authCode = String.format(Locale.ROOT, "%06d", bank.nextNumber() % 1_000_000);
        return new Numbers(transactionId(bank), NO_HOST_REFERENCE, authCode);
    }

    /** Makes the numbers of a capture, which keeps the authorization code of its preauthorization. */
    static Numbers captureNumbers(SandboxBank bank) {
        return new Numbers(transactionId(bank), NO_HOST_REFERENCE, null);
    }

    /** Makes a transaction number: year and day, a letter, at least three digits. */
    static String transactionId(SandboxBank bank) {
        long number = bank.nextNumber();
        ZonedDateTime now = bank.localNow();
        return String.format(
                Locale.ROOT,
                "%02d%03d%c%03d",
                now.getYear() % 100,
                now.getDayOfYear(),
                (char) ('A' + number % LETTERS),
                number / LETTERS);
    }

    /** Makes the order id of a request that brings none. */
    static String systemOrderId(SandboxBank bank) {
        return "SYSOID" + (FIRST_SYSTEM_ORDER + bank.nextNumber());
    }
}
