package org.sanalpos.hub.sandbox.akbank;

import java.time.YearMonth;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.Store;

/**
 * What a store asks the gate for.
 *
 * @param charge its card number is empty until it is typed on the bank's page
 * @param expiry null until the card is typed
 * @param reward whether points are to be spent
 * @param holder the card holder's name, empty if the store does not tell it
 */
record Passage(
        Store store,
        Model model,
        String orderId,
        Charge charge,
        YearMonth expiry,
        boolean reward,
        String holder,
        String okUrl,
        String failUrl) {

    /** The same with the card that was typed on the bank's page. */
    Passage paidBy(String pan, YearMonth typedExpiry) {
        Charge typed = new Charge(charge.kind(), pan, charge.amount(), charge.currency(), charge.installments());
        return new Passage(store, model, orderId, typed, typedExpiry, reward, holder, okUrl, failUrl);
    }

    String merchant() {
        return store.credential("merchantSafeId");
    }

    String terminal() {
        return store.credential("terminalSafeId");
    }

    String secretKey() {
        return store.credential("secretKey");
    }

    /** Names nothing of the card. */
    @Override
    public String toString() {
        return "Passage[" + model + ", " + orderId + "]";
    }
}
