package org.sanalpos.hub.security;

import java.time.Instant;
import java.util.Set;

/**
 * What is known of an API key. The key itself is not: only its hash is stored.
 *
 * @param company null for an operator's key
 * @param revokedAt since when it is refused, or null
 */
public record ApiKey(String id, String company, Set<Scope> scopes, Instant createdAt, Instant revokedAt) {}
