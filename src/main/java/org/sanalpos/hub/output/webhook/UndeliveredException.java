package org.sanalpos.hub.output.webhook;

/** A receiver did not take an event; the message says why. */
class UndeliveredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndeliveredException(Attempt attempt) {
        super(attempt.toString(), null, false, false);
    }
}
