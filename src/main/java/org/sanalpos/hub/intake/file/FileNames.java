package org.sanalpos.hub.intake.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Predicate;

/** Names for files that are kept beside earlier ones of the same name. */
final class FileNames {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private FileNames() {}

    /** The name itself, or with the time in it, and a count if need be, where it is taken already. */
    static Path free(Path folder, String name, Clock clock) {
        int dot = name.lastIndexOf('.');
        String base = name.substring(0, dot);
        String ending = name.substring(dot);
        Predicate<Path> taken = path -> Files.exists(path) || Files.exists(error(path));
        Path path = folder.resolve(name);
        String stamped = base + "-" + STAMP.format(clock.instant());
        for (int count = 1; taken.test(path); count++) {
            path = folder.resolve(stamped + (count == 1 ? "" : "-" + count) + ending);
        }
        return path;
    }

    /** The error file that stands beside a rejected one. */
    static Path error(Path rejected) {
        String name = rejected.getFileName().toString();
        return rejected.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".error.json");
    }

    /** The name under which a file is written until it is complete. */
    static Path unfinished(Path path) {
        return path.resolveSibling(path.getFileName() + ".tmp");
    }
}
