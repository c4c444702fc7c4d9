package org.sanalpos.hub.flow;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sanalpos.hub.payment.Card;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.payment.Customer;
import org.sanalpos.hub.payment.FollowUpRequest;
import org.sanalpos.hub.payment.PaymentRequest;
import org.sanalpos.hub.security.Vault;
import org.springframework.stereotype.Component;

/**
 * Tells whether two requests ask for the same, whichever channel and format they came by. Keyed, since a card number is
 * part of it; the CVV is not.
 */
@Component
class Fingerprints {
    private final Vault vault;

    Fingerprints(Vault vault) {
        this.vault = vault;
    }

    String of(Command command) {
        return vault.fingerprint(
                command instanceof Command.Pay pay
                        ? text(pay.request())
                        : text(((Command.FollowUp) command).request()));
    }

    /**
     * The fingerprint with the encrypted text in place of the card, for when the card cannot be decrypted any more; null for a request without
     * such a text.
     */
    String encrypted(Command command) {
        return command instanceof Command.Pay pay && pay.request().encryptedCard() != null
                ? vault.fingerprint(text(
                        "pay, encrypted",
                        pay.request(),
                        pay.request().encryptedCard().digest(),
                        null,
                        null))
                : null;
    }

    private static String text(PaymentRequest request) {
        Card card = request.card();
        return card == null
                ? text("pay", request, null, null, null)
                : text("pay", request, card.number(), card.expiry(), card.holder());
    }

    private static String text(String kind, PaymentRequest request, Object number, Object expiry, Object holder) {
        Customer customer = request.customer() == null ? Customer.UNKNOWN : request.customer();
        Map<String, String> metadata = new TreeMap<>(request.metadata());
        return join(
                kind,
                request.virtualPos(),
                request.operation(),
                request.secure(),
                request.orderNo(),
                request.amount(),
                request.installments(),
                request.channel(),
                number,
                expiry,
                holder,
                customer.ip(),
                customer.email(),
                customer.name(),
                customer.phone(),
                request.returnUrl(),
                request.description(),
                metadata);
    }

    private static String text(FollowUpRequest request) {
        String kind = request.auto() ? "follow-up, auto" : "follow-up";
        return join(kind, request.operation(), request.paymentId(), request.transactionCode(), request.amount());
    }

    /** Each part with its length, so that no two lists of parts have the same text. */
    private static String join(Object... parts) {
        return Arrays.stream(parts)
                .map(part -> part == null ? "-" : part.toString().length() + ":" + part)
                .collect(Collectors.joining("|"));
    }
}
