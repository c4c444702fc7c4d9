package org.sanalpos.hub.intake.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.Reader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.intake.XmlBodies;

/** Inputs of which no end comes are given up after what the hub takes, and not after what fits into memory. */
class EndlessInputTest {
    private static final int LONGEST = 65_536;
    private static final int ENOUGH = 2_000_000;
    private static final String ROOT = "<requests xmlns='urn:sanalpos:hub:1'>";

    /** A beginning, and then one piece for ever; it counts how much of it was asked for. */
    private static final class Endless extends Reader {
        private final String beginning;
        private final String piece;
        private long read;

        private Endless(String beginning, String piece) {
            this.beginning = beginning;
            this.piece = piece;
        }

        @Override
        public int read(char[] target, int offset, int length) {
            int count = Math.min(length, 4096);
            for (int i = 0; i < count; i++) {
                target[offset + i] = read < beginning.length()
                        ? beginning.charAt((int) read)
                        : piece.charAt((int) ((read - beginning.length()) % piece.length()));
                read++;
            }
            if (read > ENOUGH) {
                throw new AssertionError("the hub wants to read it to its end");
            }
            return count;
        }

        @Override
        public void close() {
            // there is nothing to close
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ROOT + "<!-- ",
                ROOT + "<?x ",
                ROOT + "<payment a='",
                ROOT + "<payment ",
                ROOT + "<",
                ROOT + "<payment><amount>",
                ROOT + "<payment><amount><![CDATA[",
                "<!-- ",
                "<?xml version='1.0' ",
                "<!DOCTYPE ",
            })
    void xml(String beginning) {
        Endless text = new Endless(beginning, "x");

        assertThatThrownBy(() -> read(new XmlFileRequests(text, new XmlBodies(), LONGEST)))
                .isInstanceOf(UnreadableFileException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[{\"", "[{\"amount\":\"", "[{\"installments\":", "{\"card\":"})
    void json(String beginning) {
        String piece = beginning.equals("[") ? "[" : beginning.endsWith("\"card\":") ? "{\"card\":" : "1";
        Endless text = new Endless(beginning, piece);

        assertThatThrownBy(() -> read(new JsonFileRequests(new BufferedReader(text), LONGEST)))
                .isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void blankLinesWithoutAHeader() {
        Endless text = new Endless("", "\n");

        assertThatThrownBy(() -> new CsvTable(text, LONGEST))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("no header row in the first 100 lines");
        assertThat(text.read).isLessThan(100_000);
    }

    @Test
    void aRequestWithManyFaultsTellsSomeOfThem() throws Exception {
        StringBuilder fields = new StringBuilder("[{\"a0\":1");
        for (int i = 1; i < 5_000; i++) {
            fields.append(",\"a").append(i).append("\":1");
        }
        try (JsonFileRequests requests =
                new JsonFileRequests(new BufferedReader(new StringReader(fields + "}]")), LONGEST)) {
            assertThat(requests.next().request().errors()).hasSizeBetween(50, 100);
        }
    }

    private static void read(FileRequests requests) throws Exception {
        FileRecord record = requests.next();
        if (record != null && record.fault() != null) {
            throw new UnreadableFileException(record.line(), record.fault().getMessage());
        }
    }
}
