package org.sanalpos.hub.sandbox.posnet;

import java.time.YearMonth;
import java.time.ZonedDateTime;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.acs.CardOnPage;

/** What the bank knows of cards, and whose they are. Some operations are for the bank's own cards only, and the sandbox takes most cards for such. */
final class Cards {

    private Cards() {}

    /** Returns why no issuer can be asked about a card; null if one can. */
    static BankError fault(CardOnPage card, ZonedDateTime now) {
        if (!known(card.pan())) {
            return BankError.CARD_NUMBER_WRONG;
        }
        return card.expiry().isBefore(YearMonth.from(now)) ? BankError.CARD_EXPIRED : null;
    }

    /** Tells whether a number of digits is that of a card. */
    static boolean known(String digits) {
        return TestCards.luhn(digits) && TestCards.brand(digits).isPresent();
    }

    /** Tells whether another bank issued a card, by its number or what is left of it when masked. */
    static boolean ofAnotherBank(String number) {
        return TestCards.brand(number).filter("AMEX"::equals).isPresent();
    }
}
