package org.sanalpos.hub.mapping;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer as a flat map from path to text: {@code Extra/ERRORCODE}. Repeated elements are {@code Item}, {@code Item[2]}, … Names are
 * the same in any letter case. A document that is not what it should be is an {@link IOException}, never anything else.
 */
final class FlatDocument {
    /** Answers are a few kilobytes; deeper or larger ones are no answer. */
    static final int MAX_DEPTH = 20;

    static final int MAX_VALUES = 5_000;

    /** Zeros of a number that are written as an exponent. */
    private static final int MAX_SCALE = 100;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A separator stands before a name only: a value may hold semicolons. */
    private static final Pattern PAIR_SEPARATOR = Pattern.compile(";{2,3}(?=[A-Za-z0-9_]+=)");

    private static final Pattern SEPARATOR_AT_THE_END = Pattern.compile(";{2,3}$");

    private final Map<String, String> values = values();

    private FlatDocument() {}

    /** An empty document. */
    static Map<String, String> values() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    static Map<String, String> json(byte[] body) throws IOException {
        FlatDocument document = new FlatDocument();
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree == null || !tree.isObject()) {
                throw new IOException("not a JSON object");
            }
            document.node(tree, "", 0);
            return document.values;
        } catch (JacksonException e) {
            throw new IOException("not JSON", e);
        }
    }

    /** Pairs such as {@code k=v;;k=v}, with no escaping. A piece that is no pair belongs to the value before. */
    static Map<String, String> pairs(String text) throws IOException {
        String line = text.strip();
        if (line.startsWith("<")) {
            throw new IOException("a page and not pairs");
        }
        Map<String, String> values = values();
        for (String part : PAIR_SEPARATOR.split(line)) {
            int at = part.indexOf('=');
            if (at > 0) {
                String value = part.substring(at + 1).strip();
                add(
                        values,
                        part.substring(0, at).strip(),
                        SEPARATOR_AT_THE_END.matcher(value).replaceFirst(""));
            }
        }
        return values;
    }

    /** Pairs within one value. */
    static Map<String, String> pairs(String text, String separator, String pair) {
        Map<String, String> values = values();
        for (String part : text.split(Pattern.quote(separator))) {
            int at = part.indexOf(pair);
            if (at > 0) {
                values.put(
                        part.substring(0, at).strip(),
                        part.substring(at + pair.length()).strip());
            }
        }
        return values;
    }

    /** A form, decoded once: as UTF-8 or, if its bytes are none, in the other charset. Nothing is trimmed, as signatures are over all of it. */
    static Map<String, String> form(byte[] body, Charset otherwise) throws IOException {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        Charset charset = isUtf8(decoded(text, StandardCharsets.ISO_8859_1)) ? StandardCharsets.UTF_8 : otherwise;
        Map<String, String> values = values();
        for (String part : text.split("&")) {
            int at = part.indexOf('=');
            if (at > 0) {
                add(values, decoded(part.substring(0, at), charset), decoded(part.substring(at + 1), charset));
            }
        }
        return values;
    }

    private static String decoded(String text, Charset charset) throws IOException {
        try {
            // Bytes that were not percent-encoded are the charset's too.
            String bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1);
            return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), charset);
        } catch (IllegalArgumentException e) {
            throw new IOException("not a form", e);
        }
    }

    private static boolean isUtf8(String bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private void node(JsonNode node, String path, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("too deep");
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                node(member.getValue(), path.isEmpty() ? member.getKey() : path + "/" + member.getKey(), depth + 1);
            }
        } else if (node.isArray()) {
            int number = 0;
            for (JsonNode item : node) {
                number++;
                node(item, number == 1 ? path : path + "[" + number + "]", depth + 1);
            }
        } else if (!node.isNull()) {
            if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_SCALE) {
                throw new IOException("a number beyond all measure");
            }
            String text = node.isBigDecimal() ? node.decimalValue().toPlainString() : node.asString();
            add(values, path, text.strip());
        }
    }

    /** Two values of one name would let the reader choose. */
    private static void add(Map<String, String> values, String path, String value) throws IOException {
        if (values.size() >= MAX_VALUES) {
            throw new IOException("too many values");
        }
        if (values.putIfAbsent(path, value) != null) {
            throw new IOException("a name stands twice");
        }
    }
}
