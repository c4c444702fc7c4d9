package org.sanalpos.hub.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The body of an HTTP request to a sandbox bank, read strictly: what is not the text that it should be is refused. */
public final class RequestText {

    /** Pattern of an address such as 203.0.113.25. */
    public static final String IPV4 = ipv4();

    private static final int LIMIT = 64 * 1024;

    private RequestText() {}

    /** The body is not what the bank takes; the message says why in a word. */
    public static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        public Unreadable(String why) {
            super(why, null, false, false);
        }
    }

    /** Returns the content type without its parameters, in lower case; empty if the request has none. */
    public static String type(HttpServletRequest request) {
        return request.getContentType() == null
                ? ""
                : request.getContentType().split(";")[0].strip().toLowerCase(Locale.ROOT);
    }

    /** Returns the bytes of the body. */
    public static byte[] body(HttpServletRequest request) throws IOException, Unreadable {
        byte[] body = request.getInputStream().readNBytes(LIMIT + 1);
        if (body.length > LIMIT) {
            throw new Unreadable("size");
        }
        return body;
    }

    /** Returns the body as a text of UTF-8. */
    public static String utf8(byte[] bytes) throws Unreadable {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable("UTF-8");
        }
    }

    /**
     * Returns the fields of a percent-encoded form of UTF-8 in their order; a field may come several times.
     */
    public static Map<String, List<String>> form(byte[] body) throws Unreadable {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&")) {
            if (!pair.isEmpty()) {
                int at = pair.indexOf('=');
                String name = decoded(at < 0 ? pair : pair.substring(0, at));
                fields.computeIfAbsent(name, absent -> new ArrayList<>())
                        .add(at < 0 ? "" : decoded(pair.substring(at + 1)));
            }
        }
        return fields;
    }

    /** Returns the one value of a form's field. */
    public static String field(byte[] body, String name) throws Unreadable {
        List<String> values = form(body).getOrDefault(name, List.of());
        if (values.size() != 1) {
            throw new Unreadable(name);
        }
        return values.get(0);
    }

    private static String ipv4() {
        String octet = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
        return octet + "(\\." + octet + "){3}";
    }

    /** Decodes into bytes first, so that bytes which are no UTF-8 are refused and not replaced. */
    private static String decoded(String text) throws Unreadable {
        try {
            return utf8(URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new Unreadable("percent-encoding");
        }
    }
}
