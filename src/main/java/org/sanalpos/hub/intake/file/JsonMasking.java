package org.sanalpos.hub.intake.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.sanalpos.hub.intake.CardNumbers;
import org.sanalpos.hub.intake.JsonBodies;
import org.sanalpos.hub.intake.JsonRequests;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Copies a JSON text as it is written, but for the values that are replaced. The text is read twice at the same time: by the parser, which knows
 * what is where, and as it is. What is not JSON loses all its digits.
 */
final class JsonMasking {
    private final Reader raw;
    private final Writer out;
    private final Deque<Level> levels = new ArrayDeque<>();
    private long copied;
    private String name = "";

    private record Level(String name, boolean known) {}

    private JsonMasking(Reader raw, Writer out) {
        this.raw = raw;
        this.out = out;
    }

    /** @param raw the same text once more */
    static void copy(BufferedReader parsed, BufferedReader raw, Writer out, int longest) throws IOException {
        JsonShape shape = JsonShape.of(parsed);
        if (shape != JsonShape.LINES) {
            new JsonMasking(raw, out).copy(parsed);
            return;
        }
        PhysicalLines lines = new PhysicalLines(raw, longest);
        PhysicalLines.Line line = lines.next();
        while (line != null) {
            if (line.cut()) {
                out.append(CardNumbers.withoutDigits(line.text()));
            } else {
                new JsonMasking(new StringReader(line.text()), out).copy(new StringReader(line.text()));
            }
            out.append('\n');
            line = lines.next();
        }
    }

    private void copy(Reader parsed) throws IOException {
        long understood = 0;
        try (JsonParser parser = JsonRequests.JSON.createParser(ObjectReadContext.empty(), parsed)) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                copy(parser, token);
                understood = parser.currentTokenLocation().getCharOffset();
                token = parser.nextToken();
            }
            copyTo(Long.MAX_VALUE, false);
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            copyTo(understood, false);
            copyTo(Long.MAX_VALUE, true);
        }
    }

    private void copy(JsonParser parser, JsonToken token) throws IOException {
        if (token.isStructStart()) {
            boolean free = name.equals("metadata") && levels.stream().allMatch(Level::known);
            levels.push(new Level(name, free || levels.isEmpty() || known()));
            name = "";
        } else if (token.isStructEnd()) {
            levels.pop();
            name = "";
        } else {
            value(parser, token);
        }
    }

    private void value(JsonParser parser, JsonToken token) throws IOException {
        String text = parser.getString();
        if (token == JsonToken.PROPERTY_NAME) {
            name = text;
            replace(parser, text, CardNumbers.mask(text));
        } else if (!token.isBoolean() && token != JsonToken.VALUE_NULL) {
            replace(parser, text, SensitiveNames.kept(name, known(), text));
        }
    }

    /** Whether the hub knows the field, or it is in a place where any name may be. */
    private boolean known() {
        boolean parents = levels.stream().allMatch(Level::known);
        boolean metadata = !levels.isEmpty() && levels.peek().name().equals("metadata");
        return parents && (name.isEmpty() || metadata || JsonBodies.knows(name));
    }

    private void replace(JsonParser parser, String text, String kept) throws IOException {
        if (kept.equals(text)) {
            return;
        }
        copyTo(parser.currentTokenLocation().getCharOffset(), false);
        skipToken();
        out.append('"')
                .append(new String(JsonStringEncoder.getInstance().quoteAsCharArray(kept)))
                .append('"');
    }

    private void copyTo(long offset, boolean withoutDigits) throws IOException {
        char[] chars = new char[4096];
        while (copied < offset) {
            int read = raw.read(chars, 0, (int) Math.min(chars.length, offset - copied));
            if (read < 0) {
                return;
            }
            copied += read;
            String text = new String(chars, 0, read);
            out.append(withoutDigits ? CardNumbers.withoutDigits(text) : text);
        }
    }

    /** Passes over the string or number that comes now. The parser's own place may be behind the next token already. */
    private void skipToken() throws IOException {
        if (read() != '"') {
            skipNumber();
            return;
        }
        int character = read();
        while (character >= 0 && character != '"') {
            if (character == '\\') {
                read();
            }
            character = read();
        }
    }

    private void skipNumber() throws IOException {
        raw.mark(1);
        int character = read();
        while (character >= 0 && "+-.eE0123456789".indexOf(character) >= 0) {
            raw.mark(1);
            character = read();
        }
        if (character >= 0) {
            raw.reset();
            copied--;
        }
    }

    private int read() throws IOException {
        int character = raw.read();
        copied += character < 0 ? 0 : 1;
        return character;
    }
}
