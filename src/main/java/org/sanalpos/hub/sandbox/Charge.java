package org.sanalpos.hub.sandbox;

import org.sanalpos.hub.sandbox.Transaction.Kind;

/**
 * A payment that is asked for.
 *
 * @param kind {@link Kind#SALE} or {@link Kind#PREAUTH}
 * @param amount minor units
 * @param currency ISO 4217 code
 * @param installments 1 for a single payment
 */
public record Charge(Kind kind, String pan, long amount, String currency, int installments) {
    /** Names neither the card nor the amount. */
    @Override
    public String toString() {
        return kind.toString();
    }
}
