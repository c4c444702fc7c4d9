package org.sanalpos.hub;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A page as a browser without scripts sees it, and its one form, so that a test can send the form on as it is or changed. It follows no
 * redirect.
 *
 * @param url where the page came from
 * @param response the answer that brought it
 */
public record WebPage(URI url, HttpResponse<byte[]> response) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static WebPage get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    /** Posts a form as a browser does. */
    public static WebPage post(String url, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
    }

    /** Sends any request and takes what comes back. */
    public static WebPage send(HttpRequest.Builder request) {
        try {
            HttpRequest built = request.build();
            return new WebPage(built.uri(), HTTP.send(built, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public int status() {
        return response.statusCode();
    }

    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public Document document() {
        return Jsoup.parse(text(), url.toString());
    }

    /** Where a redirect leads. */
    public String location() {
        return url.resolve(response.headers().firstValue("Location").orElseThrow())
                .toString();
    }

    /** The page's only form. */
    public Form form() {
        Element form = document().select("form").stream()
                .reduce((one, other) -> {
                    throw new AssertionError("more than one form in " + text());
                })
                .orElseThrow(() -> new AssertionError(status() + ", no form in " + text()));
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[name]").forEach(input -> fields.put(input.attr("name"), input.attr("value")));
        return new Form(form.attr("method").equalsIgnoreCase("get"), form.attr("abs:action"), fields);
    }

    /**
     * A form with the fields that a browser would send; buttons are not among them.
     *
     * @param get whether it is sent as a link with parameters
     */
    public record Form(boolean get, String action, Map<String, String> fields) {
        public Form {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** The same form with a field set, or taken away where the value is null. */
        public Form with(String name, String value) {
            Map<String, String> changed = new LinkedHashMap<>(fields);
            if (value == null) {
                changed.remove(name);
            } else {
                changed.put(name, value);
            }
            return new Form(get, action, changed);
        }

        /** The same form sent to another address. */
        public Form to(String url) {
            return new Form(get, url, fields);
        }

        public WebPage submit() {
            String separator = action.contains("?") ? "&" : "?";
            return get ? WebPage.get(action + separator + encoded(fields)) : post(action, fields);
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
