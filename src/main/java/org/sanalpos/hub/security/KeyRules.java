package org.sanalpos.hub.security;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Who may do something, told with the reason why another key may not. */
final class KeyRules {
    private KeyRules() {}

    /** @param reason what the key lacks, for its owner */
    record Decision(boolean granted, String reason) implements AuthorizationResult {
        @Override
        public boolean isGranted() {
            return granted;
        }
    }

    /** A key that has all of these scopes. */
    static AuthorizationManager<RequestAuthorizationContext> scopes(Scope... scopes) {
        Set<Scope> needed = Set.of(scopes);
        return (authentication, context) -> missing(authentication.get(), needed);
    }

    /** An operator's key that has this scope. */
    static AuthorizationManager<RequestAuthorizationContext> operator(Scope scope) {
        return (authentication, context) -> {
            if (authentication.get().getPrincipal() instanceof Caller caller && !caller.operator()) {
                return new Decision(false, "Only an operator's key may do this");
            }
            return missing(authentication.get(), Set.of(scope));
        };
    }

    private static Decision missing(Authentication authentication, Set<Scope> needed) {
        if (!(authentication.getPrincipal() instanceof Caller caller)) {
            return new Decision(false, "An API key is needed");
        }
        List<String> missing = Stream.of(Scope.values())
                .filter(scope -> needed.contains(scope) && !caller.scopes().contains(scope))
                .map(Scope::code)
                .toList();
        return new Decision(
                missing.isEmpty(), missing.stream().collect(Collectors.joining(" ", "The key lacks the scope ", "")));
    }
}
