package org.sanalpos.hub.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bank that approves every sale of the NestPay dialect after a set time, in a process of its own: {@code POST /<milliseconds>/fim/api}.
 * {@code GET /last} gives the body of the last sale, so that it can be sent again without the hub.
 */
public final class BankStub {
    private static final Pattern PATH = Pattern.compile("/(\\d{1,5})/fim/api");
    private static final Pattern ORDER = Pattern.compile("<OrderId>([^<]*)</OrderId>");

    private final ScheduledExecutorService answers = Executors.newScheduledThreadPool(2);
    private final AtomicLong count = new AtomicLong();
    private volatile byte[] last = new byte[0];

    private BankStub() {}

    /** Prints {@code listens on <port>} and serves until the process is ended. */
    public static void main(String[] args) throws IOException {
        // Head and body are written apart: without this they wait for each other's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(Executors.newFixedThreadPool(4));
        BankStub bank = new BankStub();
        server.createContext("/", bank::handle);
        server.start();
        System.out.println("listens on " + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/last")) {
            answer(exchange, last);
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        Matcher delay = PATH.matcher(path);
        Matcher order = ORDER.matcher(URLDecoder.decode(
                new String(body, StandardCharsets.US_ASCII).replaceFirst("^DATA=", ""), StandardCharsets.US_ASCII));
        if (!delay.matches() || !order.find()) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        last = body;
        byte[] approval = approval(order.group(1)).getBytes(StandardCharsets.US_ASCII);
        long millis = Long.parseLong(delay.group(1));
        if (millis == 0) {
            answer(exchange, approval);
        } else {
            answers.schedule(() -> answer(exchange, approval), millis, TimeUnit.MILLISECONDS);
        }
    }

    private static Void answer(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange;
                OutputStream out = exchange.getResponseBody()) {
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, body.length);
            out.write(body);
        }
        return null;
    }

    private String approval(String order) {
        long number = count.incrementAndGet();
        return """
                <?xml version="1.0" encoding="ISO-8859-9"?>
                <CC5Response>
                  <OrderId>%s</OrderId>
                  <GroupId>%s</GroupId>
                  <Response>Approved</Response>
                  <AuthCode>%06d</AuthCode>
                  <HostRefNum>%012d</HostRefNum>
                  <ProcReturnCode>00</ProcReturnCode>
                  <TransId>stub-%d</TransId>
                  <ErrMsg></ErrMsg>
                  <Extra><SETTLEID>1</SETTLEID><TRXDATE>20260615 09:48:11</TRXDATE><ERRORCODE></ERRORCODE><NUMCODE>00</NUMCODE></Extra>
                </CC5Response>
                """.formatted(order, order, number % 1_000_000, number, number);
    }
}
