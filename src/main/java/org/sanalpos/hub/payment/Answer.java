package org.sanalpos.hub.payment;

/**
 * What the caller is told about its request.
 *
 * @param status HTTP status: 201, 200, or 202 while the outcome is not known
 * @param paymentId the payment that the answer is about
 * @param body the payment as JSON, exactly as it was and will be given
 * @param replayed whether the answer was given before for the same request key
 */
public record Answer(int status, String paymentId, String body, boolean replayed) {}
