package org.sanalpos.hub.problem;

import jakarta.servlet.http.HttpServletResponse;

/** The headers of an answer that no page and no part of the API has given any: nobody keeps it, frames it or runs anything of it. */
final class SafeHeaders {
    private SafeHeaders() {}

    /** Sets those that are not there yet. */
    static void complete(HttpServletResponse response) {
        set(response, "X-Content-Type-Options", "nosniff");
        set(response, "Cache-Control", "no-store");
        set(response, "X-Frame-Options", "DENY");
        set(response, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        set(response, "Referrer-Policy", "no-referrer");
    }

    private static void set(HttpServletResponse response, String name, String value) {
        if (!response.containsHeader(name)) {
            response.setHeader(name, value);
        }
    }
}
