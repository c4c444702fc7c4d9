package org.sanalpos.hub.sandbox.garanti;

import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.sanalpos.hub.sandbox.TestCards;
import org.sanalpos.hub.sandbox.acs.CardOnPage;

/**
 * A card that is to be charged, each part of it well-formed.
 *
 * @param cvv empty if none was sent
 */
record PaymentCard(String number, YearMonth expiry, String cvv) {

    private static final DateTimeFormatter EXPIRY = DateTimeFormatter.ofPattern("MMyy", Locale.ROOT);

    /** A card that was typed on the bank's own page. */
    static PaymentCard of(CardOnPage card) {
        return new PaymentCard(card.pan(), card.expiry(), card.cvv());
    }

    /** Tells whether a scheme has such a number. */
    boolean known() {
        return TestCards.luhn(number) && TestCards.brand(number).isPresent();
    }

    /** What the bank shows of it. */
    CardFace face() {
        return CardFace.of(number, EXPIRY.format(expiry));
    }

    /**
     * Checks what the host knows of such a card.
     *
     * @throws Refusal of the host
     */
    void check(ZonedDateTime now) {
        if (!known()) {
            throw new Refusal(Verdict.WRONG_CARD_NUMBER);
        }
        if (expiry.isBefore(YearMonth.from(now))) {
            throw new Refusal(Verdict.EXPIRED_CARD);
        }
        if (!cvv.isEmpty() && cvv.length() != TestCards.cvvDigits(number)) {
            throw new Refusal(Verdict.WRONG_CVV);
        }
    }

    /** Names nothing of the card. */
    @Override
    public String toString() {
        return "PaymentCard";
    }
}
