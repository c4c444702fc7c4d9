package org.sanalpos.hub.sandbox.payfor;

import java.time.ZonedDateTime;
import java.util.Locale;
import org.sanalpos.hub.sandbox.AcquiringHost;
import org.sanalpos.hub.sandbox.SandboxBank;

/** Makes the numbers that the bank gives to its transactions, in the forms of the wire. */
final class References {

    private static final long FIRST_GUID = 1_000_000_080_000_000L;

    private References() {}

    /** Makes the numbers of a new transaction. */
    static AcquiringHost.Numbers next(SandboxBank bank) {
        return new AcquiringHost.Numbers(guid(bank), rrn(bank), authCode(bank));
    }

    /** Makes a RequestGuid: sixteen digits, later ones are higher. */
    static String guid(SandboxBank bank) {
        return String.valueOf(FIRST_GUID + bank.nextNumber());
    }

    /** Makes a retrieval reference number: last digit of the year, day, hour, six digits. */
    static String rrn(SandboxBank bank) {
        ZonedDateTime now = bank.localNow();
        return String.format(
                Locale.ROOT,
                "%d%03d%02d%06d",
                now.getYear() % 10,
                now.getDayOfYear(),
                now.getHour(),
                bank.nextNumber() % 1_000_000);
    }

    private static String authCode(SandboxBank bank) {
        return String.format(Locale.ROOT, "S%05d", bank.nextNumber() % 100_000);
    }
}
