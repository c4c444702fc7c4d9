package org.sanalpos.hub.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sanalpos.hub.problem.HttpProblems;
import org.sanalpos.hub.problem.ProblemWriter;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses parameters that cannot be decoded, which would fail wherever somebody first looks at one. */
final class QueryFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            request.getParameterMap();
        } catch (IllegalStateException undecodable) {
            ProblemWriter.write(
                    response, HttpProblems.of(HttpStatus.BAD_REQUEST, "The query is not percent-encoded UTF-8"));
            return;
        }
        chain.doFilter(request, response);
    }
}
