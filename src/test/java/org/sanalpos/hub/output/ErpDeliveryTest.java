package org.sanalpos.hub.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanalpos.hub.FreePort;
import org.sanalpos.hub.intake.queue.QueueHub;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.jdbc.core.simple.JdbcClient;

class ErpDeliveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @Test
    void theErpGetsEveryOperationOnceThoughItsDatabaseWasAway() throws IOException {
        int port = FreePort.find();
        try (QueueHub hub = QueueHub.start(folder.resolve("hub"), erp(port))) {
            Events events = new Events(hub.jdbc());
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                expected.add(events.approved("erp", "ACME", "PAY" + i, "sale"));
            }
            expected.add(events.approved("erp", "ACME", "PAY0", "refund"));
            ErpHealthIndicator health = hub.bean(ErpHealthIndicator.class);
            await().atMost(PATIENCE)
                    .until(() -> hub.bean(Outages.class).of("erp").isPresent());
            assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
            assertThat(health.health().getDetails())
                    .containsEntry("waitingRows", 151L)
                    .containsKey("error");
            // The hub itself is not down for it.
            assertThat(hub.bean(HealthEndpoint.class).health().getStatus().getCode())
                    .isEqualTo("DEGRADED");
            assertThat(hub.bean(MeterRegistry.class)
                            .get("sanalpos.outbox.rows")
                            .tag("destination", "erp")
                            .gauge()
                            .value())
                    .isEqualTo(151);

            try (EmbeddedPostgres database = postgres(port)) {
                await().atMost(PATIENCE).until(() -> events.waiting("erp") == 0);
                JdbcClient erp = JdbcClient.create(database.getPostgresDatabase());
                assertThat(operations(erp)).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
            }

            expected.add(events.approved("erp", "ACME", "PAY9", "void"));
            await().atMost(PATIENCE)
                    .until(() -> hub.bean(Outages.class).of("erp").isPresent());
            try (EmbeddedPostgres database = postgres(port)) {
                await().atMost(PATIENCE).until(() -> events.waiting("erp") == 0);
                assertThat(operations(JdbcClient.create(database.getPostgresDatabase())))
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @Test
    void aRowHasWhatTheErpNeedsAndARepeatChangesNothing() {
        try (QueueHub hub = QueueHub.start(folder.resolve("hub"))) {
            Events events = new Events(hub.jdbc());
            String operation = events.approved("erp", "ACME", "PAY1", "sale");
            await().atMost(PATIENCE).until(() -> events.waiting("erp") == 0);

            var row = hub.jdbc()
                    .sql("select * from card_collection where operation_id = ?")
                    .param(operation)
                    .query()
                    .singleRow();
            assertThat(row)
                    .containsEntry("transaction_code", "TX-PAY1")
                    .containsEntry("company", "ACME")
                    .containsEntry("operation", "sale")
                    .containsEntry("outcome", "approved")
                    .containsEntry("order_no", null)
                    .containsEntry("amount", new BigDecimal("129.90"))
                    .containsEntry("installments", 3)
                    .containsEntry("card_masked", "415565******6111")
                    .containsEntry("host_reference", "607312345678")
                    .containsEntry("message_tr", "Ödeme alındı");
            assertThat(hub.jdbc()
                            .sql("select occurred_at from card_collection")
                            .query(OffsetDateTime.class)
                            .single()
                            .toInstant())
                    .isEqualTo("2026-03-14T21:30:00Z");

            hub.jdbc()
                    .sql("update card_collection set bank_message = 'booked by the ERP'")
                    .update();
            new Events(hub.jdbc()).approved("erp", "ACME", "PAY1", "sale");
            await().atMost(PATIENCE).until(() -> events.waiting("erp") == 0);
            assertThat(hub.jdbc()
                            .sql("select bank_message from card_collection")
                            .query(String.class)
                            .list())
                    .containsExactly("booked by the ERP");
        }
    }

    @Test
    void aValueThatIsSqlOrAnExpressionOfARouteIsAValue() {
        String sql = "'); drop table card_collection; -- :#company :company ? ${body} #{1+1} {{sanalpos.master-key}}";
        try (QueueHub hub = QueueHub.start(folder.resolve("hub"))) {
            Events events = new Events(hub.jdbc());
            events.write("erp", "ACME", "P' or '1'='1", "sale", sql, "2026-03-14T21:30:00Z");
            events.approved("erp", "ACME", "PAY2", "sale");
            await().atMost(PATIENCE).until(() -> events.waiting("erp") == 0);

            assertThat(hub.jdbc()
                            .sql("select transaction_code, payment_id, bank_message from card_collection"
                                    + " order by operation_id")
                            .query()
                            .listOfRows())
                    .satisfiesExactly(
                            row -> assertThat(row)
                                    .containsEntry("transaction_code", "TX-P' or '1'='1")
                                    .containsEntry("payment_id", "P' or '1'='1")
                                    .containsEntry("bank_message", sql),
                            row -> assertThat(row).containsEntry("payment_id", "PAY2"));
        }
    }

    @Test
    void aRowThatTheErpRefusesHoldsUpItsOwnPaymentOnly() {
        try (QueueHub hub = QueueHub.start(folder.resolve("hub"))) {
            Events events = new Events(hub.jdbc());
            String refused = events.write("erp", "ACME", "PAY1", "sale", "Onay", "no time");
            events.approved("erp", "ACME", "PAY1", "refund");
            String other = events.approved("erp", "ACME", "PAY2", "sale");
            await().atMost(PATIENCE)
                    .until(() -> hub.jdbc()
                                    .sql("select attempts from outbox where operation_id = ?")
                                    .param(refused)
                                    .query(Integer.class)
                                    .single()
                            >= 2);
            assertThat(operations(hub.jdbc())).containsExactly(other);
            assertThat(events.waiting("erp")).isEqualTo(2);
        }
    }

    @Test
    void aStatementThatAnswersWithRowsIsRunForEachOperationByItself() throws IOException {
        Path home = folder.resolve("hub");
        Path routes = folder.resolve("routes");
        Files.createDirectories(routes.resolve("sql"));
        Files.writeString(routes.resolve("sql/erp-result.sql"), "select erp_takes(:#operation_id)");
        int port = FreePort.find();
        try (EmbeddedPostgres database = postgres(port)) {
            JdbcClient erp = JdbcClient.create(database.getPostgresDatabase());
            erp.sql("create table taken (operation_id varchar(26))").update();
            erp.sql("create function erp_takes(varchar) returns int language sql as"
                            + " 'insert into taken values ($1); select 1'")
                    .update();
            try (QueueHub hub = QueueHub.start(home, settings(port, routes))) {
                Events events = new Events(hub.jdbc());
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    expected.add(events.approved("erp", "ACME", "PAY" + i, "sale"));
                }
                await().atMost(PATIENCE).until(() -> events.waiting("erp") == 0);
                assertThat(erp.sql("select operation_id from taken")
                                .query(String.class)
                                .list())
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("erp"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static String[] settings(int port, Path routes) {
        List<String> all = new ArrayList<>(List.of(erp(port)));
        all.add("sanalpos.routes=" + routes);
        return all.toArray(String[]::new);
    }

    private static String[] erp(int port) {
        return new String[] {
            "sanalpos.erp.url=jdbc:postgresql://127.0.0.1:" + port + "/postgres", "sanalpos.erp.username=postgres"
        };
    }

    private static List<String> operations(JdbcClient erp) {
        return erp.sql("select operation_id from card_collection")
                .query(String.class)
                .list();
    }
}
