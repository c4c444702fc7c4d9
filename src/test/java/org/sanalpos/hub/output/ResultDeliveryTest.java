package org.sanalpos.hub.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.intake.queue.QueueClient;
import org.sanalpos.hub.intake.queue.QueueHub;
import org.sanalpos.hub.virtualpos.CompanySettings;

class ResultDeliveryTest {
    @TempDir
    Path home;

    @Test
    void resultsReachTheirQueueOnceAndEachCompanySeesItsOwn() throws JMSException {
        try (QueueHub hub = QueueHub.start(home)) {
            hub.company("ACME", CompanySettings.DEFAULTS);
            hub.company("BETA", CompanySettings.DEFAULTS);
            Events events = new Events(hub.jdbc());
            try (QueueClient acme = new QueueClient(hub.connect("ACME", hub.key("ACME")));
                    QueueClient operator = new QueueClient(hub.connect("op", hub.key(null)))) {
                acme.session()
                        .createConsumer(acme.session().createQueue("sanalpos.results.ACME"))
                        .close();
                events.approved("results", "BETA", "PAY1", "sale");
                String operation = events.approved("results", "ACME", "PAY2", "sale");

                TextMessage own = acme.take("sanalpos.results.ACME");
                assertThat(own.getStringProperty("paymentId")).isEqualTo("PAY2");
                assertThat(own.getStringProperty("operationId")).isEqualTo(operation);
                assertThat(own.getStringProperty("status")).isEqualTo("captured");
                assertThat(own.getText()).startsWith("{\"id\":\"PAY2\"");

                assertThat(operator.take("sanalpos.results").getStringProperty("company"))
                        .isEqualTo("BETA");
                assertThat(operator.take("sanalpos.results").getStringProperty("company"))
                        .isEqualTo("ACME");
                await().atMost(Duration.ofSeconds(20)).until(() -> events.waiting("results") == 0);

                // The same rows once more, as after a node that vanished before it could forget them.
                Events again = new Events(hub.jdbc());
                again.approved("results", "BETA", "PAY1", "sale");
                again.approved("results", "ACME", "PAY2", "sale");
                again.approved("results", "BETA", "PAY3", "sale");
                assertThat(operator.take("sanalpos.results").getStringProperty("paymentId"))
                        .isEqualTo("PAY3");
                await().atMost(Duration.ofSeconds(20)).until(() -> depth(hub) == 0);
            }
        }
    }

    private static double depth(QueueHub hub) {
        return hub.bean(MeterRegistry.class)
                .get("sanalpos.queue.depth")
                .tag("queue", "sanalpos.results")
                .gauge()
                .value();
    }
}
