package org.sanalpos.hub;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;

/** Camel's servlet; the address without a slash at its end is the same resource, which Camel would not find. */
class PaymentsServlet extends CamelHttpTransportServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        super.service(request.getPathInfo() == null ? new AtRoot(request) : request, response);
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
