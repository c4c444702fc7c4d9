package org.sanalpos.hub.intake.file;

import java.io.Closeable;
import java.io.IOException;

/** Writes the result file of one file, in the order of its requests. Closing completes it. */
interface ResultWriter extends Closeable {
    void write(LineResult result) throws IOException;
}
