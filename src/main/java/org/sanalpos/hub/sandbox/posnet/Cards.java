package org.sanalpos.hub.sandbox.posnet;

import org.sanalpos.hub.sandbox.TestCards;

/** Whose card it is. Some operations are for the bank's own cards only, and the sandbox takes most cards for such. */
final class Cards {

    private Cards() {}

    /** Tells whether another bank issued a card, by its number or what is left of it when masked. */
    static boolean ofAnotherBank(String number) {
        return TestCards.brand(number).filter("AMEX"::equals).isPresent();
    }
}
