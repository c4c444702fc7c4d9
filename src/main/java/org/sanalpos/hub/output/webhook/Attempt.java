package org.sanalpos.hub.output.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * One attempt to send an event.
 *
 * @param httpStatus what the receiver answered; null when it did not
 * @param failure why it did not answer; null when it did
 * @param detail more about the failure, at most 300 characters, or null; nothing of the URL but the host
 * @param took how long it took
 */
record Attempt(Instant at, Integer httpStatus, Failure failure, String detail, Duration took) {
    static Attempt answered(Instant at, int httpStatus, Duration took) {
        return new Attempt(at, httpStatus, null, null, took);
    }

    static Attempt failed(Instant at, Failure failure, String detail, Duration took) {
        return new Attempt(at, null, failure, detail, took);
    }

    /** Only 2xx is. */
    boolean delivered() {
        return httpStatus != null && httpStatus / 100 == 2;
    }

    /** {@code HTTP 503}, or the failure with its detail. */
    @Override
    public String toString() {
        if (httpStatus != null) {
            return "HTTP " + httpStatus;
        }
        return detail == null ? failure.code() : failure.code() + ", " + detail;
    }

    /** Why no answer came. */
    enum Failure {
        /** The company has no webhookUrl now. */
        NO_URL,
        /** The URL, or an address that its host has, is none that webhooks may go to. */
        TARGET_REFUSED,
        /** The host has no address. */
        HOST_UNKNOWN,
        /** No connection, or one that broke. */
        CONNECTION,
        /** The certificate, or what else TLS needs. */
        TLS,
        /** The time was over. */
        TIMEOUT,
        /** Something that is not HTTP. */
        ANSWER_UNREADABLE;

        /** The contract's name: {@code no_url}. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Failure of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
