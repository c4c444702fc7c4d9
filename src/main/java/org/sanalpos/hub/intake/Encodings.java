package org.sanalpos.hub.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out how a text is encoded: by its mark, by its XML declaration, else UTF-8 if it can be that, else windows-1254. */
public final class Encodings {
    private static final Charset TURKISH = Charset.forName("windows-1254");
    private static final Pattern XML_DECLARATION =
            Pattern.compile("^<\\?xml[^>]{0,100}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");
    private static final int BEGINNING = 200;
    private static final char MARK = '\uFEFF';

    private Encodings() {}

    /** Opens the same bytes each time it is asked. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /** Reads the bytes once from end to end where nothing in their beginning tells the encoding. */
    public static Charset detect(Source source) throws IOException {
        byte[] beginning;
        try (InputStream bytes = source.open()) {
            beginning = bytes.readNBytes(BEGINNING);
        }
        if (startsWith(beginning, 0xFE, 0xFF) || startsWith(beginning, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        if (hasUtf8Mark(beginning)) {
            return StandardCharsets.UTF_8;
        }
        Matcher declared = XML_DECLARATION.matcher(new String(beginning, StandardCharsets.ISO_8859_1));
        if (declared.find()) {
            try {
                return Charset.forName(declared.group(1));
            } catch (IllegalArgumentException e) {
                throw new CharacterCodingException();
            }
        }
        return isUtf8(source) ? StandardCharsets.UTF_8 : TURKISH;
    }

    /** Whether the text begins with the byte order mark of UTF-8. */
    public static boolean hasUtf8Mark(Source source) throws IOException {
        try (InputStream bytes = source.open()) {
            return hasUtf8Mark(bytes.readNBytes(3));
        }
    }

    /**
     * Reads a text from its first character behind a byte order mark. The reader throws {@link CharacterCodingException} where the text is not in
     * its encoding.
     */
    public static Reader reader(Source source, Charset charset) throws IOException {
        InputStream bytes = source.open();
        try {
            CodingErrorAction unmappable =
                    charset.equals(TURKISH) ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
            PushbackReader reader = new PushbackReader(new InputStreamReader(
                    bytes,
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(unmappable)));
            int first = reader.read();
            if (first >= 0 && first != MARK) {
                reader.unread(first);
            }
            return reader;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    static Reader reader(byte[] text) throws IOException {
        Source source = () -> new ByteArrayInputStream(text);
        return reader(source, detect(source));
    }

    private static boolean isUtf8(Source source) throws IOException {
        char[] chars = new char[8192];
        try (Reader reader = new InputStreamReader(source.open(), StandardCharsets.UTF_8.newDecoder())) {
            int read = 0;
            while (read >= 0) {
                read = reader.read(chars);
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean hasUtf8Mark(byte[] beginning) {
        return startsWith(beginning, 0xEF, 0xBB, 0xBF);
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
