package org.sanalpos.hub.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the hub tells of its health.
 *
 * @param http status of the answer
 * @param text the answer as it came
 * @param took how long the answer took
 */
public record HealthPage(int http, String text, Duration took) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** @param group {@code liveness} or {@code readiness} */
    public static HealthPage of(String hub, String group) {
        return read(hub + "/actuator/health/" + group);
    }

    /** Any page that needs no key. */
    static HealthPage read(String url) {
        try {
            long started = System.nanoTime();
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new HealthPage(answer.statusCode(), answer.body(), Duration.ofNanos(System.nanoTime() - started));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String status() {
        return json().path("status").asString();
    }

    public JsonNode component(String name) {
        return json().path("components").path(name);
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(text);
    }
}
