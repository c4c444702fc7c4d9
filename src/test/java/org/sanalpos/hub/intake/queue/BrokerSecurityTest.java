package org.sanalpos.hub.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageConsumer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.security.Scope;
import org.sanalpos.hub.virtualpos.CompanySettings;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerSecurityTest {
    @TempDir
    static Path home;

    private QueueHub hub;
    private String acmeKey;
    private String operatorKey;

    @BeforeAll
    void start() {
        hub = QueueHub.start(home);
        hub.company("ACME", CompanySettings.DEFAULTS);
        hub.company("BETA", CompanySettings.DEFAULTS);
        acmeKey = hub.key("ACME");
        operatorKey = hub.key(null);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void onlyTheKeyOfTheCompanyOpens() {
        assertThatThrownBy(() -> hub.connect("ACME", "wrong")).isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(() -> hub.connect("ACME", null)).isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(() -> hub.connect(null, null)).isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(() -> hub.connect("BETA", acmeKey)).isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(() -> hub.connect(":hub", operatorKey)).isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(() -> hub.connect("ACME", hub.key("ACME", Scope.PAYMENTS_READ)))
                .isInstanceOf(JMSSecurityException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sanalpos.results",
                "sanalpos.results::sanalpos.results",
                "sanalpos.results.BETA",
                "sanalpos.replies.BETA",
                "sanalpos.replies.ACMEX",
                "sanalpos.dead",
                "sanalpos.requests",
                "sanalpos.three-d.0123456789abcdef",
                "sanalpos.three-d.#",
                "activemq.notifications",
                "anything"
            })
    void aCompanyReadsNoQueueButItsOwn(String queue) throws JMSException {
        try (QueueClient acme = new QueueClient(hub.connect("ACME", acmeKey))) {
            assertThatThrownBy(
                            () -> acme.session().createConsumer(acme.session().createQueue(queue)))
                    .isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> acme.session()
                            .createBrowser(acme.session().createQueue(queue))
                            .getEnumeration())
                    .isInstanceOf(JMSException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sanalpos.results",
                "sanalpos.results.ACME",
                "sanalpos.replies.ACME",
                "sanalpos.dead",
                "sanalpos.three-d.0123456789abcdef",
                "activemq.management",
                "sanalpos.requests::sanalpos.results",
                "anything"
            })
    void nobodyWritesToAnythingButTheRequests(String queue) throws JMSException {
        try (QueueClient acme = new QueueClient(hub.connect("ACME", acmeKey));
                QueueClient operator = new QueueClient(hub.connect("op", operatorKey))) {
            for (QueueClient client : new QueueClient[] {acme, operator}) {
                assertThatThrownBy(() -> client.send(queue, client.text("{}"))).isInstanceOf(JMSException.class);
            }
        }
    }

    @Test
    void aCompanyReadsItsOwnResultsAndReplies() throws JMSException {
        try (QueueClient acme = new QueueClient(hub.connect("ACME", acmeKey))) {
            for (String own :
                    new String[] {"sanalpos.results.ACME", "sanalpos.replies.ACME", "sanalpos.replies.ACME.shop"}) {
                assertThatCode(() -> acme.session()
                                .createConsumer(acme.session().createQueue(own))
                                .close())
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void anOperatorReadsAllResults() throws JMSException {
        try (QueueClient operator = new QueueClient(hub.connect("op", operatorKey));
                MessageConsumer results =
                        operator.session().createConsumer(operator.session().createQueue("sanalpos.results"))) {
            assertThat(results.receiveNoWait()).isNull();
        }
    }

    @Test
    void anOperatorWhoTakesTheNameOfACompanyOpensNothingForIt() throws JMSException {
        try (QueueClient operator = new QueueClient(hub.connect("ACME", operatorKey));
                QueueClient acme = new QueueClient(hub.connect("ACME", acmeKey))) {
            operator.session()
                    .createConsumer(operator.session().createQueue("sanalpos.results"))
                    .close();
            assertThatThrownBy(
                            () -> acme.session().createConsumer(acme.session().createQueue("sanalpos.results")))
                    .isInstanceOf(JMSSecurityException.class);
        }
    }
}
