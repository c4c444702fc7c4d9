package org.sanalpos.hub.intake;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.Channel;
import org.sanalpos.hub.payment.Secure;

/** Checks the card of a payment. */
final class CardValidator {
    private static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{13,19}");
    private static final Pattern EXPIRY = Pattern.compile("(0[1-9]|1[0-2])/(?:20)?([0-9]{2})");
    private static final Pattern CVV = Pattern.compile("[0-9]{3,4}");

    private final Clock clock;

    CardValidator(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param secure null where the definition's own model will be used, or the one written was wrong
     * @param channel null where the one written was wrong
     * @return null where there is none, or something is wrong with it
     */
    Card check(RequestBody.CardBody body, Secure secure, Channel channel, FieldErrors errors) {
        if (secure == Secure.THREE_D_HOST) {
            if (body != null) {
                errors.add("card", "is typed on the bank's page with 3d_host; leave it out");
            }
            return null;
        }
        if (body == null) {
            // Without a model of its own, the definition decides whether the card is typed at the bank.
            if (secure != null) {
                errors.add("card", "is required, or cardJwe, except with secure 3d_host");
            }
            return null;
        }
        number(body.number(), errors);
        YearMonth expiry = expiry(body.expiry(), errors);
        if (body.cvv() == null) {
            if (channel == Channel.ECOMMERCE) {
                errors.add("card.cvv", "is required for the channel ecommerce");
            }
        } else if (!CVV.matcher(body.cvv()).matches()) {
            errors.add("card.cvv", "expected 3 or 4 digits");
        }
        Texts.line("card.holder", body.holder(), 100, errors);
        return new Card(body.number(), expiry, body.cvv(), body.holder());
    }

    private static void number(String number, FieldErrors errors) {
        if (number == null) {
            errors.add("card.number", "is required");
        } else if (!NUMBER.matcher(number).matches()) {
            errors.add("card.number", "expected 13 to 19 digits with nothing between them");
        } else if (!Card.luhnValid(number)) {
            errors.add("card.number", "is not a card number: its check digit is wrong");
        }
    }

    /** A card is good until the end of its month, in the banks' time zone. */
    private YearMonth expiry(String text, FieldErrors errors) {
        if (text == null) {
            errors.add("card.expiry", "is required, as MM/YY");
            return null;
        }
        Matcher matcher = EXPIRY.matcher(text);
        if (!matcher.matches()) {
            errors.add("card.expiry", "expected MM/YY or MM/YYYY");
            return null;
        }
        YearMonth expiry = YearMonth.of(2000 + Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)));
        if (expiry.isBefore(YearMonth.now(clock.withZone(ISTANBUL)))) {
            errors.add("card.expiry", "is in the past");
        }
        return expiry;
    }
}
