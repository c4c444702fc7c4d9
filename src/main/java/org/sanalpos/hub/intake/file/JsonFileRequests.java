package org.sanalpos.hub.intake.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.sanalpos.hub.intake.JsonBodies;
import org.sanalpos.hub.intake.JsonRequests;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;

/** The objects of a JSON file as requests: of an array, of lines, or one after the other. */
final class JsonFileRequests implements FileRequests {
    private final JsonShape shape;
    private final PhysicalLines lines;
    private final JsonParser parser;
    private final int longest;
    private boolean begun;
    private boolean ended;

    /** @param longest characters of one line */
    JsonFileRequests(BufferedReader text, int longest) throws IOException, UnreadableFileException {
        this.longest = longest;
        shape = JsonShape.of(text);
        if (shape == JsonShape.NOT_JSON) {
            throw new UnreadableFileException(
                    0, "the file is not JSON; expected an array of objects, or an object on each line");
        }
        lines = shape == JsonShape.LINES ? new PhysicalLines(text, longest) : null;
        parser = lines == null ? JsonRequests.JSON.createParser(ObjectReadContext.empty(), text) : null;
        if (shape == JsonShape.ARRAY) {
            parser.nextToken();
        }
    }

    JsonShape shape() {
        return shape;
    }

    @Override
    public FileRecord next() throws IOException, UnreadableFileException {
        if (lines != null) {
            return nextLine();
        }
        if (ended) {
            return null;
        }
        try {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                return behindArray();
            }
            if (token == null) {
                ended = true;
                return null;
            }
            long line = line();
            FileRecord record;
            if (token == JsonToken.START_OBJECT) {
                record = FileRecord.of(line, JsonBodies.read(parser));
            } else {
                parser.skipChildren();
                record = FileRecord.unreadable(line, "expected an object");
            }
            begun = true;
            return record;
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            return broken(
                    Math.max(
                            1,
                            e.getLocation() == null ? line() : e.getLocation().getLineNr()),
                    JsonRequests.fault(e));
        }
    }

    @Override
    public UnaryOperator<String> names() {
        return UnaryOperator.identity();
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        } else {
            parser.close();
        }
    }

    private FileRecord behindArray() throws UnreadableFileException {
        if (parser.nextToken() != null) {
            begun = true;
            return broken(line(), "expected nothing behind the array");
        }
        ended = true;
        return null;
    }

    private FileRecord broken(long line, String reason) throws UnreadableFileException {
        ended = true;
        if (!begun) {
            throw new UnreadableFileException(line, "the file " + reason);
        }
        return FileRecord.unreadable(line, "the file " + reason + "; nothing behind it was read");
    }

    private FileRecord nextLine() throws IOException {
        PhysicalLines.Line line = lines.next();
        while (line != null && line.text().isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        if (line.cut()) {
            return FileRecord.unreadable(line.number(), "is longer than " + longest + " characters");
        }
        try (JsonParser one = JsonRequests.JSON.createParser(ObjectReadContext.empty(), line.text())) {
            if (one.nextToken() != JsonToken.START_OBJECT) {
                return FileRecord.unreadable(line.number(), "expected a JSON object");
            }
            FileRecord record = FileRecord.of(line.number(), JsonBodies.read(one));
            return one.nextToken() == null
                    ? record
                    : FileRecord.unreadable(line.number(), "expected one JSON object and nothing after it");
        } catch (JacksonException e) {
            return FileRecord.unreadable(line.number(), "is not valid JSON");
        }
    }

    private long line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
