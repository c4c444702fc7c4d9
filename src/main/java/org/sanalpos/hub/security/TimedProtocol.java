package org.sanalpos.hub.security;

import java.time.Duration;
import java.util.Map;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** Tomcat's HTTP/1.1, in which a request has to be there within a time, and every answer has some headers; see {@link TimedProcessor}. Made by Tomcat. */
public final class TimedProtocol extends Http11NioProtocol {
    private Duration longest = Duration.ofSeconds(10);
    private Map<String, String> headers = Map.of();

    /** @param longest from the first byte of a request to its last */
    void setLongestRequest(Duration longest) {
        this.longest = longest;
    }

    /** @param headers of every answer, also to what is no HTTP */
    void setHeaders(Map<String, String> headers) {
        this.headers = Map.copyOf(headers);
    }

    @Override
    protected Processor createProcessor() {
        return new TimedProcessor(this, getAdapter(), longest, headers);
    }
}
