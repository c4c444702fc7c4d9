package org.sanalpos.hub.output.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A company's receiver of webhooks: a real HTTP server that keeps what came and answers as it is told, 200 at first. */
public final class Receiver implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> all = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile Function<Received, Integer> answer = received -> 200;

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /**
     * One request.
     *
     * @param signature the header of that name, or null
     */
    public record Received(String method, String path, String contentType, String signature, String body) {
        public JsonNode event() {
            return JSON.readTree(body);
        }

        public String id() {
            return event().path("id").asString();
        }

        String type() {
            return event().path("type").asString();
        }

        public String payment() {
            return event().path("payment").path("id").asString();
        }
    }

    /** The status of answers from now on. */
    void answer(int status) {
        answer(received -> status);
    }

    void answer(Function<Received, Integer> status) {
        answer = status;
    }

    /** Lets every request wait until the end. */
    void hang() {
        answer(received -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 500;
        });
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=s3cr3t";
    }

    public List<Received> all() {
        return all;
    }

    List<Received> of(String payment) {
        return all.stream()
                .filter(received -> received.payment().equals(payment))
                .toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received received = new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("Sanalpos-Signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            all.add(received);
            int status = answer.apply(received);
            if (status / 100 == 3) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
