package org.sanalpos.hub.threeds;

import org.sanalpos.hub.mapping.BrowserPage;
import org.sanalpos.hub.payment.Card;

/**
 * What a session's cardholder needs and nobody else may have.
 *
 * @param form the page if it is a form of ours, or null
 * @param relay the page if it is the bank's, or null
 * @param card null unless the bank wants the card again after the browser came back
 */
record Sealed(BrowserPage.Form form, BrowserPage.Relay relay, Card card) {
    static Sealed of(BrowserPage page, Card card) {
        return page instanceof BrowserPage.Form form
                ? new Sealed(form, null, card)
                : new Sealed(null, (BrowserPage.Relay) page, card);
    }

    BrowserPage page() {
        return form != null ? form : relay;
    }

    /** Never shows what it holds. */
    @Override
    public String toString() {
        return "Sealed";
    }
}
