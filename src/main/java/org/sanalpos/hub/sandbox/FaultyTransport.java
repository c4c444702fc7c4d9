package org.sanalpos.hub.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends an answer of a bank, or what a fault makes of it. */
public final class FaultyTransport {

    private static final byte[] GARBAGE = {'%', 0, (byte) 0xC3, (byte) 0x28, '<', '<', (byte) 0xFF, '}', 7, '&', 'x'};
    private static final Duration DRIP = Duration.ofMillis(100);
    private static final String PAGE = "<!DOCTYPE html><html><head><title>%1$s</title></head>"
            + "<body><h1>%1$s</h1><p>Please try again later.</p></body></html>";

    private final FaultSettings settings;
    private final Pauses pauses;

    public FaultyTransport(FaultSettings settings, Pauses pauses) {
        this.settings = settings;
        this.pauses = pauses;
    }

    /** Waits as long as a slow answer takes. Dialects call it before they write an operation into the books. */
    public void delay(Fault fault) {
        if (fault == Fault.SLOW) {
            pauses.pause(settings.slowAnswer());
        }
    }

    /**
     * Sends an answer with status 200 unless the fault says otherwise. The answer to another order is the dialect's to
     * write: that fault is sent like a good answer.
     *
     * @param contentType content type of the answer
     * @param reply its answer is unused by faults that send no part of it
     */
    public void send(HttpServletRequest request, HttpServletResponse response, String contentType, Reply reply)
            throws IOException {
        byte[] answer = reply.answer();
        switch (reply.fault()) {
            case NONE, SLOW, OTHER_ORDER -> write(response, 200, contentType, answer);
            case LOST, RESET, LATE_BOOKS -> ConnectionCutter.cut(request);
            case HANG -> {
                pauses.pause(settings.hangLimit());
                ConnectionCutter.cut(request);
            }
            case HALF -> {
                response.setStatus(200);
                response.setContentType(contentType);
                response.setContentLength(answer.length);
                response.getOutputStream().write(answer, 0, answer.length / 2);
                response.flushBuffer();
                ConnectionCutter.cut(request);
            }
            case DRIP -> drip(request, response, contentType, answer);
            case GARBAGE -> write(response, 200, contentType, GARBAGE);
            case HTML_PAGE -> write(response, 200, "text/html;charset=UTF-8", page("Maintenance"));
            case SERVER_ERROR -> write(response, 500, "text/html;charset=UTF-8", page("Internal Server Error"));
        }
    }

    /** Sends all but the last byte, with pauses, and keeps the connection until the limit of silence. */
    private void drip(HttpServletRequest request, HttpServletResponse response, String contentType, byte[] answer)
            throws IOException {
        response.setStatus(200);
        response.setContentType(contentType);
        response.setContentLength(answer.length);
        long drops = settings.hangLimit().dividedBy(DRIP);
        for (int i = 0; i < drops; i++) {
            if (i < answer.length - 1) {
                response.getOutputStream().write(answer[i]);
                response.flushBuffer();
            }
            pauses.pause(DRIP);
        }
        ConnectionCutter.cut(request);
    }

    private static byte[] page(String title) {
        return PAGE.formatted(title).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(HttpServletResponse response, int status, String contentType, byte[] body)
            throws IOException {
        response.setStatus(status);
        response.setContentType(contentType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
