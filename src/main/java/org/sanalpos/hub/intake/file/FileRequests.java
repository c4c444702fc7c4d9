package org.sanalpos.hub.intake.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** The requests of one file, read one after the other and never kept. */
interface FileRequests extends Closeable {
    /**
     * The next request, or null behind the last one. Where the file breaks off, that is told as the last one.
     *
     * @throws UnreadableFileException if it breaks before anything could be read
     */
    FileRecord next() throws IOException, UnreadableFileException;

    /** From the names of the JSON form to those that the file's author wrote. */
    UnaryOperator<String> names();
}
