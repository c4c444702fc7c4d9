package org.sanalpos.hub.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A CSV file of sales, dropped into the inbox and awaited in the outbox. */
final class FileLoad {
    private static final long PATIENCE_MINUTES = 10;

    private FileLoad() {}

    /** Seconds from the drop to the result; it has to say of every line that the money was taken. */
    static double run(Hub hub, String name, int lines, int delay) throws IOException, InterruptedException {
        Path inbox = hub.home().resolve("inbox").resolve(Hub.COMPANY);
        Path result = hub.home().resolve("outbox").resolve(Hub.COMPANY).resolve(name + ".result.csv");
        Files.createDirectories(inbox);
        Path part = inbox.resolve(name + ".csv.part");
        try (BufferedWriter out = Files.newBufferedWriter(part)) {
            out.write("request_id;virtual_pos;order_no;amount;currency;channel;card_number;card_expiry;card_cvv;card_holder\n");
            for (int line = 0; line < lines; line++) {
                out.write(name + "-" + line + ";D" + delay
                        + ";SO-1;129,90;TRY;moto;4155650100416111;12/30;123;AYŞE YILMAZ\n");
            }
        }
        long begun = System.nanoTime();
        Files.move(part, inbox.resolve(name + ".csv"), StandardCopyOption.ATOMIC_MOVE);
        while (!Files.exists(result)) {
            if (System.nanoTime() - begun > TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES)) {
                throw new IOException(result + " is not there after " + PATIENCE_MINUTES + " minutes");
            }
            Thread.sleep(20);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        try (Stream<String> answers = Files.lines(result)) {
            long captured =
                    answers.filter(line -> line.contains(";captured;")).count();
            if (captured != lines) {
                throw new IOException(result + ": " + captured + " of " + lines + " lines were captured");
            }
        }
        return seconds;
    }
}
