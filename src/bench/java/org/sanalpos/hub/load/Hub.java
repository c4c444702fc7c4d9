package org.sanalpos.hub.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A hub in a process of its own, from the jar, with one company that has a virtual POS at the stub for each delay. */
final class Hub implements AutoCloseable {
    static final String COMPANY = "BENCH";
    private static final Pattern READY = Pattern.compile("listens on (http://127\\.0\\.0\\.1:[0-9]+)");
    private static final Pattern WAITING = Pattern.compile("(?m)^sanalpos_outbox_rows\\{[^}]*} (\\S+)$");
    private static final String OPERATOR = "operator-key-of-the-benchmark-0123456789abcdef";
    private static final JsonMapper JSON = new JsonMapper();

    private final Child process;
    private final Path home;
    private final int brokerPort;
    private final CloseableHttpClient client;
    private String key;

    private Hub(Child process, Path home, int brokerPort) {
        this.process = process;
        this.home = home;
        this.brokerPort = brokerPort;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(2000)
                        .setMaxConnPerRoute(1000)
                        .build())
                .disableAutomaticRetries()
                .build();
    }

    /** @param database the settings of its database; none for the H2 file */
    static Hub start(Path jar, List<String> options, Path folder, int brokerPort, Map<String, String> database)
            throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(database);
        settings.put("SANALPOS_HOME", folder.resolve("data").toString());
        settings.put("SANALPOS_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("SANALPOS_OPERATOR_KEY", OPERATOR);
        settings.put("SANALPOS_BROKER_PORT", Integer.toString(brokerPort));
        settings.put("SERVER_PORT", "0");
        settings.put("SANALPOS_LIMITS_KEY_REQUESTS_PER_SECOND", "1000");
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-jar", jar.toString()));
        return new Hub(Child.start(folder, arguments, settings, READY), folder.resolve("data"), brokerPort);
    }

    /** Makes the company, its key and its virtual POSes {@code D<milliseconds>}. */
    void define(String stub, int... delays) throws IOException {
        made("/companies", "{\"code\":\"BENCH\",\"name\":\"Benchmark\",\"clearCards\":true}");
        key = made("/api-keys", "{\"company\":\"BENCH\",\"scopes\":[\"payments:write\",\"payments:read\"]}")
                .get("key")
                .asString();
        for (int delay : delays) {
            define("D" + delay, "isbank", stub, delay);
        }
    }

    /** Makes one more virtual POS, at a bank that takes so many milliseconds. */
    void define(String code, String bank, String stub, int delay) throws IOException {
        made("/virtual-pos", """
                    {"code":"%s","company":"BENCH","bank":"%s","active":true,"environment":"production","secure":"none","allowNonSecure":true,
                     "credentials":{"clientId":"700100001","username":"HUBAPI","password":"bench-password"},
                     "endpoints":{"api":"%s/%d/fim/api"},"currencies":["TRY"],"installments":[1],"priority":100}
                    """.formatted(code, bank, stub, delay));
    }

    private JsonNode made(String path, String body) throws IOException {
        return JSON.readTree(post(process.told() + "/api/v1" + path, OPERATOR, "application/json", body, 201));
    }

    /** A sale, as REST and queues take it. */
    static String sale(String requestId, int delay) {
        return sale(requestId, "D" + delay);
    }

    private static String sale(String requestId, String pos) {
        return """
                {"requestId":"%s","virtualPos":"%s","orderNo":"SO-1","amount":"129.90","currency":"TRY","channel":"moto",
                 "card":{"number":"4155650100416111","expiry":"12/30","cvv":"123","holder":"AYŞE YILMAZ"}}
                """.formatted(requestId, pos);
    }

    /** Asks for a sale by REST that may come to anything. */
    void attempt(String requestId, String pos) throws IOException {
        HttpPost post = new HttpPost(process.told() + "/api/v1/payments");
        post.setHeader("Authorization", "Bearer " + key);
        post.setEntity(new StringEntity(sale(requestId, pos), ContentType.APPLICATION_JSON));
        client.execute(post, response -> EntityUtils.toString(response.getEntity()));
    }

    /** Asks for a sale by REST; whether the money was taken. */
    boolean pay(String requestId, int delay) throws IOException {
        return post(process.told() + "/api/v1/payments", key, "application/json", sale(requestId, delay), 201)
                .contains("\"status\":\"captured\"");
    }

    /** Sends a ready-made message straight to the bank; whether it approved. */
    boolean direct(String url, String message) throws IOException {
        return post(url, null, "application/x-www-form-urlencoded", message, 200).contains("<Response>Approved<");
    }

    private String post(String url, String bearer, String type, String body, int expected) throws IOException {
        HttpPost post = new HttpPost(url);
        if (bearer != null) {
            post.setHeader("Authorization", "Bearer " + bearer);
        }
        post.setEntity(new StringEntity(body, ContentType.create(type, StandardCharsets.UTF_8)));
        return client.execute(post, response -> {
            String text = EntityUtils.toString(response.getEntity());
            if (response.getCode() != expected) {
                throw new IOException(url + " answered " + response.getCode() + " " + text);
            }
            return text;
        });
    }

    String get(String url) throws IOException {
        return client.execute(new HttpGet(url), response -> EntityUtils.toString(response.getEntity()));
    }

    /** Waits until everything that has to leave the hub has left it; gives the rows that waited at the first look. */
    long drain() throws IOException, InterruptedException {
        double first = Double.NaN;
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(15);
        while (System.nanoTime() < end) {
            // A number that cannot be known is NaN, and so is the sum.
            double rows = WAITING.matcher(get(process.told() + "/actuator/prometheus"))
                    .results()
                    .mapToDouble(match -> Double.parseDouble(match.group(1)))
                    .sum();
            first = Double.isNaN(first) ? rows : first;
            if (rows == 0) {
                return (long) first;
            }
            Thread.sleep(200);
        }
        throw new IOException("the outbox is not empty after a quarter of an hour");
    }

    Child process() {
        return process;
    }

    /** Its data folder. */
    Path home() {
        return home;
    }

    String key() {
        return key;
    }

    String broker() {
        return "tcp://127.0.0.1:" + brokerPort;
    }

    @Override
    public void close() throws IOException {
        client.close();
        process.close();
    }
}
