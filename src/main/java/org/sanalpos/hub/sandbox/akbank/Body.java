package org.sanalpos.hub.sandbox.akbank;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.sanalpos.hub.sandbox.RequestText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body of a request as it was received. */
final class Body {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern CONTENT_TYPE =
            Pattern.compile("application/json(\\s*;\\s*charset=\"?utf-8\"?)?", Pattern.CASE_INSENSITIVE);

    private final String contentType;
    private final String authHash;
    private final byte[] bytes;

    Body(String contentType, String authHash, byte[] bytes) {
        this.contentType = contentType;
        this.authHash = authHash;
        this.bytes = bytes;
    }

    String authHash() {
        return authHash == null ? "" : authHash;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Returns a number that differs from request to request. */
    int variety() {
        return Arrays.hashCode(bytes);
    }

    /**
     * Returns the texts that can be read, by their JSON pointers: who asks must be known before the form of the message
     * is looked at, so a broken message tells what stands before its break.
     */
    Map<String, String> legible() {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = JsonMapper.shared().createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    texts.putIfAbsent(parser.streamReadContext().pathAsPointer().toString(), parser.getString());
                }
            }
        } catch (JacksonException e) {
            return texts;
        }
        return texts;
    }

    /**
     * Returns the one JSON object of the body.
     *
     * @throws HttpRefusal if it is anything else, or has a member twice
     */
    JsonNode json() throws HttpRefusal {
        if (contentType == null || !CONTENT_TYPE.matcher(contentType.strip()).matches()) {
            throw HttpRefusal.badRequest("Content-Type application/json olmalıdır.");
        }
        try {
            String text = RequestText.utf8(bytes);
            JsonNode json = STRICT.readTree(text);
            if (json.isObject() && text.charAt(0) != '\uFEFF') {
                return json;
            }
        } catch (RequestText.Unreadable | JacksonException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static HttpRefusal unreadable() {
        return HttpRefusal.badRequest("İstek okunamadı.");
    }
}
