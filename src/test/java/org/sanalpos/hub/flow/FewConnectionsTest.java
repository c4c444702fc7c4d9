package org.sanalpos.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** No step waits for a connection to the database while it holds one: enough of them at once would wait for each other. */
@HubTest
class FewConnectionsTest {
    private static final int CONNECTIONS = 2;
    private static final int CALLERS = 24;

    @LocalServerPort
    int port;

    @Autowired
    DataSource database;

    @Test
    void manyCallersAtOnceGetTheirAnswersThroughTwoConnections() throws Exception {
        HikariDataSource pool = database.unwrap(HikariDataSource.class);
        int before = pool.getMaximumPoolSize();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        pool.getHikariConfigMXBean().setMaximumPoolSize(CONNECTIONS);
        pool.getHikariPoolMXBean().softEvictConnections();
        try {
            List<Callable<List<Integer>>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                calls.add(this::saleToRefund);
            }
            for (Future<List<Integer>> call : callers.invokeAll(calls)) {
                assertThat(call.get()).containsExactly(201, 200, 200, 201);
            }
        } finally {
            pool.getHikariConfigMXBean().setMaximumPoolSize(before);
            callers.shutdownNow();
        }
    }

    private List<Integer> saleToRefund() {
        ContractClient demo = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
        ContractClient.Reply made = demo.post("/payments", sale("teb"));
        JsonNode payment = made.body();
        String id = payment.path("id").asString();
        return List.of(
                made.status(),
                demo.get("/payments/" + id).status(),
                demo.get("/payments?size=5").status(),
                demo.post("/payments/" + id + "/voids", Map.of("requestId", "void-" + id))
                        .status());
    }
}
