package org.sanalpos.hub.audit;

import java.time.Instant;

/**
 * Which entries a list shows; what is null does not matter.
 *
 * @param company null for all companies and what belongs to none
 * @param from the earliest moment
 * @param to the moment before which
 */
record AuditFilter(String company, Kind kind, String code, Instant from, Instant to) {}
