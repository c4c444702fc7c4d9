package org.sanalpos.hub.payment;

/**
 * A wish for something more to be done about a payment that exists. Exactly one of {@code paymentId} and {@code transactionCode} is set.
 *
 * @param operation capture, void, refund or inquiry
 * @param amount decimal text in the payment's currency, or null for all of it
 * @param auto whether a refund may be a void, and a void a refund, where that is what the bank takes
 */
public record FollowUpRequest(
        OperationType operation, String paymentId, String transactionCode, String amount, boolean auto) {}
