package org.sanalpos.hub.intake.file;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names for files that are kept beside earlier ones of the same name. */
final class FileNames {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Bytes of a name, so that there is room behind it for the time and for endings of the hub's own. */
    private static final int LONGEST = 180;

    private static final int SHORTENED = 60;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\uFFFD]");
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\uFFFD/\\\\:*?\"<>|]");

    private FileNames() {}

    /** Why a file of this name is not taken, or empty when it is. */
    static Optional<String> fault(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return Optional.of("its name has more than " + LONGEST + " bytes");
        }
        return CONTROL.matcher(name).find() ? Optional.of("its name has control characters") : Optional.empty();
    }

    /** A name as it is or, of a file that is not taken, one that fits everywhere. */
    static String harmless(String name) {
        if (fault(name).isEmpty()) {
            return name;
        }
        int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        String base = HARMFUL.matcher(name.substring(0, dot)).replaceAll("_");
        int end = Math.min(SHORTENED, base.length());
        boolean half = end < base.length() && Character.isHighSurrogate(base.charAt(end - 1));
        return base.substring(0, half ? end - 1 : end) + name.substring(dot);
    }

    /** Opens a file that was not there before, or takes the place of one: never another file that a link leads to. */
    static Writer begin(Path unfinished, Charset charset) throws IOException {
        Files.deleteIfExists(unfinished);
        return Files.newBufferedWriter(unfinished, charset, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

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
