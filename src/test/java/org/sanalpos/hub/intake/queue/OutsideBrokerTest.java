package org.sanalpos.hub.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.TextMessage;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.FreePort;
import org.sanalpos.hub.payment.Answer;
import org.sanalpos.hub.virtualpos.CompanySettings;

class OutsideBrokerTest {
    @TempDir
    Path home;

    @Test
    void theHubStartsWithoutItsBrokerAndTakesRequestsWhenItComes() throws Exception {
        int port = FreePort.find();
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port + "?protocols=CORE"));
        try (QueueHub hub = QueueHub.startNative(home, port)) {
            hub.company("ACME", CompanySettings.DEFAULTS);
            hub.onSubmit(command -> new Answer(201, command.origin().company(), "{\"status\":\"captured\"}", false));
            var health = hub.bean(BrokerHealthIndicator.class);
            assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");

            broker.start();
            try (QueueClient erp = new QueueClient(hub.connect("erp", "any"))) {
                TextMessage request = erp.text("{\"operation\":\"void\",\"transactionCode\":\"TX-1\"}");
                request.setStringProperty("company", "ACME");
                TextMessage answer = erp.ask(request);
                assertThat(answer.getStringProperty("status")).isEqualTo("captured");
                assertThat(answer.getStringProperty("paymentId")).isEqualTo("ACME");
            }
            assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
        } finally {
            broker.stop();
        }
    }
}
