package org.sanalpos.hub.sandbox.acs;

import java.time.YearMonth;

/** A card that was typed on the bank's own page. */
public record CardOnPage(String pan, YearMonth expiry, String cvv) {
    /** Names nothing of the card. */
    @Override
    public String toString() {
        return "CardOnPage";
    }
}
