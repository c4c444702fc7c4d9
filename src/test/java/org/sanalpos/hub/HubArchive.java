package org.sanalpos.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The jar that hubs of the tests run from, and the file in which the JVM keeps its classes from one start to the next. */
final class HubArchive {
    static final Path JAR = Path.of("target/sanalpos-hub.jar").toAbsolutePath();
    private static final Path ARCHIVE =
            Path.of("target/hub-" + Runtime.version().feature() + ".jsa").toAbsolutePath();

    private HubArchive() {}

    /**
     * The JVM's option for a start with the archive, which is made where this build has none yet: a hub is started and stopped for it. Processes of tests wait
     * for each other meanwhile.
     */
    static synchronized String option() {
        try (FileChannel guard = FileChannel.open(
                        Path.of(ARCHIVE + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = guard.lock()) {
            if (held.isValid() && isOld()) {
                Files.deleteIfExists(ARCHIVE);
                Path home = Files.createTempDirectory(ARCHIVE.getParent(), "archive");
                try (HubProcess hub = HubProcess.launch(home, List.of("-XX:ArchiveClassesAtExit=" + ARCHIVE))) {
                    hub.awaitReady();
                    hub.stop();
                }
            }
            return "-XX:SharedArchiveFile=" + ARCHIVE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOld() throws IOException {
        return !Files.exists(ARCHIVE)
                || Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(JAR)) < 0;
    }
}
