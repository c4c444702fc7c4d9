package org.sanalpos.hub.sandbox.payflex;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sanalpos.hub.sandbox.RequestText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of a form, which the MPI and the Common Payment take as they are.
 *
 * @param values by name; none comes twice
 */
record FlatForm(Map<String, String> values) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a posted form.
     *
     * @throws RequestText.Unreadable if it is none, or names a field twice
     */
    static FlatForm read(HttpServletRequest request) throws IOException, RequestText.Unreadable {
        if (!"POST".equals(request.getMethod())) {
            throw new RequestText.Unreadable("method");
        }
        if (!RequestText.type(request).equals("application/x-www-form-urlencoded")) {
            throw new RequestText.Unreadable("content type");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> field :
                RequestText.form(RequestText.body(request)).entrySet()) {
            if (field.getValue().size() > 1) {
                throw new RequestText.Unreadable(field.getKey());
            }
            values.put(field.getKey(), field.getValue().get(0));
        }
        return new FlatForm(values);
    }

    /**
     * Reads a posted object of texts, the same fields in JSON.
     *
     * @throws RequestText.Unreadable if it is none, or names a field twice
     */
    static FlatForm readJson(HttpServletRequest request) throws IOException, RequestText.Unreadable {
        if (!"POST".equals(request.getMethod())) {
            throw new RequestText.Unreadable("method");
        }
        try {
            JsonNode root = JSON.readTree(RequestText.utf8(RequestText.body(request)));
            Map<String, String> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field : root.properties()) {
                if (!field.getValue().isString()) {
                    throw new RequestText.Unreadable(field.getKey());
                }
                values.put(field.getKey(), field.getValue().asString());
            }
            return new FlatForm(values);
        } catch (JacksonException e) {
            throw new RequestText.Unreadable("JSON");
        }
    }

    boolean has(String name) {
        return !text(name).isEmpty();
    }

    boolean present(String name) {
        return values.containsKey(name);
    }

    /** Returns a field, an empty text if it is not there. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    boolean matches(String name, String form) {
        return text(name).matches(form);
    }

    /** Returns the name of a field that does not belong here. */
    Optional<String> strange(Set<String> known) {
        return values.keySet().stream().filter(name -> !known.contains(name)).findFirst();
    }

    /** Tells whether a field is an address of the web with nothing left out. */
    boolean isUrl(String name) {
        return host(name).isPresent();
    }

    /** Returns the host of a field that is an address of the web. */
    Optional<String> host(String name) {
        try {
            URI uri = new URI(text(name));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web ? Optional.ofNullable(uri.getHost()) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Names the fields only: the values are secrets and cards. */
    @Override
    public String toString() {
        return "FlatForm" + values.keySet();
    }
}
