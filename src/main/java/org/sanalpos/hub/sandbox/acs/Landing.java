package org.sanalpos.hub.sandbox.acs;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the bank's last page makes the browser send to the merchant.
 *
 * @param get whether it is a link with parameters and not a form that is posted
 * @param fields in their order
 */
public record Landing(boolean get, String url, Map<String, String> fields) {

    public Landing {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A form that the browser posts. */
    public static Landing post(String url, Map<String, String> fields) {
        return new Landing(false, url, fields);
    }

    /** A link that the browser follows. Parameters that the address has already come first: the browser would drop them. */
    public static Landing get(String url, Map<String, String> fields) {
        int query = url.indexOf('?');
        if (query < 0) {
            return new Landing(true, url, fields);
        }
        Map<String, String> all = new LinkedHashMap<>();
        for (String parameter : url.substring(query + 1).split("&")) {
            String[] pair = parameter.split("=", 2);
            all.put(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1]));
        }
        all.putAll(fields);
        return new Landing(true, url.substring(0, query), all);
    }

    /** The same way back with one field changed, or taken away where the value is null. */
    public Landing tampered(String field, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        if (value == null) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        return new Landing(get, url, changed);
    }

    /** Says nothing of the fields, which may hold card data. */
    @Override
    public String toString() {
        return "Landing[" + url + ", " + fields.keySet() + "]";
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
