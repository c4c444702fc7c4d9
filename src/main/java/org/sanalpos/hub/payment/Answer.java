package org.sanalpos.hub.payment;

/**
 * What the caller is told about its request.
 *
 * @param status HTTP status: 201, 200, or 202 while the outcome is not known
 * @param paymentId the payment that the answer is about
 * @param body the payment as JSON, exactly as it was and will be given
 * @param replayed whether the answer was given before for the same request key
 */
public record Answer(int status, String paymentId, String body, boolean replayed) {

    /** The first answer about an operation that has ended: 202 while the payment's outcome is not known. */
    public static Answer first(Payment payment, Operation ended) {
        int status = payment.status().open() ? 202 : ended.type().moves() ? 201 : 200;
        return new Answer(status, payment.id(), PaymentJson.text(payment), false);
    }
}
