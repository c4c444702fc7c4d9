package org.sanalpos.hub.output;

import java.time.Instant;

/**
 * Which collections a list shows; what is null does not matter.
 *
 * @param company null for all companies
 * @param bank code of the bank
 * @param status what the payment became by the operation, as {@code payment_status} has it
 * @param from the earliest moment of {@code occurred_at}
 * @param to the moment before which it is
 */
record CollectionFilter(String company, String bank, String status, Instant from, Instant to) {}
