package org.sanalpos.hub.bank;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankReply;
import org.sanalpos.hub.mapping.BankRequest;
import org.sanalpos.hub.security.PublicHosts;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.stereotype.Component;

/**
 * Posts a request to a bank, once: no repeat, no redirect, no cookie. Each bank has connections of its own, so that one
 * that hangs takes none from the others; so have the addresses that companies gave for it, which have to be public outside of the sandbox. What payments ask goes through {@link GuardedCalls}. TLS is verified against the JVM's trust store, always.
 */
@Component
public class BankClient {
    /** Of each bank, beyond what payments may use: for questions about definitions, which may take no more at once. */
    public static final int SPARE_CONNECTIONS = 10;

    /** An answer is a few kilobytes; more is no answer. */
    private static final int MAX_ANSWER_BYTES = 1_000_000;

    private final Map<Destination, CloseableHttpClient> clients = new ConcurrentHashMap<>();
    private final Set<HttpPost> underWay = ConcurrentHashMap.newKeySet();
    private final Deadlines deadlines;
    private final int connectionsPerBank;
    private final boolean sandbox;
    private final PublicHosts hosts;
    private final MeterRegistry meters;
    private volatile boolean stopping;

    BankClient(Deadlines deadlines, HubSettings settings, PublicHosts hosts, MeterRegistry meters) {
        this.deadlines = deadlines;
        this.connectionsPerBank = settings.banks().callsPerBank() + SPARE_CONNECTIONS;
        this.sandbox = settings.sandbox();
        this.hosts = hosts;
        this.meters = meters;
    }

    /** @param ofCompanies whether companies gave the addresses */
    private record Destination(String bank, boolean ofCompanies) {}

    /**
     * Sends and waits for the whole answer, at most for the bank's total limit. A failure before the first byte of the
     * body was written is {@link BankReply.NotSent}; any later one is {@link BankReply.Lost}.
     */
    public BankReply send(BankRequest request) {
        long started = System.nanoTime();
        BankReply reply = exchange(request);
        Timer.builder("sanalpos.bank.call")
                .description("Time of one call to a bank")
                .tag("bank", request.bank())
                .tag("transport", reply.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .publishPercentileHistogram()
                .register(meters)
                .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        return reply;
    }

    /**
     * Ends all calls that are under way, whose answers are then lost, and sends nothing any more: for a stop that has waited long
     * enough.
     *
     * @return the number of calls that were cut off
     */
    public int cut() {
        stopping = true;
        List<HttpPost> calls = List.copyOf(underWay);
        calls.forEach(HttpPost::abort);
        return calls.size();
    }

    private BankReply exchange(BankRequest request) {
        WatchedEntity entity = new WatchedEntity(request);
        HttpPost post = null;
        Future<?> deadline = null;
        try {
            post = new HttpPost(request.url());
            post.setEntity(entity);
            request.headers().forEach(post::setHeader);
            underWay.add(post);
            if (stopping) {
                return new BankReply.NotSent(BankReply.Obstacle.HUB, "the hub stops");
            }
            deadline = deadlines.after(request.timeouts().total(), post::abort);
            CloseableHttpClient client = clients.computeIfAbsent(
                    new Destination(request.bank(), request.publicHost()),
                    destination -> client(request.timeouts(), destination.ofCompanies()));
            Runnable cut = post::abort;
            return client.execute(post, response -> answered(response, cut));
        } catch (IOException | RuntimeException e) {
            String reason = stopping ? "the hub stopped before the bank answered" : reason(e);
            return entity.begun
                    ? new BankReply.Lost(reason, stopping)
                    : new BankReply.NotSent(stopping ? BankReply.Obstacle.HUB : obstacle(e), reason);
        } finally {
            if (post != null) {
                underWay.remove(post);
            }
            if (deadline != null) {
                deadline.cancel(false);
            }
        }
    }

    /** @param cut ends the connection */
    private static BankReply answered(ClassicHttpResponse response, Runnable cut) throws IOException {
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : read(entity, cut);
        String type = entity == null ? null : entity.getContentType();
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        headers.values().removeIf(Objects::isNull);
        return new BankReply.Answered(response.getCode(), type, headers, body);
    }

    private static BankReply.Obstacle obstacle(Exception failure) {
        if (failure instanceof UnknownHostException) {
            return BankReply.Obstacle.ADDRESS;
        }
        if (failure instanceof SSLException) {
            return BankReply.Obstacle.TLS;
        }
        if (failure instanceof ConnectException) {
            return BankReply.Obstacle.REFUSED;
        }
        if (failure instanceof ConnectionRequestTimeoutException) {
            return BankReply.Obstacle.LIMIT;
        }
        return failure instanceof IOException ? BankReply.Obstacle.CONNECTION : BankReply.Obstacle.HUB;
    }

    private static byte[] read(HttpEntity entity, Runnable cut) throws IOException {
        try (InputStream content = entity.getContent()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream(4096);
            byte[] part = new byte[8192];
            for (int read = content.read(part); read >= 0; read = content.read(part)) {
                body.write(part, 0, read);
                if (body.size() > MAX_ANSWER_BYTES) {
                    // Else the closing would read the rest.
                    cut.run();
                    throw new IOException("the answer is larger than " + MAX_ANSWER_BYTES + " bytes");
                }
            }
            return body.toByteArray();
        }
    }

    private CloseableHttpClient client(Bank.Timeouts timeouts, boolean ofCompanies) {
        Timeout connect = Timeout.of(timeouts.connect());
        Timeout answer = Timeout.of(timeouts.answer());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(ofCompanies && !sandbox ? new PublicOnly() : SystemDefaultDnsResolver.INSTANCE)
                        .setMaxConnTotal(connectionsPerBank)
                        .setMaxConnPerRoute(connectionsPerBank)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(answer)
                                .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                                .setTimeToLive(TimeValue.ofMinutes(5))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(answer)
                        .build())
                .setUserAgent("SanalPosHub")
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.ofSeconds(20))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** The kind of failure and its words, without anything of the request. */
    private static String reason(Exception failure) {
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        String reason = failure.getClass().getSimpleName() + message;
        return reason.length() <= 300 ? reason : reason.substring(0, 300);
    }

    @PreDestroy
    void close() {
        clients.values().forEach(client -> client.close(CloseMode.GRACEFUL));
    }

    /**
     * The addresses that a connection tries, and no others: a name that begins to mean another host after it was looked at has none. A
     * company is not told which names there are inside.
     */
    private final class PublicOnly implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            try {
                return hosts.addresses(host);
            } catch (UnknownHostException unknownOrInside) {
                throw new UnknownHostException(host + " is not known, or has an address that is not public");
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Knows whether its content was begun to be written: before that, nothing can have been processed. */
    private static final class WatchedEntity extends HttpEntityWrapper {
        private volatile boolean begun;

        private WatchedEntity(BankRequest request) {
            super(new ByteArrayEntity(request.body(), ContentType.parse(request.contentType())));
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            begun = true;
            super.writeTo(out);
        }
    }
}
