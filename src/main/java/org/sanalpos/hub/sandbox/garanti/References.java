package org.sanalpos.hub.sandbox.garanti;

import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.UUID;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.SandboxBank;

/** Makes the numbers that the bank gives. A transaction's only number is its RRN. */
final class References {

    private static final long COUNTS = 100_000_000;

    private References() {}

    /** Makes an RRN: last digit of the year, day of the year, eight digits that count on. */
    static String rrn(SandboxBank bank) {
        ZonedDateTime now = bank.localNow();
        return String.format(
                Locale.ROOT, "%d%03d%08d", now.getYear() % 10, now.getDayOfYear(), bank.nextNumber() % COUNTS);
    }

    /** Returns the place of an RRN in the order in which the bank gave them. */
    static long count(String rrn) {
        return Long.parseLong(rrn.substring(4));
    }

    /** Returns the number within the batch. */
    static long sequence(String rrn) {
        return count(rrn) % 1_000_000;
    }

    /** Numbers a payment or refund, with an authorization code of its own. */
    static Numbers own(SandboxBank bank) {
        String rrn = rrn(bank);
        return new Numbers(rrn, rrn, String.format(Locale.ROOT, "%06d", (304_000 + count(rrn)) % 1_000_000));
    }

    /** Numbers a capture, which keeps the authorization code of its preauthorization. */
    static Numbers sharingAuthCode(SandboxBank bank) {
        String rrn = rrn(bank);
        return new Numbers(rrn, rrn, null);
    }

    /** Makes an order id for a payment that came with none. */
    static String orderId() {
        String random = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        return "SIST" + random.substring(4);
    }
}
