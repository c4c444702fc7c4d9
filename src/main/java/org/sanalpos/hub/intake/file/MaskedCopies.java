package org.sanalpos.hub.intake.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sanalpos.hub.intake.CardNumbers;
import org.sanalpos.hub.intake.Encodings;
import org.sanalpos.hub.intake.XmlBodies;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.stereotype.Component;

/** Copies files of requests so that no card number and no security code is in the copy, in the encoding of the original. */
@Component
class MaskedCopies {
    private final XmlBodies xml;
    private final int longest;

    MaskedCopies(XmlBodies xml, HubSettings settings) {
        this.xml = xml;
        this.longest = settings.limits().requestBytes();
    }

    /** The copy appears under its name when it is complete. */
    void copy(Path from, FileFormat format, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Path unfinished = FileNames.unfinished(to);
        try {
            Encodings.Source bytes = () -> Files.newInputStream(from);
            copyText(bytes, Encodings.detect(bytes), format, unfinished);
        } catch (UnreadableFileException | CharacterCodingException e) {
            copyWithoutDigits(from, unfinished);
        }
        Files.move(unfinished, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void copyText(Encodings.Source bytes, Charset charset, FileFormat format, Path to)
            throws IOException, UnreadableFileException {
        try (BufferedReader in = new BufferedReader(Encodings.reader(bytes, charset));
                BufferedReader raw = new BufferedReader(Encodings.reader(bytes, charset));
                Writer out = FileNames.begin(to, charset)) {
            if (Encodings.hasUtf8Mark(bytes)) {
                out.append('\uFEFF');
            }
            switch (format) {
                case CSV -> CsvMasking.copy(in, out, longest);
                case JSON -> JsonMasking.copy(in, raw, out, longest);
                case XML -> XmlMasking.copy(in, raw, out, xml, longest);
            }
        }
    }

    /** For what is no text in any encoding that it could have. */
    private void copyWithoutDigits(Path from, Path to) throws IOException {
        char[] chars = new char[8192];
        try (Reader in = Files.newBufferedReader(from, StandardCharsets.ISO_8859_1);
                Writer out = FileNames.begin(to, StandardCharsets.ISO_8859_1)) {
            int read = in.read(chars);
            while (read >= 0) {
                out.append(CardNumbers.withoutDigits(new String(chars, 0, read)));
                read = in.read(chars);
            }
        }
    }
}
