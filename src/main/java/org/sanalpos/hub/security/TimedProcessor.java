package org.sanalpos.hub.security;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * The requests of one connection, each with a time to be there. Tomcat's own limits are for the pause between two bytes, so that a client
 * that sends one now and then would never be cut. What is there when its time is over is read all the same: it is the hub that comes late
 * then, not the client. Headers that are not complete hold no thread; a body that nobody waits for any more is waited for shortly, so that
 * its sender can read the answer, and then the connection is closed.
 */
final class TimedProcessor extends Http11Processor {
    private static final long GRACE = TimeUnit.SECONDS.toNanos(1);

    private final long longest;
    private final int mostDrained;
    private final Map<String, String> headers;
    private final Adapter adapter;
    private boolean draining;
    private long drainedUntil;

    TimedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, Duration longest, Map<String, String> headers) {
        super(protocol, adapter);
        this.longest = longest.toNanos();
        this.headers = headers;
        this.mostDrained = protocol.getMaxSwallowSize();
        this.adapter = new Draining(adapter);
        request.setInputBuffer(new TimedInput(request.getInputBuffer()));
    }

    @Override
    public Adapter getAdapter() {
        return adapter == null ? super.getAdapter() : adapter;
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        SocketState state = super.service(socket);
        boolean incomplete = state == SocketState.LONG && !isAsync();
        return incomplete && left() <= 0 ? SocketState.CLOSED : state;
    }

    /** Nanoseconds that the client has for the rest of its request. */
    private long left() {
        long now = System.nanoTime();
        long begun = request.getStartTimeNanos();
        long left = begun < 0 ? longest : longest - (now - begun);
        return draining ? Math.min(left, drainedUntil - now) : left;
    }

    private final class TimedInput implements InputBuffer {
        private final InputBuffer plain;

        private TimedInput(InputBuffer plain) {
            this.plain = plain;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(left());
            if (left > 0) {
                try {
                    return read(handler, left);
                } catch (SocketTimeoutException over) {
                    // Tomcat looks at its clock only, not at what may have come.
                }
            }
            if (isRequestBodyFullyRead() || TimedProcessor.this.available(true) > 0) {
                return read(handler, 1);
            }
            throw new SocketTimeoutException("the request was not there in time");
        }

        private int read(ApplicationBufferHandler handler, long longestPauseMillis) throws IOException {
            SocketWrapperBase<?> socket = getSocketWrapper();
            long patience = socket.getReadTimeout();
            socket.setReadTimeout(patience > 0 ? Math.min(patience, longestPauseMillis) : longestPauseMillis);
            try {
                return plain.doRead(handler);
            } finally {
                socket.setReadTimeout(patience);
            }
        }

        @Override
        public int available() {
            return plain.available();
        }
    }

    /** Gives every answer its headers, and reads what is left of a body when its answer is out already. */
    private final class Draining implements Adapter {
        private final Adapter plain;

        private Draining(Adapter plain) {
            this.plain = plain;
        }

        @Override
        public void service(Request request, Response response) throws Exception {
            headers.forEach(response::setHeader);
            plain.service(request, response);
            if (!isAsync() && !getErrorState().isError() && !isRequestBodyFullyRead()) {
                draining = true;
                drainedUntil = System.nanoTime() + GRACE;
                try {
                    if (!drained()) {
                        request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
                    }
                } finally {
                    draining = false;
                }
            }
        }

        private boolean drained() {
            Sink sink = new Sink();
            try {
                int read = 0;
                for (int n = request.doRead(sink); n >= 0; n = request.doRead(sink)) {
                    read += n;
                    if (read > mostDrained) {
                        return false;
                    }
                }
                return true;
            } catch (IOException lateOrGone) {
                return false;
            }
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return plain.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
            return plain.asyncDispatch(request, response, status);
        }

        @Override
        public void log(Request request, Response response, long time) {
            plain.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            plain.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return plain.getDomain();
        }
    }

    private static final class Sink implements ApplicationBufferHandler {
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // what comes is thrown away
        }
    }
}
