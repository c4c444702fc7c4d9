package org.sanalpos.hub.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the screens of a sandbox bank. */
public final class BankScreen {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    public BankScreen(int port, String bank) {
        base = "http://localhost:" + port + "/sandbox/" + bank;
    }

    public JsonNode order(String orderId) {
        return get("/orders/" + orderId);
    }

    /** Returns a transaction of an order; the oldest is 0. */
    public JsonNode transaction(String orderId, int index) {
        return order(orderId).path("transactions").path(index);
    }

    /** Returns the minor units that the order took. */
    public long captured(String orderId) {
        return order(orderId).path("captured").asLong();
    }

    /** Returns the minor units that the order gave back. */
    public long refunded(String orderId) {
        return order(orderId).path("refunded").asLong();
    }

    /** Returns how many requests have named the order. */
    public int requests(String orderId) {
        return order(orderId).path("requests").asInt();
    }

    public JsonNode orders() {
        return get("/orders");
    }

    public int orderStatusCode(String orderId) {
        return send(HttpRequest.newBuilder(URI.create(base + "/orders/" + orderId)))
                .statusCode();
    }

    public JsonNode settle() {
        return json(
                send(HttpRequest.newBuilder(URI.create(base + "/settle")).POST(HttpRequest.BodyPublishers.noBody())));
    }

    /** Returns the order's transactions as {@code TYPE STATE capturedAmount}, oldest first. */
    public List<String> lines(String orderId) {
        List<String> lines = new ArrayList<>();
        order(orderId)
                .path("transactions")
                .forEach(line -> lines.add(
                        line.path("type").asString() + " " + line.path("state").asString() + " "
                                + line.path("capturedAmount").asLong()));
        return lines;
    }

    private JsonNode get(String path) {
        return json(send(HttpRequest.newBuilder(URI.create(base + path))));
    }

    private static JsonNode json(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
