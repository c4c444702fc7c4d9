package org.sanalpos.hub.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** Sends a store's messages to a sandbox bank over HTTP. */
public final class BankClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String base;

    BankClient(String base) {
        this.base = base;
    }

    /** Makes a request without a body. */
    public HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    /** Makes a request with a body; no content type if it is null. */
    public HttpRequest.Builder post(String path, String contentType, byte[] body) {
        HttpRequest.Builder request = get(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return contentType == null ? request : request.header("Content-Type", contentType);
    }

    /**
     * Sends a request.
     *
     * @throws IOException if there is no answer, or not all of it
     */
    public HttpResponse<byte[]> exchange(HttpRequest.Builder request) throws IOException {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Sends a request that must be answered. */
    public HttpResponse<byte[]> ask(HttpRequest.Builder request) {
        try {
            return exchange(request);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a request and does not wait for its answer. */
    public CompletableFuture<HttpResponse<byte[]>> askLater(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), BodyHandlers.ofByteArray());
    }
}
