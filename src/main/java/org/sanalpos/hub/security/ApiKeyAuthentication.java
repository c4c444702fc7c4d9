package org.sanalpos.hub.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An authenticated request: its principal is the {@link Caller}, its authorities are the codes of the key's scopes. */
final class ApiKeyAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    ApiKeyAuthentication(Caller caller) {
        super(authorities(caller));
        this.caller = caller;
        super.setAuthenticated(true);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    /** Nothing: the key is not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }

    private static List<SimpleGrantedAuthority> authorities(Caller caller) {
        return caller.scopes().stream()
                .map(scope -> new SimpleGrantedAuthority(scope.code()))
                .toList();
    }
}
