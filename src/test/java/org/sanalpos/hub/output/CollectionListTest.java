package org.sanalpos.hub.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What was paid and given back stands in the ERP's list, for those who may see it. */
@HubTest
class CollectionListTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    int port;

    ContractClient demo;
    ContractClient operator;

    @BeforeEach
    void clients() {
        demo = client(HubTest.DEMO_KEY);
        operator = client(HubTest.OPERATOR_KEY);
    }

    @Test
    void aSaleAndItsRefundAreRowsUnderTheSameTransactionCode() {
        JsonNode sold =
                demo.post("/payments", with(sale("teb"), "orderNo", "SO-7")).body();
        String id = sold.path("id").asString();
        JsonNode refunded = demo.post("/payments/" + id + "/refunds", Map.of("amount", "29.90"))
                .body();
        List<JsonNode> rows = awaitRows(2, sold);

        JsonNode refund = rows.get(0);
        assertThat(refund.path("operation").asString()).isEqualTo("refund");
        assertThat(refund.path("amount").asString()).isEqualTo("29.90");
        assertThat(refund.path("paymentStatus").asString())
                .isEqualTo(refunded.path("status").asString());
        JsonNode sale = rows.get(1);
        assertThat(sale.path("operation").asString()).isEqualTo("sale");
        assertThat(sale.path("outcome").asString()).isEqualTo("approved");
        assertThat(sale.path("amount").asString()).isEqualTo("129.90");
        assertThat(sale.path("paymentStatus").asString()).isEqualTo("captured");
        assertThat(sale.path("cardMasked").asString()).isEqualTo("435508******4358");
        assertThat(sale.path("occurredAt").asString())
                .isBetween(
                        sold.path("createdAt").asString(),
                        sold.path("completedAt").asString());
        for (String same : List.of(
                "transactionCode",
                "company",
                "virtualPos",
                "bank",
                "orderNo",
                "currency",
                "installments",
                "authCode",
                "hostReference")) {
            assertThat(sale.path(same)).as(same).isEqualTo(sold.path(same));
        }
    }

    @Test
    void theListIsFilteredAndPaged() {
        JsonNode captured = demo.post("/payments", sale("isbank")).body();
        JsonNode declined = demo.post("/payments", sale("isbank", "4355080000005103", "12.50"))
                .body();
        awaitRows(1, captured);
        JsonNode last = awaitRows(1, declined).get(0);
        String query =
                "/collections?bank=isbank&from=" + captured.path("createdAt").asString();

        JsonNode all = demo.get(query).body();
        assertThat(ids(all)).containsExactly(id(declined), id(captured));
        JsonNode second = demo.get(query + "&page=1&size=1").body();
        assertThat(ids(second)).containsExactly(id(captured));
        assertThat(second.path("total").asInt()).isEqualTo(2);
        assertThat(second.path("page").asInt()).isEqualTo(1);
        JsonNode beyond = demo.get(query + "&page=9&size=1").body();
        assertThat(ids(beyond)).isEmpty();
        assertThat(beyond.path("total").asInt()).isEqualTo(2);
        assertThat(ids(demo.get(query + "&status=declined").body())).containsExactly(id(declined));
        assertThat(ids(demo.get(query + "&to=" + last.path("occurredAt").asString())
                        .body()))
                .containsExactly(id(captured));
        assertThat(ids(demo.get(query.replace("isbank", "citibank")).body())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "status=paid, status",
        "from=yesterday, from",
        "to=2026-11-23, to",
        "from=2026-11-23T00:00:00Z&to=2026-11-22T23:59:59%2B00:00, to",
        "bank=nobank, bank",
        "page=-1, page",
        "size=201, size"
    })
    void aWrongFilterIsNamed(String query, String field) {
        var reply = demo.invalid().get("/collections?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error(field)).startsWith("expected");
    }

    @Test
    void wrongFiltersOfAFileAreToldAsAProblem() {
        var reply = demo.with("Accept", "text/csv").invalid().get("/collections?from=x&status=y");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error("from")).isNotNull();
        assertThat(reply.error("status")).isNotNull();
    }

    @Test
    void aCompanySeesItsOwnRowsOnlyAndAnOperatorAll() {
        JsonNode sold = demo.post("/payments", sale("teb")).body();
        awaitRows(1, sold);
        String since = "/collections?from=" + sold.path("createdAt").asString();
        String code = "STRANGER-" + Requests.id().substring(0, 8).toUpperCase(Locale.ROOT);
        operator.post("/companies", Map.of("code", code, "name", code));
        ContractClient stranger =
                client(operator.post("/api-keys", Map.of("company", code, "scopes", List.of("reports:read")))
                        .body()
                        .path("key")
                        .asString());

        assertThat(stranger.get(since).body().path("total").asInt()).isZero();
        assertThat(stranger.with("Accept", "text/csv").get(since).text())
                .startsWith("\uFEFFoperation_id;")
                .doesNotContain("DEMO");
        var other = stranger.get(since + "&company=DEMO");
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.error("company")).isNotNull();
        assertThat(ids(demo.get(since + "&company=DEMO").body())).contains(id(sold));
        assertThat(ids(operator.get(since).body())).contains(id(sold));
        assertThat(ids(operator.get(since + "&company=DEMO").body())).contains(id(sold));
        assertThat(operator.get(since + "&company=" + code).body().path("total").asInt())
                .isZero();
        assertThat(operator.get(since + "&company=NOBODY").status()).isEqualTo(404);
    }

    @Test
    void aFileHasTheSameRowsWithAHeaderAndADecimalComma() {
        JsonNode sold =
                demo.post("/payments", with(sale("teb"), "orderNo", "=SO;7")).body();
        awaitRows(1, sold);

        var file = demo.with("Accept", "text/csv")
                .get("/collections?from=" + sold.path("createdAt").asString());

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"collections.csv\"");
        assertThat(file.text()).startsWith("\uFEFFoperation_id;transaction_code;payment_id;company;");
        assertThat(file.text().split("\r\n")).anySatisfy(line -> assertThat(line)
                .contains(";" + id(sold) + ";DEMO;DEMO-TEB;teb;sale;approved;captured;\"'=SO;7\";129,90;TRY;1;"));
    }

    private List<JsonNode> awaitRows(int count, JsonNode payment) {
        return await().atMost(PATIENCE).until(() -> rows(payment), rows -> rows.size() == count);
    }

    private List<JsonNode> rows(JsonNode payment) {
        return demo.get("/collections?size=200&from="
                        + payment.path("createdAt").asString())
                .body()
                .path("items")
                .valueStream()
                .filter(row -> row.path("paymentId").asString().equals(id(payment)))
                .toList();
    }

    private ContractClient client(String key) {
        return ContractClient.of("http://127.0.0.1:" + port, key);
    }

    private static String id(JsonNode payment) {
        return payment.path("id").asString();
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(row -> row.path("paymentId").asString())
                .toList();
    }
}
