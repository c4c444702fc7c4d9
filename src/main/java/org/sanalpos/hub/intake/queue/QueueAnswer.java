package org.sanalpos.hub.intake.queue;

/**
 * What becomes of a message.
 *
 * @param body JSON for the sender
 * @param contentType {@code application/json}, or {@code application/problem+json}
 * @param status the payment's state, or {@code refused} or {@code failed} for a problem
 * @param httpStatus what REST would answer
 * @param paymentId the payment that it is about, or null
 * @param dead why the message is put on {@code sanalpos.dead}, or null when it is not
 */
public record QueueAnswer(
        String body, String contentType, String status, int httpStatus, String paymentId, String dead) {}
