package org.sanalpos.hub.intake.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sanalpos.hub.intake.Encodings;
import org.sanalpos.hub.intake.XmlBodies;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Opens the three formats, for reading requests and for writing results of the same kind. */
@Component
class FileReaders {
    private final XmlBodies xml;
    private final JsonMapper json;
    private final int longest;

    FileReaders(XmlBodies xml, JsonMapper json, HubSettings settings) {
        this.xml = xml;
        this.json = json;
        this.longest = settings.limits().requestBytes();
    }

    /** A file that is open, and how its results are written. */
    record Opened(FileRequests requests, Results results) {}

    /** Makes the writer of results for where they go. */
    @FunctionalInterface
    interface Results {
        ResultWriter to(Writer out) throws IOException;
    }

    /** @throws UnreadableFileException if nothing of the file can be read */
    Opened open(Path path, FileFormat format) throws IOException, UnreadableFileException {
        Encodings.Source bytes = () -> Files.newInputStream(path);
        Charset charset = Encodings.detect(bytes);
        Reader text = Encodings.reader(bytes, charset);
        try {
            switch (format) {
                case CSV -> {
                    CsvTable table = new CsvTable(text, longest);
                    return new Opened(new CsvRequests(table), out -> new CsvResults(out, table.separator(), json));
                }
                case JSON -> {
                    JsonFileRequests requests = new JsonFileRequests(new BufferedReader(text), longest);
                    boolean array = requests.shape() == JsonShape.ARRAY;
                    return new Opened(requests, out -> new JsonResults(out, array, json));
                }
                default -> {
                    return new Opened(new XmlFileRequests(text, xml, longest), out -> new XmlResults(out, json));
                }
            }
        } catch (IOException | UnreadableFileException | RuntimeException e) {
            text.close();
            throw e;
        }
    }
}
