package org.sanalpos.hub.problem;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatusCode;

/** What the web server itself answers to what is no HTTP: a problem too, in place of its page. */
final class ProblemReport extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatusCode code = HttpStatusCode.valueOf(status);
        String body = ProblemJson.text(HttpProblems.of(code, ErrorAnswers.detail(code)));
        SafeHeaders.complete(response);
        response.setContentType(ProblemJson.MEDIA_TYPE);
        try {
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(body);
                response.finishResponse();
            }
        } catch (IOException gone) {
            // nobody is there to read it
        }
    }
}
