package org.sanalpos.hub.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes a problem as the answer of a servlet filter, where no controller is at work. */
public final class ProblemWriter {
    private ProblemWriter() {}

    /** Sets status, type and body; leaves the other headers as they are. */
    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = ProblemJson.text(problem).getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        response.setContentType(ProblemJson.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
