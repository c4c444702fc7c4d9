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

/**
 * A bank outside the hub's process. It takes every payment and answers none before the test lets it, unless it is told to answer at once, well or
 * badly.
 */
public final class HeldBank implements AutoCloseable {
    private static final Pattern ORDER = Pattern.compile("<OrderId>([^<]*)</OrderId>");

    private final List<String> orders = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private volatile Way way = Way.HELD;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** What a bank does with a request. */
    public enum Way {
        HELD,
        APPROVED,
        GARBAGE,
        /** An approval, with a status that does not go with it. */
        HTTP_500,
        /** The connection is closed without an answer. */
        CUT
    }

    public HeldBank() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/fim/api", this::pay);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/fim/api";
    }

    /** The orders that were sent, each as often as it was. */
    public List<String> orders() {
        return orders;
    }

    public void awaitOrders(int number) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> orders.size() >= number);
    }

    /** Approves what is held and whatever comes after. */
    public void release() {
        held.countDown();
    }

    /** What becomes of requests that come from now on. */
    public void does(Way other) {
        way = other;
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
            Way now = way;
            if (now == Way.HELD) {
                held.await();
            }
            if (now == Way.CUT) {
                return;
            }
            byte[] answer = """
                    <?xml version="1.0" encoding="ISO-8859-9"?>
                    <CC5Response><OrderId>%s</OrderId><Response>Approved</Response><AuthCode>K40712</AuthCode>\
                    <HostRefNum>616609481125</HostRefNum><ProcReturnCode>00</ProcReturnCode><TransId>26166JkSc17204</TransId>\
                    <ErrMsg></ErrMsg></CC5Response>
                    """.formatted(order.group(1)).getBytes(StandardCharsets.US_ASCII);
            if (now == Way.GARBAGE) {
                answer = "%<<&".getBytes(StandardCharsets.US_ASCII);
            }
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(now == Way.HTTP_500 ? 500 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
