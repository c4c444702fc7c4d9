package org.sanalpos.hub.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sanalpos.hub.problem.HttpProblems;
import org.sanalpos.hub.problem.ProblemWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers with 429 what a key sends beyond its share, before anything of it is read. */
final class KeyRateFilter extends OncePerRequestFilter {
    private final RequestRates rates;

    KeyRateFilter(RequestRates rates) {
        this.rates = rates;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        boolean counted = request.getDispatcherType() == DispatcherType.REQUEST
                && authentication != null
                && authentication.getPrincipal() instanceof Caller;
        long pause = counted ? rates.keyPause(authentication.getName()) : 0;
        if (pause > 0) {
            tooMany(response, pause, "The API key has sent too many requests");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** @param pause seconds */
    static void tooMany(HttpServletResponse response, long pause, String who) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(pause));
        ProblemWriter.write(
                response, HttpProblems.of(HttpStatus.TOO_MANY_REQUESTS, who + "; try again in " + pause + " seconds"));
    }
}
