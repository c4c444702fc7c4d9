package org.sanalpos.hub.sandbox.posnet;

import java.util.Locale;
import org.sanalpos.hub.sandbox.Numbers;
import org.sanalpos.hub.sandbox.SandboxBank;

/** Makes the keys that the bank gives to its transactions; a key also contains the authorization code. */
final class References {

    private static final int NUMBERS = 10_000_000;

    private References() {}

    /** Makes the numbers of a new transaction; the key is its only reference. */
    static Numbers numbers(SandboxBank bank) {
        String key = key(bank);
        return new Numbers(key, key, authCode(key));
    }

    /** Makes a key: eighteen digits with the year and a number. */
    static String key(SandboxBank bank) {
        int year = bank.localNow().getYear() % 100;
        return String.format(Locale.ROOT, "0%02d%07d90000%02d1", year, bank.nextNumber() % NUMBERS, year);
    }

    static String authCode(String key) {
        return key.substring(4, 10);
    }

    /** Returns the key of the void of a transaction. It follows from the other because a void has no line in the books. */
    static String voidKey(String key) {
        return key.substring(0, 14) + "1" + key.substring(15);
    }
}
