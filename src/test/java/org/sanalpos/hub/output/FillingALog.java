package org.sanalpos.hub.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that appends batches of lines to a log until one fails, and tries that one some times more. */
final class FillingALog {
    /** How often it tries again. */
    static final int MORE = 5;

    /** Bytes of a batch. */
    static final long SIZE = 3 * 1001;

    private FillingALog() {}

    /** Three lines of which no other batch has one. */
    static List<String> batch(int number) {
        return List.of(line(number, 'a'), line(number, 'b'), line(number, 'c'));
    }

    private static String line(int number, char which) {
        return String.format("%04d", number) + String.valueOf(which).repeat(996);
    }

    /** Prints for each failure how many batches there were before, and the reason. */
    public static void main(String[] arguments) throws IOException {
        int batch = 0;
        int failures = 0;
        while (failures <= MORE) {
            try (LogFile log = LogFile.open(Path.of(arguments[0]))) {
                log.append(batch(batch));
                batch++;
            } catch (IOException full) {
                failures++;
                System.out.println(batch + " " + full.getMessage());
            }
        }
    }
}
