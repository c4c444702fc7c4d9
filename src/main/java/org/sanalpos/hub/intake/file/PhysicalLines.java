package org.sanalpos.hub.intake.file;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;

/** The lines of a text with their numbers; of one that is too long only the beginning is kept. */
final class PhysicalLines implements Closeable {
    private final BufferedReader reader;
    private final int longest;
    private final Deque<Line> returned = new ArrayDeque<>();
    private long number;
    private boolean afterReturn;

    /**
     * @param number from 1
     * @param cut whether it went on
     */
    record Line(long number, String text, boolean cut) {}

    PhysicalLines(Reader reader, int longest) {
        this.reader = reader instanceof BufferedReader buffered ? buffered : new BufferedReader(reader);
        this.longest = longest;
    }

    /** The next line without its end, or null. */
    Line next() throws IOException {
        if (!returned.isEmpty()) {
            return returned.removeFirst();
        }
        StringBuilder text = new StringBuilder();
        int character = reader.read();
        if (afterReturn && character == '\n') {
            character = reader.read();
        }
        afterReturn = false;
        if (character < 0) {
            return null;
        }
        boolean cut = false;
        while (character >= 0 && character != '\n' && character != '\r') {
            if (text.length() < longest) {
                text.append((char) character);
            } else {
                cut = true;
            }
            character = reader.read();
        }
        afterReturn = character == '\r';
        number++;
        return new Line(number, text.toString(), cut);
    }

    /** Gives a line back, to be read before all others. */
    void giveBack(Line line) {
        returned.addFirst(line);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
