package org.sanalpos.hub.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final long LONGEST_MINUTES = 1;

    @TempDir
    Path folder;

    /** A process that may write no file beyond a size finds the same as on a disk that has just become full: room for a part. */
    @Test
    void anAppendThatFailsInItsMiddleLeavesTheFileAsItWas() throws Exception {
        Path file = folder.resolve("logs/2026-03-15.jsonl");

        List<String> told = withoutRoom(file);

        assertThat(told).hasSize(1 + FillingALog.MORE);
        assertThat(told).allMatch(line -> line.endsWith("File too large"));
        int whole = Integer.parseInt(told.get(0).split(" ")[0]);
        assertThat(whole).isPositive();
        assertThat(Files.size(file)).isEqualTo(whole * FillingALog.SIZE);
        assertThat(Files.readString(file)).isEqualTo(text(whole));

        try (LogFile log = LogFile.open(file)) {
            log.append(FillingALog.batch(whole));
        }
        assertThat(Files.readString(file)).isEqualTo(text(whole + 1));
    }

    /** What a child process of this kind tells, line by line. */
    private static List<String> withoutRoom(Path file) throws Exception {
        List<String> command = List.of(
                "sh",
                "-c",
                "ulimit -f 64; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                "target/classes:target/test-classes",
                FillingALog.class.getName(),
                file.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.lines().toList();
    }

    private static String text(int batches) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            lines.addAll(FillingALog.batch(i));
        }
        return String.join("\n", lines) + "\n";
    }

    @Test
    void aLineIsFoundWhereverItStandsAndATornOneIsNone() throws IOException {
        Path file = folder.resolve("log.jsonl");
        Files.writeString(file, "first\ntorn\nmiddle\nthe last one is torn he");

        try (LogFile log = LogFile.open(file)) {
            assertThat(log.found(Set.of("first", "middle", "tor", "the last one is torn here", "none")))
                    .containsExactlyInAnyOrder("first", "middle");
            log.append(List.of("new"));
        }

        assertThat(Files.readAllLines(file))
                .containsExactly("first", "torn", "middle", "the last one is torn he", "new");
    }
}
