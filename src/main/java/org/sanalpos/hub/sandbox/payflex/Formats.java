package org.sanalpos.hub.sandbox.payflex;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.sanalpos.hub.sandbox.Amounts;
import org.sanalpos.hub.sandbox.SandboxBank;

/** Writes values as the bank's answers have them. */
final class Formats {

    static final String DECLINED_AUTH_CODE = "000000";

    private static final DateTimeFormatter HOST_DATE = SandboxBank.timeFormat("yyyyMMddHHmmss");
    private static final DateTimeFormatter INSERT_TIME = SandboxBank.timeFormat("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter RESPONSE_TIME = SandboxBank.timeFormat("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSXXX");

    /** What one unit of a foreign currency is worth in lira, every day. */
    private static final Map<String, Integer> LIRA = Map.of("949", 1, "840", 40, "978", 45, "826", 50, "392", 1);

    private Formats() {}

    static String lira(Fields.Money money) {
        return Amounts.plain(money.minorUnits() * LIRA.get(money.code()));
    }

    static String hostDate(Instant time) {
        return HOST_DATE.format(time);
    }

    static String insertTime(Instant time) {
        return INSERT_TIME.format(time);
    }

    static String responseTime(Instant time) {
        return RESPONSE_TIME.format(time);
    }
}
