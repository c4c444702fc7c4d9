package org.sanalpos.hub;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.sanalpos.hub.problem.HttpProblems;
import org.sanalpos.hub.problem.ProblemWriter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Camel's servlet. The address without a slash at its end is the same resource, which Camel would not find; neither would it find any while its
 * routes are not there yet, or not any more.
 */
class PaymentsServlet extends CamelHttpTransportServlet {
    private static final long serialVersionUID = 1L;
    private static final int PAUSE_SECONDS = 5;

    private final transient ObjectProvider<CamelContext> camel;

    PaymentsServlet(ObjectProvider<CamelContext> camel) {
        this.camel = camel;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(measured -> measured.setPathPattern(pattern(request)));
        if (camel.getObject().getStatus() == ServiceStatus.Started) {
            super.service(request.getPathInfo() == null ? new AtRoot(request) : request, response);
        } else {
            comeAgain(response);
        }
    }

    private static void comeAgain(HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(PAUSE_SECONDS));
        try {
            ProblemWriter.write(
                    response,
                    HttpProblems.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "The hub is starting or stopping, and has done nothing with this request; try again in "
                                    + PAUSE_SECONDS + " seconds"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a metric calls the address: no id, and no word that a caller may choose. */
    private static String pattern(HttpServletRequest request) {
        String below = request.getPathInfo() == null ? "/" : request.getPathInfo();
        int parts = below.equals("/") ? 0 : below.split("/", -1).length - 1;
        return request.getServletPath()
                + switch (parts) {
                    case 0 -> "";
                    case 1 -> "/{id}";
                    case 2 -> "/{id}/{action}";
                    default -> "/**";
                };
    }

    private static final class AtRoot extends HttpServletRequestWrapper {
        private AtRoot(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getPathInfo() {
            return "/";
        }
    }
}
