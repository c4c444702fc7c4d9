package org.sanalpos.hub.intake.file;

/** A file of which nothing can be read. The message is for the one who made the file. */
class UnreadableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;

    /** @param line where it was found, from 1; 0 for the file as a whole */
    UnreadableFileException(long line, String reason) {
        super(reason);
        this.line = line;
    }

    long line() {
        return line;
    }
}
