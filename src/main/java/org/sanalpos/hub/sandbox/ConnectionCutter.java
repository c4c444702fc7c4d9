package org.sanalpos.hub.sandbox;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Lets the sandbox close a client's connection at once; a servlet alone has no means to leave a request unanswered. */
final class ConnectionCutter extends ValveBase {

    private static final String CUT = ConnectionCutter.class.getName();

    ConnectionCutter() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Runnable cut = () -> response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        request.setAttribute(CUT, cut);
        getNext().invoke(request, response);
    }

    /**
     * Closes the connection of a request; what was not flushed is never sent.
     *
     * @throws IllegalStateException if this valve is not part of the web server
     */
    static void cut(ServletRequest request) {
        if (!(request.getAttribute(CUT) instanceof Runnable cut)) {
            throw new IllegalStateException("The sandbox can only break connections of its own web server");
        }
        cut.run();
    }
}
