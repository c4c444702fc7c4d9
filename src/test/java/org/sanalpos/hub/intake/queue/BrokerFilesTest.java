package org.sanalpos.hub.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.payment.Command;
import org.sanalpos.hub.settings.SettingProblem;
import org.sanalpos.hub.virtualpos.CompanySettings;

class BrokerFilesTest {
    private static final String CARD = "4155650100416111";
    private static final String PAYMENT = """
            {"requestId":"%s","secure":"none","amount":"129.90","currency":"TRY",
             "card":{"number":"4155650100416111","expiry":"12/28","cvv":"987"}}""";

    @TempDir
    Path home;

    @Test
    void aRequestThatWaitsIsKeptEncryptedAndSurvivesARestart() throws Exception {
        String key;
        try (QueueHub hub = QueueHub.start(home)) {
            hub.company("ACME", CompanySettings.DEFAULTS);
            key = hub.key("ACME");
            hub.bean(CamelContext.class).getRouteController().stopRoute("queue");
            try (QueueClient acme = new QueueClient(hub.connect("ACME", key))) {
                TextMessage text = acme.text(PAYMENT.formatted("r-text"));
                text.setJMSReplyTo(acme.session().createQueue("sanalpos.replies.ACME"));
                acme.send(text);
                var bytes = acme.bytes(PAYMENT.formatted("r-bytes"));
                bytes.setJMSReplyTo(null);
                acme.send(bytes);
                assertThatThrownBy(() -> acme.send(acme.text(PAYMENT.formatted("r-large") + " ".repeat(200_000))))
                        .isInstanceOf(JMSException.class);
            }
            assertThat(filesWith("r-text", CARD, "\"987\"")).isEmpty();
        }
        assertThat(filesWith("r-text", CARD, "\"987\"")).isEmpty();

        var taken = new LinkedBlockingQueue<Command>();
        try (QueueHub hub = QueueHub.start(home)) {
            hub.onSubmit(command -> {
                taken.add(command);
                return new Answer(201, "PAY1", "{\"status\":\"captured\"}", false);
            });
            try (QueueClient acme = new QueueClient(hub.connect("ACME", key))) {
                assertThat(acme.take("sanalpos.replies.ACME").getStringProperty("status"))
                        .isEqualTo("captured");
            }
            for (int i = 0; i < 2; i++) {
                Command.Pay pay = (Command.Pay) taken.poll(20, TimeUnit.SECONDS);
                assertThat(pay.request().card().number()).isEqualTo(CARD);
            }
        }
        assertThat(filesWith("r-text", CARD, "\"987\"")).isEmpty();
    }

    @Test
    void ofARequestInPartsNothingReachesTheDiskNotEvenWhileItIsSent() throws Exception {
        try (QueueHub hub = QueueHub.start(home)) {
            hub.company("ACME", CompanySettings.DEFAULTS);
            // The client asks the broker for leave after each few parts, so that those before have been handled.
            Connection connection =
                    hub.connect("ACME", hub.key("ACME"), "?minLargeMessageSize=2000&producerWindowSize=4000");
            QueueClient acme = new QueueClient(connection);
            HalfRequest half = new HalfRequest();
            BytesMessage message = acme.session().createBytesMessage();
            message.setObjectProperty("JMS_AMQ_InputStream", half);
            Thread sender = new Thread(() -> sendInVain(acme, message));
            sender.start();
            assertThat(half.inItsMiddle.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(filesWith(CARD)).isEmpty();
            assertThat(home.resolve("broker/large")).isEmptyDirectory();

            connection.close();
            half.goOn.countDown();
            sender.join(20_000);
            assertThat(filesWith(CARD)).isEmpty();
            assertThat(home.resolve("broker/large")).isEmptyDirectory();
        }
    }

    /** A request as a stream that stops before its end. */
    private static final class HalfRequest extends InputStream {
        private static final int PARTS = 100;
        private final byte[] part = (PAYMENT.formatted("r-parts") + " ".repeat(2000)).getBytes(StandardCharsets.UTF_8);
        private final CountDownLatch inItsMiddle = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private int read;

        @Override
        public int read() {
            if (read == PARTS * part.length) {
                inItsMiddle.countDown();
                BrokerFilesTest.await(goOn);
                return -1;
            }
            return part[read++ % part.length];
        }
    }

    private static void sendInVain(QueueClient client, Message message) {
        try {
            client.send(message);
        } catch (JMSException closed) {
            // the connection goes while it is used
        }
    }

    @Test
    void aRequestThatTheBrokerWouldCutIntoPartsIsRefusedBeforeThat() throws Exception {
        try (QueueHub hub = QueueHub.start(home)) {
            hub.company("ACME", CompanySettings.DEFAULTS);
            try (QueueClient acme =
                    new QueueClient(hub.connect("ACME", hub.key("ACME"), "?minLargeMessageSize=10000000"))) {
                TextMessage whole = acme.text(PAYMENT.formatted("r-whole") + " ".repeat(600_000));

                assertThatThrownBy(() -> acme.send(whole)).hasMessageContaining("at most 65536 bytes");

                assertThat(filesWith("r-whole", CARD)).isEmpty();
                assertThat(home.resolve("broker/large")).isEmptyDirectory();
            }
        }
    }

    @Test
    void aRequestUnderWayWhenTheHubStopsHardIsTakenAgain() throws Exception {
        String key;
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        QueueHub first = QueueHub.start(home, "camel.main.shutdown-timeout=1", "sanalpos.broker.consumers=1");
        try {
            first.company("ACME", CompanySettings.DEFAULTS);
            key = first.key("ACME");
            first.onSubmit(command -> {
                begun.countDown();
                await(end);
                throw new IllegalStateException("the process is gone");
            });
            try (QueueClient acme = new QueueClient(first.connect("ACME", key))) {
                TextMessage request = acme.text(PAYMENT.formatted("r-1"));
                request.setJMSReplyTo(acme.session().createQueue("sanalpos.replies.ACME"));
                acme.send(request);
                assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
                first.broker().stop();
            }
        } finally {
            end.countDown();
            first.close();
        }

        try (QueueHub second = QueueHub.start(home)) {
            second.onSubmit(command -> new Answer(201, "PAY1", "{\"status\":\"captured\"}", false));
            try (QueueClient acme = new QueueClient(second.connect("ACME", key))) {
                assertThat(acme.take("sanalpos.replies.ACME").getStringProperty("status"))
                        .isEqualTo("captured");
            }
        }
    }

    @Test
    void aPortThatIsTakenStopsTheStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "sanalpos.broker.port=" + taken.getLocalPort();
            assertThatThrownBy(() -> QueueHub.startWith(home, port))
                    .hasRootCauseInstanceOf(SettingProblem.class)
                    .rootCause()
                    .hasMessageStartingWith("SANALPOS_BROKER_PORT: " + taken.getLocalPort() + " cannot be listened to");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Text messages are kept as two bytes a character, properties and bytes messages as one.
    private List<Path> filesWith(String... texts) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(texts)
                            .anyMatch(text -> contains(file, text.getBytes(StandardCharsets.UTF_8))
                                    || contains(file, text.getBytes(StandardCharsets.UTF_16LE))
                                    || contains(file, text.getBytes(StandardCharsets.UTF_16BE))))
                    .toList();
        }
    }

    private static boolean contains(Path file, byte[] wanted) {
        try {
            String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return all.contains(new String(wanted, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
