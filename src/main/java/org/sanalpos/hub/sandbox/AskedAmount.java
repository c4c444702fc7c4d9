package org.sanalpos.hub.sandbox;

import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * How much a capture or refund asks for. The currency and the amount are asked for, in this order, when the order's history
 * allows the request; they may refuse by throwing.
 *
 * @param minorUnits the amount, by the highest one: what was preauthorized or is left to give back
 * @param currency ISO 4217 code, or null if the request names none
 */
public record AskedAmount(LongUnaryOperator minorUnits, Supplier<String> currency) {

    /**
     * An amount that is known already.
     *
     * @param minorUnits 0 for all that can be had
     * @param currency ISO 4217 code, or null if the request names none
     */
    public static AskedAmount of(long minorUnits, String currency) {
        return new AskedAmount(all -> minorUnits == 0 ? all : minorUnits, () -> currency);
    }

    /** Tells whether another currency is asked for than that of a transaction. */
    boolean differs(Transaction from) {
        String asked = currency.get();
        return asked != null && !asked.equals(from.currency());
    }
}
