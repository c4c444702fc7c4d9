package org.sanalpos.hub.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out how a text is encoded: by its mark, by its XML declaration, else UTF-8 if it can be that, else windows-1254. */
final class Encodings {
    private static final Charset TURKISH = Charset.forName("windows-1254");
    private static final Pattern XML_DECLARATION =
            Pattern.compile("^<\\?xml[^>]{0,100}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");
    private static final int BEGINNING = 200;

    private Encodings() {}

    /** Opens the same bytes each time it is asked. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * Reads a text from its first character behind a byte order mark.
     *
     * @throws CharacterCodingException later, from the reader, if the text is not in the encoding that it declares
     * @throws IOException if it cannot be opened, or declares an encoding that does not exist
     */
    static Reader reader(Source source) throws IOException {
        Charset charset = detect(source);
        InputStream bytes = source.open();
        Reader reader = new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(
                                charset.equals(TURKISH) ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT));
        return new MarkSkipper(reader);
    }

    static Reader reader(byte[] text) throws IOException {
        return reader(() -> new ByteArrayInputStream(text));
    }

    private static Charset detect(Source source) throws IOException {
        byte[] beginning;
        try (InputStream bytes = source.open()) {
            beginning = bytes.readNBytes(BEGINNING);
        }
        if (startsWith(beginning, 0xFE, 0xFF) || startsWith(beginning, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        if (startsWith(beginning, 0xEF, 0xBB, 0xBF)) {
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

    private static boolean isUtf8(Source source) throws IOException {
        char[] chars = new char[8192];
        try (Reader reader = new InputStreamReader(source.open(), StandardCharsets.UTF_8.newDecoder())) {
            while (reader.read(chars) >= 0) {
                continue;
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
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

    /** Leaves out a byte order mark. */
    private static final class MarkSkipper extends java.io.PushbackReader {
        MarkSkipper(Reader in) throws IOException {
            super(in);
            int first = read();
            if (first >= 0 && first != 0xFEFF) {
                unread(first);
            }
        }
    }
}
