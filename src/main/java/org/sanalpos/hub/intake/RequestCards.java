package org.sanalpos.hub.intake;

import java.util.Set;
import org.sanalpos.hub.cardkeys.EncryptedCards;
import org.sanalpos.hub.payment.EncryptedCard;
import org.sanalpos.hub.payment.Secure;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Finds the card of a payment, which is written in clear or encrypted. */
final class RequestCards {
    private static final String FIELD = "cardJwe";
    private static final String NO_CARD = "does not hold a card as a JSON object with number, expiry, cvv and holder";
    private static final Set<String> KNOWN = Set.of("card.number", "card.expiry", "card.cvv", "card.holder");

    private final EncryptedCards encrypted;

    RequestCards(EncryptedCards encrypted) {
        this.encrypted = encrypted;
    }

    /**
     * What a request has for a card.
     *
     * @param card as it was written, or decrypted; may be null
     * @param encrypted null where it came in clear
     * @param toCheck false where there is no card to look at, and that is told or settled already
     */
    record Found(RequestBody.CardBody card, EncryptedCard encrypted, boolean toCheck) {
        private static final Found NOTHING = new Found(null, null, false);
    }

    /** @param secure null where the definition's own model will be used, or the one written was wrong */
    Found find(RequestBody body, Secure secure, FieldErrors errors) {
        if (body.cardJwe() == null) {
            return new Found(body.card(), null, true);
        }
        if (body.card() != null) {
            errors.add(FIELD, "is there beside the card in clear; leave one of them out");
            return Found.NOTHING;
        }
        if (secure == Secure.THREE_D_HOST) {
            errors.add(FIELD, "is typed on the bank's page with 3d_host; leave it out");
            return Found.NOTHING;
        }
        EncryptedCards.Opened opened = encrypted.open(body.cardJwe());
        if (opened instanceof EncryptedCards.Wrong wrong) {
            errors.add(FIELD, wrong.reason());
            return Found.NOTHING;
        }
        if (opened instanceof EncryptedCards.NoKey noKey) {
            return new Found(null, new EncryptedCard(noKey.digest(), noKey.reason()), false);
        }
        EncryptedCards.Plain plain = (EncryptedCards.Plain) opened;
        RequestBody.CardBody card = parsed(plain.text(), errors);
        return card == null ? Found.NOTHING : new Found(card, new EncryptedCard(plain.digest(), null), true);
    }

    /** Nothing of what was encrypted is repeated in an error, the names of its fields neither. */
    private static RequestBody.CardBody parsed(String text, FieldErrors errors) {
        try (JsonParser parser = JsonRequests.JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                errors.add(FIELD, NO_CARD);
                return null;
            }
            JsonBodies.CardRead read = JsonBodies.readCard(parser);
            if (parser.nextToken() != null) {
                errors.add(FIELD, NO_CARD + ", and nothing after it");
                return null;
            }
            read.errors().forEach(error -> {
                if (KNOWN.contains(error.field())) {
                    errors.add(error.field(), error.message());
                } else {
                    errors.add(
                            FIELD,
                            "holds a field that a card does not have; a card has number, expiry, cvv and holder");
                }
            });
            return read.card();
        } catch (JacksonException notJson) {
            errors.add(FIELD, NO_CARD);
            return null;
        }
    }
}
