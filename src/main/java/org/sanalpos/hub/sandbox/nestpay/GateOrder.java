package org.sanalpos.hub.sandbox.nestpay;

import java.util.Optional;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.Transaction.Kind;

/**
 * What a good form asks for.
 *
 * @param amount minor units
 * @param currency ISO 4217 code
 * @param instalments 1 for a single payment
 * @param pan empty if the card is typed at the bank
 * @param xid the merchant's own, if it brings one
 */
record GateOrder(
        StoreType type,
        String orderId,
        Kind kind,
        long amount,
        String currency,
        int instalments,
        Optional<String> pan,
        Optional<String> xid) {

    /** The payment by a card. */
    Charge charge(String cardNumber) {
        return new Charge(kind, cardNumber, amount, currency, instalments);
    }

    /** Names nothing of the card. */
    @Override
    public String toString() {
        return "GateOrder[" + type + ", " + orderId + "]";
    }
}
