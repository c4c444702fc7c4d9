package org.sanalpos.hub.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses another spelling of the address of the payment routes ({@code /%61pi/v1/payments}, {@code /x/../api/v1/payments}): the container leads
 * it to them, and Spring, which compares the two spellings, would fail with a stack trace in the log for each.
 */
final class PathSpellingFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean belowAServlet = request.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH;
        if (belowAServlet && !request.getRequestURI().startsWith(request.getContextPath() + request.getServletPath())) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        chain.doFilter(request, response);
    }
}
