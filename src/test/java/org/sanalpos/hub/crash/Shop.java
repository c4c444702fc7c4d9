package org.sanalpos.hub.crash;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The programs of a company as they talk to one process of the hub, by REST, queue and file. */
final class Shop implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int TOO_MANY = 429;
    private static final int TOO_SLOW = 408;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final CrashingHub hub;
    private final Path inbox;
    private ActiveMQConnectionFactory broker;
    private Connection connection;
    private Session session;
    private MessageProducer requests;

    Shop(CrashingHub hub) {
        this.hub = hub;
        this.inbox = hub.home().resolve("inbox").resolve(CrashingHub.COMPANY);
    }

    /**
     * What the hub answered.
     *
     * @param text the body as it came
     */
    record Reply(int status, boolean replayed, String text) {
        /** @throws AssertionError if it is an error */
        JsonNode body() {
            if (status >= 300) {
                throw new AssertionError(status + " " + text);
            }
            return JSON.readTree(text);
        }
    }

    /**
     * Sends a request; one that is too many waits as it is told to, one that the machine was too busy to send in time is sent again.
     *
     * @param path below {@code /api/v1/payments}, with its slash; empty for a new payment
     */
    Reply post(String path, Map<String, Object> body) throws HubDownException {
        return send(path, "POST", HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    Reply get(String path) throws HubDownException {
        return send(path, "GET", HttpRequest.BodyPublishers.noBody());
    }

    /** Sends a request to the queue; returns when the broker has it. */
    synchronized void enqueue(Map<String, Object> body) throws HubDownException {
        try {
            if (connection == null) {
                broker = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + hub.brokerPort() + "?callTimeout=20000");
                connection = broker.createConnection(CrashingHub.COMPANY, hub.key());
                session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                requests = session.createProducer(session.createQueue("sanalpos.requests"));
            }
            requests.send(session.createTextMessage(JSON.writeValueAsString(body)));
        } catch (JMSException e) {
            throw new HubDownException(e);
        }
    }

    /** Drops a file with one sale, as a program does that renames it into place. */
    void drop(String name, Map<String, Object> body) {
        try {
            Files.createDirectories(inbox);
            Path unfinished = Files.writeString(inbox.resolve(name + ".tmp"), JSON.writeValueAsString(body));
            Files.move(unfinished, inbox.resolve(name + ".json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            // With a broker that is dead this takes its time.
            ActiveMQConnectionFactory used = broker;
            CompletableFuture.runAsync(used::close);
        }
    }

    private Reply send(String path, String method, HttpRequest.BodyPublisher body) throws HubDownException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub.baseUrl() + "/api/v1/payments" + path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + hub.key())
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            HttpResponse<String> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            while (answer.statusCode() == TOO_MANY || answer.statusCode() == TOO_SLOW) {
                long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(0);
                LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
                answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            }
            return new Reply(
                    answer.statusCode(),
                    answer.headers().firstValue("Idempotent-Replayed").isPresent(),
                    answer.body());
        } catch (IOException e) {
            throw new HubDownException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
