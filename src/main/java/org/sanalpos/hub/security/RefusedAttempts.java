package org.sanalpos.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** One line of the log for each request that a wrong key, or one that may not do this, was sent with. The query is not told. */
final class RefusedAttempts {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedAttempts.class);

    private static final int LONGEST_PATH = 200;

    private RefusedAttempts() {}

    static void unauthorized(HttpServletRequest request, String why) {
        LOG.warn("Refused (401): {} {} from {}: {}", request.getMethod(), path(request), request.getRemoteAddr(), why);
    }

    static void forbidden(HttpServletRequest request, String why) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        String who = authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? "key " + caller.keyId() + (caller.operator() ? " of an operator" : " of company " + caller.company())
                : "no key";
        LOG.warn(
                "Refused (403): {} {} by {} from {}: {}",
                request.getMethod(),
                path(request),
                who,
                request.getRemoteAddr(),
                why);
    }

    /** As it was sent, percent-encoded, so that it cannot make lines of its own. */
    private static String path(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "…" : path;
    }
}
