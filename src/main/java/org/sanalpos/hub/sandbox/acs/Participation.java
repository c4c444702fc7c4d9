package org.sanalpos.hub.sandbox.acs;

/** Whether a card takes part in 3-D Secure, as its scheme's directory answers. */
public enum Participation {
    ENROLLED('Y'),
    NOT_ENROLLED('N'),
    /** The directory cannot tell. */
    UNDETERMINED('U'),
    /** The directory does not answer. */
    FAILED('E');

    private final char status;

    Participation(char status) {
        this.status = status;
    }

    /** Returns the status of an enrollment: Y, N, U or E. */
    public String status() {
        return String.valueOf(status);
    }
}
