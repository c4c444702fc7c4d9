package org.sanalpos.hub.output.webhook;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.sanalpos.hub.output.webhook.Attempt.Failure;
import org.sanalpos.hub.security.PublicHosts;
import org.sanalpos.hub.virtualpos.WebhookTargets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Posts an event to a company's receiver, once: no repeat, no redirect, no cookie, no proxy. A connection goes to the very addresses that were
 * checked. TLS is verified against the JVM's trust store, always. Of the answer the status counts, and nothing is kept of it.
 */
@Component
class WebhookClient {
    /** What is read of an answer, so that its connection can be used again; a larger one costs it. */
    private static final int MAX_ANSWER_BYTES = 65_536;

    private static final int MAX_LINE_BYTES = 8_192;
    private static final int MAX_HEADERS = 100;
    private static final int CONNECTIONS = 64;

    /** Of a host with many addresses that do not answer, so that the time suffices. */
    private static final int MAX_ADDRESSES = 2;

    private static final int DETAIL_LENGTH = 300;
    private static final Logger LOG = LoggerFactory.getLogger(WebhookClient.class);

    private final WebhookTargets targets;
    private final Duration limit;
    private final Clock clock;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines;

    WebhookClient(WebhookTargets targets, WebhookSettings settings, Clock clock) {
        this.targets = targets;
        this.limit = Duration.ofSeconds(settings.timeoutSeconds());
        this.clock = clock;
        this.client = client();
        this.deadlines = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "webhook-deadlines");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Sends and waits for the answer, at most for the limit.
     *
     * @param signature value of {@code Sanalpos-Signature}
     */
    Attempt post(String url, String body, String signature) {
        Instant at = clock.instant();
        long started = System.nanoTime();
        Optional<String> objection = targets.objection(url);
        if (objection.isPresent()) {
            return Attempt.failed(at, Failure.TARGET_REFUSED, objection.get(), Duration.ZERO);
        }
        HttpPost post = new HttpPost(url);
        post.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        post.setHeader("Sanalpos-Signature", signature);
        Future<?> deadline = deadlines.schedule(post::abort, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            int status = status(HttpHost.create(URI.create(url)), post);
            return Attempt.answered(at, status, since(started));
        } catch (IOException e) {
            boolean late = since(started).compareTo(limit) >= 0;
            Failure failure = late ? Failure.TIMEOUT : failure(e);
            return Attempt.failed(at, failure, late ? null : detail(e), since(started));
        } finally {
            deadline.cancel(false);
        }
    }

    private int status(HttpHost receiver, HttpPost post) throws IOException {
        ClassicHttpResponse response = client.executeOpen(receiver, post, null);
        int status = response.getCode();
        try (response) {
            if (!readToItsEnd(response.getEntity())) {
                // Else the closing would read the rest.
                post.abort();
            }
        } catch (IOException brokeOff) {
            LOG.debug("An answer broke off after its status, which counts", brokeOff);
        }
        return status;
    }

    private static boolean readToItsEnd(HttpEntity entity) throws IOException {
        if (entity == null) {
            return true;
        }
        InputStream content = entity.getContent();
        byte[] part = new byte[8192];
        int total = 0;
        int read = content.read(part);
        while (read >= 0 && total <= MAX_ANSWER_BYTES) {
            total += read;
            read = content.read(part);
        }
        return read < 0;
    }

    private CloseableHttpClient client() {
        Timeout answer = Timeout.of(limit);
        Timeout connect = Timeout.of(limit.dividedBy(MAX_ADDRESSES));
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedAddresses())
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(MAX_LINE_BYTES)
                                        .setMaxHeaderCount(MAX_HEADERS)
                                        .build())
                                .build())
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(answer)
                                .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                                .setTimeToLive(TimeValue.ofMinutes(1))
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

    private static Failure failure(Exception failure) {
        if (failure instanceof PublicHosts.NotPublicException) {
            return Failure.TARGET_REFUSED;
        }
        if (failure instanceof UnknownHostException) {
            return Failure.HOST_UNKNOWN;
        }
        if (failure instanceof SSLException) {
            return Failure.TLS;
        }
        if (failure instanceof InterruptedIOException) {
            return Failure.TIMEOUT;
        }
        return failure instanceof MessageConstraintException || failure.getCause() instanceof HttpException
                ? Failure.ANSWER_UNREADABLE
                : Failure.CONNECTION;
    }

    /** The failure's own words; those of the client name the host and its address and nothing else of the URL. */
    private static String detail(Exception failure) {
        String message = failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage().replaceAll("\\s+", " ").strip();
        return message.length() <= DETAIL_LENGTH ? message : message.substring(0, DETAIL_LENGTH);
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    @PreDestroy
    void close() {
        deadlines.shutdownNow();
        client.close(CloseMode.GRACEFUL);
    }

    /** The addresses that a connection tries, and no others. */
    private final class CheckedAddresses implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = targets.addresses(host);
            return Arrays.copyOf(addresses, Math.min(addresses.length, MAX_ADDRESSES));
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
