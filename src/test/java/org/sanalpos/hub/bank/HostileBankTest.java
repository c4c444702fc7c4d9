package org.sanalpos.hub.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankReply;
import org.sanalpos.hub.mapping.BankRequest;
import org.sanalpos.hub.security.PublicHosts;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Whatever answers at a bank's address, on the wire. */
class HostileBankTest {
    /** Far more than is read of any answer. */
    private static final int TOO_MUCH = 20_000_000;

    @TempDir
    Path folder;

    private final Deadlines deadlines = new Deadlines();
    private final BankClient client = new BankClient(
            deadlines,
            new Binder(new MapConfigurationPropertySource(Map.of()))
                    .bindOrCreate("sanalpos", Bindable.of(HubSettings.class)),
            new PublicHosts(),
            new SimpleMeterRegistry());

    @AfterEach
    void close() {
        client.close();
        deadlines.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\n', 'X-More: and more\r\n'",
        "'HTTP/1.1 200 OK\r\nX-Long: ', 'without an end'",
        "'HTTP/1.1 200 ', 'without an end'",
        "'HTTP/1.1 200 OK\r\n\r\n', 'a body without an end'",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '10\r\n0123456789abcdef\r\n'",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n', 'X-More: and more\r\n'",
    })
    void anAnswerWithoutEndIsLostBeforeItTakesMemory(String begin, String more) throws Exception {
        try (ServerSocket bank = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> written = CompletableFuture.supplyAsync(() -> talk(bank, begin, more));

            BankReply reply = client.send(request("http://127.0.0.1:" + bank.getLocalPort() + "/"));

            assertThat(reply).isInstanceOf(BankReply.Lost.class);
            assertThat(written.get(30, TimeUnit.SECONDS)).isLessThan(TOO_MUCH);
        }
    }

    @Test
    void aRedirectIsAnAnswerAndTakesTheRequestNowhere() throws Exception {
        try (ServerSocket bank = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String elsewhere = "http://127.0.0.1:" + other.getLocalPort() + "/";
            CompletableFuture<Integer> written = CompletableFuture.supplyAsync(() -> talk(
                    bank, "HTTP/1.1 307 Elsewhere\r\nContent-Length: 0\r\nLocation: " + elsewhere + "\r\n\r\n", ""));

            BankReply reply = client.send(request("http://127.0.0.1:" + bank.getLocalPort() + "/"));

            assertThat(reply).isInstanceOfSatisfying(BankReply.Answered.class, answer -> assertThat(answer.httpStatus())
                    .isEqualTo(307));
            written.get(30, TimeUnit.SECONDS);
            other.setSoTimeout(1);
            assertThatThrownBy(other::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aCertificateThatNobodySignedGetsNothingOfTheRequest() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        HttpsServer bank = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bank.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        bank.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
        });
        bank.start();
        try {
            BankReply reply =
                    client.send(request("https://127.0.0.1:" + bank.getAddress().getPort() + "/"));

            assertThat(reply).isInstanceOfSatisfying(BankReply.NotSent.class, notSent -> assertThat(notSent.obstacle())
                    .isEqualTo(BankReply.Obstacle.TLS));
            assertThat(requests).hasValue(0);
        } finally {
            bank.stop(0);
        }
    }

    private SSLContext selfSigned() throws Exception {
        Path store = folder.resolve("bank.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** Answers with a beginning and then more and more, until nobody listens or it is too much. */
    private static int talk(ServerSocket bank, String begin, String more) {
        int written = 0;
        try (Socket caller = bank.accept()) {
            InputStream in = caller.getInputStream();
            assertThat(in.read()).isPositive();
            OutputStream out = caller.getOutputStream();
            out.write(begin.getBytes(StandardCharsets.ISO_8859_1));
            byte[] part = more.repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
            while (part.length > 0 && written < TOO_MUCH) {
                out.write(part);
                written += part.length;
            }
            return written;
        } catch (IOException nobodyListens) {
            return written;
        }
    }

    private static BankRequest request(String url) {
        Duration limit = Duration.ofSeconds(20);
        return new BankRequest(
                "bank",
                "sale",
                url,
                false,
                "text/plain",
                Map.of(),
                "a card".getBytes(StandardCharsets.US_ASCII),
                "",
                new Bank.Timeouts(limit, limit, limit));
    }
}
