package org.sanalpos.hub.security;

import java.util.Set;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who calls: the owner of the API key of a request. It is the principal of an authenticated request.
 *
 * @param keyId id of the key, never the key itself
 * @param company code of the company that the key belongs to; null for an operator's key
 * @param scopes what the key may do
 */
public record Caller(String keyId, String company, Set<Scope> scopes) implements AuthenticatedPrincipal {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Whether the key is for all companies. */
    public boolean operator() {
        return company == null;
    }

    /** The key's id, as Spring Security names a principal. */
    @Override
    public String getName() {
        return keyId;
    }
}
