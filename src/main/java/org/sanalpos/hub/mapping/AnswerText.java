package org.sanalpos.hub.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out in which charset an answer is written, where banks do not say it or say it wrongly. */
final class AnswerText {
    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([A-Za-z0-9._-]+)", Pattern.CASE_INSENSITIVE);
    private static final int HEAD = 200;

    private AnswerText() {}

    /** Whether the answer is a JSON object, as far as its first character tells. */
    static boolean looksLikeJson(byte[] body) {
        for (byte b : body) {
            if (!Character.isWhitespace(b)) {
                return b == '{';
            }
        }
        return false;
    }

    /**
     * The text of an XML document: in the charset that it declares or, if it declares none, that of the HTTP header or UTF-8. What
     * does not fit the bytes gives way to the fallback.
     */
    static String xml(BankReply.Answered reply, Charset fallback) {
        Matcher declared = DECLARED.matcher(head(reply.body()));
        if (!declared.find()) {
            return text(reply, fallback);
        }
        Charset named = charset(declared.group(1)).orElse(StandardCharsets.UTF_8);
        // Eight-bit bytes that could be read as a declaration are no UTF-16, whatever it says.
        boolean untrue = named.name().toUpperCase(Locale.ROOT).startsWith("UTF-16");
        return strictly(reply.body(), untrue ? StandardCharsets.UTF_8 : named)
                .orElseGet(() -> new String(reply.body(), fallback));
    }

    /** A text in the charset of the HTTP header or, if that names none, UTF-8. What does not fit the bytes gives way to the fallback. */
    static String text(BankReply.Answered reply, Charset fallback) {
        Matcher parameter = PARAMETER.matcher(reply.contentType() == null ? "" : reply.contentType());
        Charset named =
                parameter.find() ? charset(parameter.group(1)).orElse(StandardCharsets.UTF_8) : StandardCharsets.UTF_8;
        String text = strictly(reply.body(), named).orElseGet(() -> new String(reply.body(), fallback));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String head(byte[] body) {
        return new String(body, 0, Math.min(HEAD, body.length), StandardCharsets.ISO_8859_1);
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<String> strictly(byte[] body, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
