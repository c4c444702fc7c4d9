package org.sanalpos.hub.problem;

/**
 * Ends an answer of which a part is out already. The connection is cut instead of closed, so that the caller does not take the part
 * for the whole.
 */
public class CutAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CutAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
