package org.sanalpos.hub.intake;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Gives a parser only so much text between two of its events: parsers keep a whole tag or comment in memory, however long it is.
 */
final class MeteredReader extends FilterReader {
    /** Characters that a parser may take beforehand. */
    static final int READ_AHEAD = 64 * 1024;

    private final int most;
    private int taken;

    /** @param most characters from one {@link #restart()} to the next */
    MeteredReader(Reader text, int most) {
        super(text);
        this.most = most;
    }

    void restart() {
        taken = 0;
    }

    boolean exceeded() {
        return taken > most;
    }

    @Override
    public int read() throws IOException {
        int character = super.read();
        count(character < 0 ? 0 : 1);
        return character;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int characters) throws IOException {
        taken += characters;
        if (exceeded()) {
            throw new IOException("more than " + most + " characters in one piece");
        }
    }
}
