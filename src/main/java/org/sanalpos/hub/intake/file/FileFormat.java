package org.sanalpos.hub.intake.file;

import java.util.Locale;
import java.util.Optional;

/** The formats of the file channel, by the ending of a file's name. */
public enum FileFormat {
    CSV,
    JSON,
    XML;

    /** Also the name's ending. */
    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FileFormat> of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        for (FileFormat format : values()) {
            if (name.endsWith("." + format.ending())) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
