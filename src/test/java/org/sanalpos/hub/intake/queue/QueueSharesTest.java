package org.sanalpos.hub.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.virtualpos.CompanySettings;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** No sender takes the queue of requests from the others. */
@ExtendWith(OutputCaptureExtension.class)
class QueueSharesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NO_ROUTE = "camel.main.auto-startup=false";
    private static final String VOID = "{\"operation\":\"void\",\"transactionCode\":\"TX-1\"}";

    @TempDir
    Path home;

    @Test
    void aKeyBeyondItsRateIsToldWhenToGoOnAndOthersAreNotHeldUp() throws Exception {
        try (QueueHub hub =
                QueueHub.start(home, "sanalpos.limits.queue-requests-per-second=1", "sanalpos.limits.queue-burst=3")) {
            companies(hub);
            hub.onSubmit(command -> new Answer(201, "PAY1", "{\"status\":\"voided\"}", false));
            try (QueueClient acme = new QueueClient(hub.connect("ACME", hub.key("ACME")));
                    QueueClient beta = new QueueClient(hub.connect("BETA", hub.key("BETA")))) {
                Throwable refused = untilRefused(acme);

                assertThat(refused)
                        .isInstanceOf(JMSException.class)
                        .hasMessageContaining("the API key has sent too many requests; try again in 1 seconds");
                beta.send(beta.text(VOID));
                // The same connection, once the pause is over.
                await().atMost(PATIENCE).until(() -> catchThrowable(() -> acme.send(acme.text(VOID))) == null);
            }
        }
    }

    @Test
    void aSenderWithMoreThanItsShareWaitsUntilSomeOfItIsDone() throws Exception {
        try (QueueHub hub = QueueHub.start(home, NO_ROUTE)) {
            companies(hub);
            WaitingRequests waiting = hub.bean(WaitingRequests.class);
            try (QueueClient acme = new QueueClient(hub.connect("ACME", hub.key("ACME")));
                    QueueClient beta = new QueueClient(hub.connect("BETA", hub.key("BETA")))) {
                waiting.add("ACME", BrokerSettings.ADDRESS_DISK / 2);

                assertThatThrownBy(() -> acme.send(acme.text(VOID)))
                        .hasMessageContaining("as many requests of this sender wait as may, 256 MB");
                beta.send(beta.text(VOID));

                waiting.giveBack("ACME", BrokerSettings.ADDRESS_DISK / 4);
                acme.send(acme.text(VOID));
            }
        }
    }

    @Test
    void whatWaitsIsCountedAcrossARestartAndForgottenWhenItIsDone() throws Exception {
        String key;
        long all;
        try (QueueHub hub = QueueHub.start(home, NO_ROUTE)) {
            companies(hub);
            key = hub.key("ACME");
            try (QueueClient acme = new QueueClient(hub.connect("ACME", key))) {
                acme.send(acme.text(VOID));
                long one = hub.bean(WaitingRequests.class).of("ACME");
                assertThat(one).isPositive();
                acme.send(acme.bytes(VOID));
                all = hub.bean(WaitingRequests.class).of("ACME");
                assertThat(all).isGreaterThan(one);
            }
        }
        try (QueueHub hub = QueueHub.start(home, NO_ROUTE)) {
            WaitingRequests waiting = hub.bean(WaitingRequests.class);
            assertThat(waiting.of("ACME")).isEqualTo(all);
            List<Long> underWay = new CopyOnWriteArrayList<>();
            hub.onSubmit(command -> {
                underWay.add(waiting.of("ACME"));
                if (underWay.size() < 3) {
                    throw new IllegalStateException("it comes back");
                }
                return new Answer(201, "PAY1", "{\"status\":\"voided\"}", false);
            });

            hub.bean(CamelContext.class).getRouteController().startAllRoutes();

            await().atMost(PATIENCE).until(() -> waiting.of("ACME") == 0);
            // What comes back was not done: two deliveries that failed, and the first that did not.
            assertThat(underWay.subList(0, 3)).containsOnly(all);
        }
    }

    @Test
    void whatIsTakenBackOrTooOldCountsNoMore() throws Exception {
        try (QueueHub hub = QueueHub.start(home, NO_ROUTE)) {
            companies(hub);
            WaitingRequests waiting = hub.bean(WaitingRequests.class);
            try (QueueClient acme = new QueueClient(hub.connect("ACME", hub.key("ACME")));
                    Session transacted = acme.connection().createSession(true, Session.SESSION_TRANSACTED);
                    MessageProducer requests = transacted.createProducer(transacted.createQueue(QueueNames.REQUESTS))) {
                requests.send(transacted.createTextMessage(VOID));
                await().atMost(PATIENCE).until(() -> waiting.of("ACME") > 0);
                transacted.rollback();
                assertThat(waiting.of("ACME")).isZero();

                requests.setTimeToLive(1);
                requests.send(transacted.createTextMessage(VOID));
                transacted.commit();
                await().atMost(PATIENCE).until(() -> waiting.of("ACME") == 0);
            }
        }
    }

    /** Its sends are not waited for: what is refused of them must not go unseen. */
    @Test
    void aTransactionOfWhichSomethingIsRefusedFailsAndIsToldOnceInTheLog(CapturedOutput output) throws Exception {
        try (QueueHub hub = QueueHub.start(
                home, NO_ROUTE, "sanalpos.limits.queue-requests-per-second=1", "sanalpos.limits.queue-burst=3")) {
            companies(hub);
            try (QueueClient acme = new QueueClient(hub.connect("ACME", hub.key("ACME")));
                    Session transacted = acme.connection().createSession(true, Session.SESSION_TRANSACTED);
                    MessageProducer requests = transacted.createProducer(transacted.createQueue(QueueNames.REQUESTS))) {
                requests.send(transacted.createTextMessage("x".repeat(60_000)));
                assertThatThrownBy(transacted::commit).hasMessageContaining("at most 65536 bytes");
                transacted.rollback();
                for (int i = 0; i < 5_000; i++) {
                    requests.send(transacted.createTextMessage(VOID));
                }
                assertThatThrownBy(transacted::commit).hasMessageContaining("too many requests");
                transacted.rollback();

                assertThat(hub.bean(WaitingRequests.class).of("ACME")).isZero();
                await().atMost(PATIENCE).until(() -> committed(transacted, requests));
                assertThat(output)
                        .containsOnlyOnce("A transaction of ACME from")
                        .contains("a request has at most 65536 bytes")
                        .doesNotContain("Caught exception", "too many requests");
            }
        }
    }

    private static boolean committed(Session transacted, MessageProducer requests) throws JMSException {
        requests.send(transacted.createTextMessage(VOID));
        try {
            transacted.commit();
            return true;
        } catch (JMSException refused) {
            transacted.rollback();
            return false;
        }
    }

    /** Such a session acknowledges in a transaction, which is not that of its sends. */
    @Test
    void aRefusedRequestDoesNotBringTheAnswersBackThatItsSessionHasAcknowledged() throws Exception {
        try (QueueHub hub = QueueHub.start(home)) {
            companies(hub);
            hub.onSubmit(command -> new Answer(201, "PAY1", "{\"status\":\"voided\"}", false));
            try (QueueClient acme = new QueueClient(hub.connect("ACME", hub.key("ACME")))) {
                Queue replies = acme.session().createQueue("sanalpos.replies.ACME");
                try (Session session = acme.connection().createSession(false, Session.CLIENT_ACKNOWLEDGE);
                        MessageProducer requests = session.createProducer(session.createQueue(QueueNames.REQUESTS));
                        MessageConsumer answers = session.createConsumer(replies)) {
                    TextMessage request = session.createTextMessage(VOID);
                    request.setJMSReplyTo(replies);
                    requests.send(request);
                    Message answer = answers.receive(PATIENCE.toMillis());

                    assertThatThrownBy(() -> requests.send(session.createObjectMessage("x")))
                            .hasMessageContaining("a text message or a bytes message");
                    answer.acknowledge();
                }

                assertThat(hub.broker()
                                .getActiveMQServer()
                                .locateQueue("sanalpos.replies.ACME")
                                .getMessageCount())
                        .isZero();
            }
        }
    }

    private static void companies(QueueHub hub) {
        hub.company("ACME", CompanySettings.DEFAULTS);
        hub.company("BETA", CompanySettings.DEFAULTS);
    }

    private static Throwable untilRefused(QueueClient client) {
        Throwable refused = null;
        for (int i = 0; i < 1_000 && refused == null; i++) {
            refused = catchThrowable(() -> client.send(client.text(VOID)));
        }
        return refused;
    }
}
