package org.sanalpos.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A bank outside the hub's process that takes every payment and answers none before the test lets it. */
final class HeldBank implements AutoCloseable {
    private static final Pattern ORDER = Pattern.compile("<OrderId>([^<]*)</OrderId>");

    private final List<String> orders = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    HeldBank() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/fim/api", this::pay);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/fim/api";
    }

    /** The orders that were sent, each as often as it was. */
    List<String> orders() {
        return orders;
    }

    void awaitOrders(int number) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> orders.size() >= number);
    }

    /** Approves what is held and whatever comes after. */
    void release() {
        held.countDown();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void pay(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher order = ORDER.matcher(URLDecoder.decode(form, StandardCharsets.US_ASCII));
            if (!order.find()) {
                throw new IOException("no order in the request");
            }
            orders.add(order.group(1));
            held.await();
            byte[] answer = """
                    <?xml version="1.0" encoding="ISO-8859-9"?>
                    <CC5Response><OrderId>%s</OrderId><Response>Approved</Response><AuthCode>K40712</AuthCode>\
                    <HostRefNum>616609481125</HostRefNum><ProcReturnCode>00</ProcReturnCode><TransId>26166JkSc17204</TransId>\
                    <ErrMsg></ErrMsg></CC5Response>
                    """.formatted(order.group(1)).getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
