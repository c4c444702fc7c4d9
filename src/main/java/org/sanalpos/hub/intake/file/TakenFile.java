package org.sanalpos.hub.intake.file;

import java.nio.file.Path;

/**
 * A file that this node has taken out of the inbox.
 *
 * @param path where it is now
 * @param company name of the folder that it was in, not checked
 * @param name its name in the inbox
 */
public record TakenFile(Path path, String company, String name) {
    FileFormat format() {
        return FileFormat.of(name).orElseThrow();
    }

    /** The name without its ending. */
    String baseName() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** For people and logs. */
    @Override
    public String toString() {
        return FileNames.harmless(company) + "/" + FileNames.harmless(name);
    }
}
