package org.sanalpos.hub.intake.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/** How a JSON file holds its requests. */
enum JsonShape {
    /** One array of objects. */
    ARRAY,
    /** An object on each line. */
    LINES,
    /** One object, or several, written over any number of lines. */
    OBJECTS,
    NOT_JSON;

    private static final int BEGINNING = 128 * 1024;

    /** Looks at the beginning of a text and goes back to it. */
    static JsonShape of(BufferedReader text) throws IOException {
        char[] beginning = new char[BEGINNING];
        text.mark(BEGINNING);
        int length = 0;
        int read = 0;
        while (read >= 0 && length < BEGINNING) {
            length += read;
            read = text.read(beginning, length, BEGINNING - length);
        }
        text.reset();
        List<String> lines = new String(beginning, 0, length)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(2)
                .toList();
        if (lines.isEmpty()) {
            return NOT_JSON;
        }
        String first = lines.get(0);
        if (first.startsWith("[")) {
            return ARRAY;
        }
        if (!first.startsWith("{")) {
            return NOT_JSON;
        }
        return first.endsWith("}") || lines.size() == 2 && lines.get(1).startsWith("{") ? LINES : OBJECTS;
    }
}
