package org.sanalpos.hub;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** Camel's servlet; the address without a slash at its end is the same resource, which Camel would not find. */
class PaymentsServlet extends CamelHttpTransportServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(measured -> measured.setPathPattern(pattern(request)));
        super.service(request.getPathInfo() == null ? new AtRoot(request) : request, response);
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
