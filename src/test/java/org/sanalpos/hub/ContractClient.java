package org.sanalpos.hub;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls a running hub as a client does, and holds every request and every answer against {@code openapi.yaml}: what does not match
 * it is an {@link AssertionError}. A client does not change; {@link #with} and {@link #invalid} make another one.
 */
public final class ContractClient {
    private static final String API = "/api/v1";
    private static final JsonMapper JSON = new JsonMapper();
    private static final OpenApiInteractionValidator CONTRACT =
            OpenApiInteractionValidator.createForInlineApiSpecification(contract())
                    .build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final String hub;
    private final Map<String, String> headers;
    private final boolean validRequest;

    private ContractClient(String hub, Map<String, String> headers, boolean validRequest) {
        this.hub = hub;
        this.headers = headers;
        this.validRequest = validRequest;
    }

    /**
     * @param hub address of the hub, such as {@code http://127.0.0.1:8080}
     * @param key API key, or null to send none
     */
    public static ContractClient of(String hub, String key) {
        ContractClient client = new ContractClient(hub, Map.of(), true);
        return key == null ? client : client.with("Authorization", "Bearer " + key);
    }

    /** The same client with one header more, or another value of it. */
    public ContractClient with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ContractClient(hub, more, validRequest);
    }

    /** The same client for requests that are wrong on purpose: only their answers are held against the contract. */
    public ContractClient invalid() {
        return new ContractClient(hub, headers, false);
    }

    /** @param path below {@code /api/v1}, with the query, such as {@code /payments?size=10} */
    public Reply get(String path) {
        return send("GET", path, null);
    }

    /** @param body JSON: a text as it is, anything else as Jackson writes it; null for none */
    public Reply post(String path, Object body) {
        return send("POST", path, body);
    }

    /** @param body as in {@link #post} */
    public Reply put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    /**
     * What the hub answered.
     *
     * @param text the body as it came
     * @param body the body as JSON; a missing node when it is none
     */
    public record Reply(int status, HttpHeaders headers, String text, JsonNode body) {

        /** The first header of this name, or null. */
        public String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        /** The message of the first error of a problem about this field, or null. */
        public String error(String field) {
            for (JsonNode error : body.path("errors")) {
                if (error.path("field").asString("").equals(field)) {
                    return error.path("message").asString("");
                }
            }
            return null;
        }
    }

    private Reply send(String method, String path, Object body) {
        String text = body == null || body instanceof String ? (String) body : JSON.writeValueAsString(body);
        if (validRequest) {
            check("request", method + " " + path, CONTRACT.validateRequest(request(method, path, text)));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub + API + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        text == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(text));
        if (text != null) {
            request.setHeader("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        HttpResponse<String> answer = exchange(request.build());
        check("answer", method + " " + path + " " + answer.body(), validateAnswer(method, path, answer));
        return new Reply(answer.statusCode(), answer.headers(), answer.body(), json(answer));
    }

    private static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private Request request(String method, String path, String body) {
        URI uri = URI.create(API + path);
        SimpleRequest.Builder request = new SimpleRequest.Builder(Request.Method.valueOf(method), uri.getPath());
        headers.forEach(request::withHeader);
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                String[] parts = pair.split("=", 2);
                request.withQueryParam(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        if (body != null) {
            if (headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
                request.withContentType("application/json");
            }
            request.withBody(body, StandardCharsets.UTF_8);
        }
        return request.build();
    }

    private static ValidationReport validateAnswer(String method, String path, HttpResponse<String> answer) {
        SimpleResponse.Builder response = new SimpleResponse.Builder(answer.statusCode());
        answer.headers().map().forEach((name, values) -> values.forEach(value -> response.withHeader(name, value)));
        if (!answer.body().isEmpty()) {
            response.withBody(answer.body(), StandardCharsets.UTF_8);
        }
        return CONTRACT.validateResponse(
                URI.create(API + path).getPath(), Request.Method.valueOf(method), response.build());
    }

    private static void check(String what, String about, ValidationReport report) {
        if (report.hasErrors()) {
            throw new AssertionError("The " + what + " is against the contract: " + about + "\n"
                    + report.getMessages().stream()
                            .map(message -> message.getKey() + ": " + message.getMessage())
                            .collect(Collectors.joining("\n")));
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").contains("json")
                ? JSON.readTree(answer.body())
                : MissingNode.getInstance();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String contract() {
        try (InputStream file = ContractClient.class.getResourceAsStream("/openapi.yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
