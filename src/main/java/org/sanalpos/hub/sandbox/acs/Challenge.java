package org.sanalpos.hub.sandbox.acs;

import java.util.function.BiFunction;

/**
 * One cardholder on the way through a bank's gate.
 *
 * @param bank code of the bank
 * @param store what the page calls the merchant
 * @param amount what the page calls the amount, such as {@code 129.90 TRY}
 * @param maskedPan null if the card is typed on the bank's page
 * @param end makes the way back of how the issuer's page ended; the card is null unless it was typed on the bank's page. It is called once
 */
public record Challenge(
        String bank,
        String store,
        String amount,
        String maskedPan,
        BiFunction<Authentication, CardOnPage, Landing> end) {

    /** Whether the card is typed on the bank's page. */
    public boolean asksForCard() {
        return maskedPan == null;
    }
}
