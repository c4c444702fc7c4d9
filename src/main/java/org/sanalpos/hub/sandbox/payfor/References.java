package org.sanalpos.hub.sandbox.payfor;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.SandboxBank;

/** Makes the numbers that the bank gives to its transactions, in the forms of the wire. */
final class References {

    private static final long TICKS_OF_A_SECOND = 10_000_000;
    private static final long FIRST_GUID = 1_000_000_080_000_000L;

    private References() {}

    /** Makes the numbers of a new transaction. */
    static Numbers next(SandboxBank bank) {
        return new Numbers(guid(bank), rrn(bank), authCode(bank));
    }

    /** Makes the numbers of a transaction that has its RequestGuid already. */
    static Numbers next(SandboxBank bank, String guid) {
        return new Numbers(guid, rrn(bank), authCode(bank));
    }

    /** Makes a ResponseRnd, never twice the same: how many tenths of a microsecond ago the year 1 began, by the bank's wall. */
    static String responseRnd(SandboxBank bank) {
        LocalDateTime now = bank.localNow().toLocalDateTime();
        long seconds = ChronoUnit.SECONDS.between(LocalDate.of(1, 1, 1).atStartOfDay(), now);
        return "PF" + (seconds * TICKS_OF_A_SECOND + now.getNano() / 100 + bank.nextNumber());
    }

    /** Makes a RequestGuid: sixteen digits, later ones are higher. */
    static String guid(SandboxBank bank) {
        return String.valueOf(FIRST_GUID + bank.nextNumber());
    }

    static String rrn(SandboxBank bank) {
        return Numbers.rrn(bank, bank.nextNumber());
    }

    private static String authCode(SandboxBank bank) {
        return String.format(Locale.ROOT, "S%05d", bank.nextNumber() % 100_000);
    }
}
