package org.sanalpos.hub.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import java.util.ArrayList;
import java.util.List;
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

/** Payments are found again by those who may see them, and by nobody else. */
@HubTest
class PaymentReadsTest {
    @LocalServerPort
    int port;

    ContractClient demo;
    ContractClient operator;

    @BeforeEach
    void clients() {
        demo = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
        operator = ContractClient.of("http://127.0.0.1:" + port, HubTest.OPERATOR_KEY);
    }

    @Test
    void aListIsPagedNewestFirst() {
        String order = "PAGED-" + Requests.id();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(
                    0,
                    id(demo.post("/payments", with(sale("teb"), "orderNo", order))
                            .body()));
        }

        JsonNode first =
                demo.get("/payments?orderNo=" + order + "&page=0&size=2").body();
        JsonNode second =
                demo.get("/payments?orderNo=" + order + "&page=1&size=2").body();

        assertThat(first.path("total").asInt()).isEqualTo(3);
        assertThat(ids(first)).containsExactly(ids.get(0), ids.get(1));
        assertThat(ids(second)).containsExactly(ids.get(2));
    }

    @Test
    void aListIsFilteredByCodeStateAndTime() {
        JsonNode payment = demo.post("/payments", sale("teb")).body();
        String query =
                "/payments?transactionCode=" + payment.path("transactionCode").asString();
        String created = payment.path("createdAt").asString();

        assertThat(ids(demo.get(query + "&status=captured&from=" + created).body()))
                .containsExactly(id(payment));
        assertThat(ids(demo.get(query + "&status=declined").body())).isEmpty();
        assertThat(ids(demo.get(query + "&to=" + created).body())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"status=paid,status", "from=yesterday,from", "page=-1,page", "size=0,size", "size=1000,size"})
    void aWrongFilterIsNamed(String query, String field) {
        var reply = demo.invalid().get("/payments?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error(field)).startsWith("expected");
    }

    @Test
    void anotherCompanysPaymentIsAsIfItWereNotThere() {
        JsonNode payment = demo.post("/payments", sale("teb")).body();
        ContractClient stranger = company("STRANGER");

        assertThat(stranger.get("/payments/" + id(payment)).status()).isEqualTo(404);
        assertThat(stranger.post("/payments/" + id(payment) + "/refunds", null).status())
                .isEqualTo(404);
        assertThat(stranger.post("/payments/" + id(payment) + "/sync", null).status())
                .isEqualTo(404);
        assertThat(ids(stranger.get("/payments?transactionCode="
                                + payment.path("transactionCode").asString())
                        .body()))
                .isEmpty();
        assertThat(stranger.get("/payments?company=DEMO").status()).isEqualTo(404);
        var unknownPos = stranger.post("/payments", sale("teb"));
        assertThat(unknownPos.status()).isEqualTo(404);
        assertThat(unknownPos.error("virtualPos")).isEqualTo("There is no virtual POS 'DEMO-TEB'");
        assertThat(stranger.post("/payments", with(sale("teb"), "company", "DEMO"))
                        .status())
                .isEqualTo(404);
        assertThat(demo.get("/payments/" + id(payment))
                        .body()
                        .path("refundedAmount")
                        .asString())
                .isEqualTo("0.00");
    }

    @Test
    void anOperatorSeesAllCompaniesAndMustNameOneToPay() {
        JsonNode payment = demo.post("/payments", sale("teb")).body();

        assertThat(operator.get("/payments/" + id(payment)).status()).isEqualTo(200);
        assertThat(operator.post("/payments", sale("teb")).error("company")).contains("must name the company");
        var named = operator.post("/payments", with(sale("teb"), "company", "DEMO"));
        assertThat(named.status()).isEqualTo(201);
    }

    @Test
    void requestKeysOfTwoCompaniesAreTwoSpaces() {
        ContractClient other = company("OTHER");
        Map<String, Object> body = with(sale("teb"), "virtualPos", null);
        assertThat(demo.post("/payments", body).status()).isEqualTo(201);

        var reply = other.post("/payments", body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().path("detail").asString()).contains("has no active virtual POS");
    }

    @ParameterizedTest
    @CsvSource({"currency, JPY, currency", "installments, 40, installments"})
    void whatTheDefinitionDoesNotAllowIsRefusedBeforeTheBank(String field, String value, String named) {
        Object typed = field.equals("installments") ? (Object) Integer.valueOf(value) : value;
        Map<String, Object> body = with(sale("teb"), field, typed);
        if (value.equals("JPY")) {
            body.put("amount", "100");
        }

        var reply = demo.post("/payments", body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.error(named)).isNotBlank();
    }

    @Test
    void allFaultsOfARequestAreToldAtOnce() {
        Map<String, Object> card = with(with(Requests.card("4355084355084359"), "expiry", "01/20"), "cvv", "12");
        Map<String, Object> body = with(with(with(sale("teb"), "card", card), "amount", "1.234,50"), "currency", "XXZ");

        var reply = demo.invalid().post("/payments", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error("card.number")).isNotBlank();
        assertThat(reply.error("card.expiry")).isNotBlank();
        assertThat(reply.error("card.cvv")).isNotBlank();
        assertThat(reply.error("amount")).isNotBlank();
        assertThat(reply.error("currency")).isNotBlank();
        assertThat(reply.text()).doesNotContain("4355084355084359");
    }

    @Test
    void anUnknownFieldIsRefused() {
        var reply = demo.invalid().post("/payments", with(sale("teb"), "amout", "1.00"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error("amout")).isNotBlank();
    }

    private ContractClient company(String prefix) {
        String code = prefix + "-" + Requests.id().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        operator.post("/companies", Map.of("code", code, "name", code));
        JsonNode key = operator.post(
                        "/api-keys",
                        Map.of("company", code, "scopes", List.of("payments:write", "payments:read", "refunds:write")))
                .body();
        return ContractClient.of("http://127.0.0.1:" + port, key.path("key").asString());
    }

    private static String id(JsonNode payment) {
        return payment.path("id").asString();
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items").valueStream().map(PaymentReadsTest::id).toList();
    }
}
