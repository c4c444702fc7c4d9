package org.sanalpos.hub.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.sanalpos.hub.problem.HttpProblems;
import org.sanalpos.hub.problem.ProblemWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a request before anything else does, up to the limit: a body that is larger is answered with 413, whether its length was
 * announced or not, one that is encoded with 415, so that no few bytes become many. The limit is small, so that the body is kept in memory. It
 * holds for every path of its chain: a path can be spelt in more ways than a filter knows.
 */
final class RequestSizeFilter extends OncePerRequestFilter {
    private final int limit;

    /** @param limit bytes */
    RequestSizeFilter(int limit) {
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
            ProblemWriter.write(
                    response,
                    HttpProblems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "A body is not compressed; send it as it is"));
            return;
        }
        if (request.getContentLengthLong() > limit) {
            ProblemWriter.write(response, HttpProblems.tooLarge(limit));
            return;
        }
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(limit + 1);
        } catch (IOException tooSlowOrBroken) {
            // The container has noted the status, which its error page tells; the exception would make it 500.
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
            return;
        }
        if (body.length > limit) {
            ProblemWriter.write(response, HttpProblems.tooLarge(limit));
            return;
        }
        chain.doFilter(new Read(request, body), response);
    }

    private static final class Read extends HttpServletRequestWrapper {
        private final Body body;

        Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new Body(body);
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }
    }

    private static final class Body extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Body(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("the body is in memory already");
        }
    }
}
