package org.sanalpos.hub.mapping;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer as a flat map from path to text: {@code Extra/ERRORCODE}. Repeated elements are {@code Item}, {@code Item[2]}, …
 * A document that is not what it should be is an {@link IOException}, never anything else.
 */
final class FlatDocument {
    /** Answers are a few kilobytes; deeper or larger ones are no answer. */
    static final int MAX_DEPTH = 20;

    static final int MAX_VALUES = 5_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, String> values = new LinkedHashMap<>();

    private FlatDocument() {}

    /** @param root name that the document's root element must have, or null */
    static Map<String, String> xml(byte[] body, String root) throws IOException {
        return FlatXml.read(body, root);
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

    /** Pairs such as {@code k=v;;k=v}, with no escaping. */
    static Map<String, String> pairs(String text, String separator, String pair) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : text.split(Pattern.quote(separator))) {
            int at = part.indexOf(pair);
            if (at > 0) {
                values.put(
                        part.substring(0, at).trim(),
                        part.substring(at + pair.length()).trim());
            }
        }
        return values;
    }

    static Map<String, String> form(String text, Charset charset) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (String part : text.split("&")) {
                int at = part.indexOf('=');
                if (at > 0) {
                    values.put(
                            URLDecoder.decode(part.substring(0, at), charset),
                            URLDecoder.decode(part.substring(at + 1), charset));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("not a form", e);
        }
        return values;
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
            put(path, node.asString());
        }
    }

    private void put(String path, String value) throws IOException {
        if (values.size() >= MAX_VALUES) {
            throw new IOException("too many values");
        }
        values.put(path, value);
    }
}
