package org.sanalpos.hub.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import jakarta.jms.Connection;
import jakarta.jms.TextMessage;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.HeldBank;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.intake.queue.QueueClient;
import org.sanalpos.hub.virtualpos.VirtualPoses;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bank that hangs does not hold the queue up: a part of its consumers is never there. */
@HubTest
class HangingBankAtTheQueueTest {
    /** Three quarters of the consumers. */
    private static final int SHARE = 12;

    private static final int REQUESTS = SHARE + 3;

    @LocalServerPort
    int port;

    @Value("${sanalpos.broker.port}")
    int broker;

    @Autowired
    VirtualPoses poses;

    @Test
    void otherBanksAreServedMeanwhileAndEveryRequestIsCarriedOutOnceInTheEnd() throws Exception {
        TroubledCompany company = new TroubledCompany(port, poses);
        try (HeldBank bank = new HeldBank();
                ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker);
                Connection connection = factory.createConnection(company.code(), company.key());
                QueueClient queue = new QueueClient(connection)) {
            connection.start();
            company.pos("HANGS", "citibank", 1, Map.of("api", bank.url()));
            company.pos("WELL", "teb", 2);
            for (int i = 0; i < REQUESTS; i++) {
                queue.send(queue.text(json(with(sale("citibank"), "virtualPos", "HANGS"))));
            }
            bank.awaitOrders(SHARE);

            for (int i = 0; i < 5; i++) {
                queue.send(queue.text(json(with(sale("teb"), "virtualPos", "WELL"))));
            }
            for (int i = 0; i < 5; i++) {
                JsonNode well = answer(queue);
                assertThat(well.path("virtualPos").asString()).isEqualTo("WELL");
                assertThat(well.path("status").asString()).isEqualTo("captured");
            }
            assertThat(bank.orders()).hasSize(SHARE);

            bank.release();
            JsonNode answer = null;
            for (int i = 0; i < REQUESTS; i++) {
                answer = answer(queue);
                assertThat(answer.path("virtualPos").asString()).isEqualTo("HANGS");
                assertThat(answer.path("status").asString()).isEqualTo("captured");
            }
            assertThat(bank.orders()).hasSize(REQUESTS).doesNotHaveDuplicates();
            company.recover("HANGS", answer);
        }
    }

    private static String json(Map<String, Object> body) {
        return JsonMapper.shared().writeValueAsString(body);
    }

    private static JsonNode answer(QueueClient queue) throws Exception {
        TextMessage answer = queue.answer();
        assertThat(answer).isNotNull();
        return JsonMapper.shared().readTree(answer.getText());
    }
}
