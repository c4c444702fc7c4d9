package org.sanalpos.hub.output.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.output.webhook.Attempt.Failure;
import org.sanalpos.hub.security.PublicHosts;
import org.sanalpos.hub.virtualpos.WebhookTargets;

/** One attempt, against receivers that misbehave and addresses that nobody may call. */
class WebhookClientTest {
    private static final int LIMIT_SECONDS = 2;

    private final AtomicInteger connections = new AtomicInteger();
    private ServerSocket server;
    private WebhookClient client;

    @FunctionalInterface
    interface Behaviour {
        void answer(OutputStream out) throws Exception;
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        client = client(new WebhookTargets(true, new PublicHosts()));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private static WebhookClient client(WebhookTargets targets) {
        return new WebhookClient(targets, new WebhookSettings(LIMIT_SECONDS, 30), Clock.systemUTC());
    }

    private String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/hook?token=s3cr3t";
    }

    private void behave(Behaviour behaviour) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    connections.incrementAndGet();
                    socket.getInputStream().read(new byte[65_536]);
                    behaviour.answer(socket.getOutputStream());
                } catch (Exception gone) {
                    // The next one.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private Attempt post() {
        return client.post(url(), "{}", "t=1,v1=00");
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() {
        behave(out -> write(
                out,
                "HTTP/1.1 307 Temporary Redirect\r\nLocation: " + url()
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));

        Attempt attempt = post();

        assertThat(attempt.httpStatus()).isEqualTo(307);
        assertThat(attempt.delivered()).isFalse();
        assertThat(connections).hasValue(1);
    }

    @Test
    void aStatusCountsWhateverFollowsAndAnEndlessAnswerIsNotReadToItsEnd() {
        AtomicInteger written = new AtomicInteger();
        behave(out -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n");
            byte[] part = new byte[65_536];
            while (written.addAndGet(part.length) < 2_000_000_000) {
                out.write(part);
            }
        });

        Attempt attempt = post();

        assertThat(attempt.delivered()).isTrue();
        assertThat(attempt.took()).isLessThan(Duration.ofSeconds(LIMIT_SECONDS));
        assertThat(written.get()).isLessThan(50_000_000);
    }

    @Test
    void aReceiverHasUntilTheLimitHoweverSlowlyItTalks() {
        behave(out -> {
            write(out, "HTTP/1.1 200 OK\r\n");
            for (int i = 0; i < 100; i++) {
                write(out, "X-" + i + ": y\r\n");
                Thread.sleep(100);
            }
        });

        Attempt attempt = post();

        assertThat(attempt.failure()).isEqualTo(Failure.TIMEOUT);
        assertThat(attempt.took()).isBetween(Duration.ofSeconds(LIMIT_SECONDS), Duration.ofSeconds(LIMIT_SECONDS + 2));
    }

    @Test
    void aReceiverThatSaysNothingTimesOut() {
        behave(out -> Thread.sleep(10_000));

        assertThat(post().failure()).isEqualTo(Failure.TIMEOUT);
    }

    @Test
    void headersWithoutEndAndWhatIsNotHttpAreNoAnswer() {
        behave(out -> write(out, "HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000) + "\r\n\r\n"));
        assertThat(post().failure()).isEqualTo(Failure.ANSWER_UNREADABLE);
    }

    @Test
    void aConnectionThatBreaksOrIsRefusedIsTold() throws IOException {
        behave(out -> {});
        assertThat(post().failure()).isEqualTo(Failure.CONNECTION);
        ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        unused.close();

        Attempt refused =
                client.post("http://127.0.0.1:" + unused.getLocalPort() + "/hook?token=s3cr3t", "{}", "t=1,v1=00");

        assertThat(refused.failure()).isEqualTo(Failure.CONNECTION);
        assertThat(refused.toString()).contains("127.0.0.1").doesNotContain("s3cr3t");
    }

    @Test
    void anUnknownHostAndACertificateThatIsNoneAreTold() {
        behave(out -> write(out, "HTTP/1.1 200 OK\r\n\r\n"));

        assertThat(client.post("https://no-such-host.invalid/", "{}", "").failure())
                .isEqualTo(Failure.HOST_UNKNOWN);
        assertThat(client.post("https://127.0.0.1:" + server.getLocalPort() + "/", "{}", "")
                        .failure())
                .isEqualTo(Failure.TLS);
    }

    @Test
    void outsideTheSandboxNoConnectionIsMadeToAnAddressThatIsNotPublic() {
        behave(out -> write(out, "HTTP/1.1 200 OK\r\n\r\n"));
        client.close();
        client = client(new WebhookTargets(false, new PublicHosts()));

        for (String url : List.of(
                "https://127.0.0.1:%d/",
                "https://localhost:%d/", "https://[::ffff:127.0.0.1]:%d/", "http://127.0.0.1:%d/")) {
            Attempt attempt = client.post(url.formatted(server.getLocalPort()), "{}", "");
            assertThat(attempt.failure()).as(url).isEqualTo(Failure.TARGET_REFUSED);
        }
        assertThat(connections).hasValue(0);
    }

    /** The name leads to a public address when the URL is kept, and to the hub's own machine when the event is sent. */
    @Test
    void aNameThatChangesItsAddressAfterItWasCheckedIsRefusedBeforeTheConnection() throws UnknownHostException {
        behave(out -> write(out, "HTTP/1.1 200 OK\r\n\r\n"));
        Queue<InetAddress> answers =
                new ArrayDeque<>(List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getLoopbackAddress()));
        WebhookTargets targets =
                new WebhookTargets(false, new PublicHosts(host -> new InetAddress[] {answers.remove()}));
        client.close();
        client = client(targets);
        String url = "https://rebinding.example:" + server.getLocalPort() + "/";
        assertThat(targets.objectionBeforeKeeping(url)).isEmpty();

        Attempt attempt = client.post(url, "{}", "");

        assertThat(attempt.failure()).isEqualTo(Failure.TARGET_REFUSED);
        assertThat(connections).hasValue(0);
    }

    /** There is no second look-up between the check and the connection that could answer otherwise. */
    @Test
    void theConnectionUsesTheAddressesThatWereChecked() {
        behave(out -> write(out, "no TLS here"));
        AtomicInteger lookups = new AtomicInteger();
        client.close();
        client = client(new WebhookTargets(true, new PublicHosts(host -> {
            assertThat(host).isEqualTo("known-to-the-check-alone.example");
            lookups.incrementAndGet();
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        })));

        Attempt attempt =
                client.post("https://known-to-the-check-alone.example:" + server.getLocalPort() + "/", "{}", "");

        assertThat(attempt.failure()).isEqualTo(Failure.TLS);
        assertThat(connections).hasValue(1);
        assertThat(lookups).hasValue(1);
    }
}
