package org.sanalpos.hub.payment;

import java.util.Map;

/**
 * A wish for a payment, checked for form, whatever channel it came by.
 *
 * @param virtualPos code of the definition to use, or null to let the routing rules choose
 * @param operation {@link OperationType#SALE} or {@link OperationType#PREAUTH}
 * @param secure the 3-D Secure model, or null for the definition's own
 * @param orderNo the caller's order, or null for a collection with no order
 * @param installments 1 for a single payment
 * @param card null for {@link Secure#THREE_D_HOST}, and where it came encrypted and cannot be read
 * @param encryptedCard null where the card came in clear
 * @param metadata the caller's own keys and values, kept and given back
 */
public record PaymentRequest(
        String virtualPos,
        OperationType operation,
        Secure secure,
        String orderNo,
        Money amount,
        int installments,
        Channel channel,
        Card card,
        EncryptedCard encryptedCard,
        Customer customer,
        String returnUrl,
        String description,
        Map<String, String> metadata) {
    public PaymentRequest {
        metadata = Map.copyOf(metadata);
    }

    /** The same wish by this 3-D Secure model. */
    public PaymentRequest with(Secure model) {
        return new PaymentRequest(
                virtualPos,
                operation,
                model,
                orderNo,
                amount,
                installments,
                channel,
                card,
                encryptedCard,
                customer,
                returnUrl,
                description,
                metadata);
    }

    /** Why the card, which came encrypted, cannot be read; null where it can, or there is none. */
    public String unreadableCard() {
        return encryptedCard == null ? null : encryptedCard.unreadable();
    }
}
