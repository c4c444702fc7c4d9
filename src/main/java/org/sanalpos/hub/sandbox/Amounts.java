package org.sanalpos.hub.sandbox;

import java.util.Locale;

/** Amounts in the forms that several banks read or write; all currencies are counted in hundredths. */
public final class Amounts {

    private Amounts() {}

    /**
     * Reads an amount into minor units.
     *
     * @param whole digits
     * @param fraction up to two digits, null if there is none
     */
    public static long minorUnits(String whole, String fraction) {
        String decimals = fraction == null ? "" : fraction;
        return Long.parseLong(whole + decimals + "0".repeat(2 - decimals.length()));
    }

    /** Writes an amount with two decimals after a dot: 1234.56. */
    public static String plain(long minorUnits) {
        return String.format(Locale.ROOT, "%d.%02d", minorUnits / 100, minorUnits % 100);
    }

    /** Writes an amount as the Turkish do: 1.234,56. */
    public static String turkish(long minorUnits) {
        String whole = String.format(Locale.ROOT, "%,d", minorUnits / 100).replace(',', '.');
        return whole + String.format(Locale.ROOT, ",%02d", minorUnits % 100);
    }
}
