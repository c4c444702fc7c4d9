package org.sanalpos.hub.payment;

import java.time.Instant;

/**
 * Which payments a list shows; what is null does not matter.
 *
 * @param company null for all companies
 * @param from the earliest moment of creation
 * @param to the moment of creation before which
 * @param page counts from 0
 * @param size payments on a page
 */
public record PaymentFilter(
        String company,
        String orderNo,
        String transactionCode,
        PaymentStatus status,
        Instant from,
        Instant to,
        int page,
        int size) {}
