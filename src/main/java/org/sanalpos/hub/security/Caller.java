package org.sanalpos.hub.security;

import java.util.Set;
import org.sanalpos.hub.audit.Actor;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who calls: the owner of the API key of a request. It is the principal of an authenticated request.
 *
 * @param keyId id of the key, never the key itself
 * @param company code of the company that the key belongs to; null for an operator's key
 * @param scopes what the key may do
 * @param address the remote address that the request came from, or null
 */
public record Caller(String keyId, String company, Set<Scope> scopes, String address)
        implements AuthenticatedPrincipal {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public Caller(String keyId, String company, Set<Scope> scopes) {
        this(keyId, company, scopes, null);
    }

    /** The same caller, with where the request came from. */
    Caller from(String remoteAddress) {
        return new Caller(keyId, company, scopes, remoteAddress);
    }

    /** The caller, as the audit knows who did something. */
    public Actor actor() {
        return Actor.key(keyId, company, address);
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
