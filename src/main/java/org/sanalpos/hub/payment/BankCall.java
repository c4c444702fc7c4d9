package org.sanalpos.hub.payment;

import java.time.Instant;

/**
 * One message to a bank and what came back, masked, kept with its operation for support.
 *
 * @param id ULID
 * @param message the message's name in the mappings
 * @param request masked text
 * @param transport {@code answered}, {@code not_sent} or {@code lost}; null before the end
 * @param httpStatus null when there was no answer
 * @param answer masked text, or why there is none; null before the end
 * @param answeredAt null before the end
 */
public record BankCall(
        String id,
        String operationId,
        String message,
        String url,
        String request,
        Instant sentAt,
        String transport,
        Integer httpStatus,
        String answer,
        Instant answeredAt) {}
