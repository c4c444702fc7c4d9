package org.sanalpos.hub.threeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HeldBank;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.WebPage.Form;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Cardholders who do not come back in time. */
@HubTest
class ThreeDExpiryTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private ContractClient demo() {
        return ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
    }

    private JsonNode begun(String model) {
        Map<String, Object> body = new LinkedHashMap<>(Requests.sale("halkbank"));
        body.put("secure", model);
        if (model.equals("3d_host")) {
            body.remove("card");
        }
        return demo().post("/payments", body).body();
    }

    private JsonNode now(JsonNode payment) {
        return demo().get("/payments/" + payment.path("id").asString()).body();
    }

    private void timeIsOver(JsonNode payment) {
        jdbc.sql("update three_d_session set expires_at = ? where payment_id = ?")
                .params(
                        Timestamp.from(Instant.now().minusSeconds(1)),
                        payment.path("id").asString())
                .update();
    }

    private JsonNode awaitStatus(JsonNode payment, String status) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(now(payment).path("status").asString()).isEqualTo(status));
        return now(payment);
    }

    private static Form back(JsonNode payment) {
        WebPage issuer = WebPage.get(url(payment)).form().submit().form().submit();
        Form form = issuer.form().with("outcome", "success");
        if (issuer.form().fields().containsKey("pan")) {
            form = form.with("pan", Requests.VISA).with("expiry", "12/30").with("cvv", "000");
        }
        return form.submit().form();
    }

    private static String url(JsonNode payment) {
        return payment.path("nextAction").path("url").asString();
    }

    private static List<String> operations(JsonNode payment) {
        return StreamSupport.stream(payment.path("operations").spliterator(), false)
                .map(operation -> operation.path("type").asString() + " "
                        + operation.path("outcome").asString())
                .toList();
    }

    @Test
    void aPageThatNobodyOpenedExpiresInEveryModelAndOpensNoMore() {
        for (String model : List.of("3d", "3d_pay", "3d_host")) {
            JsonNode payment = begun(model);
            timeIsOver(payment);

            JsonNode expired = awaitStatus(payment, "expired");

            assertThat(operations(expired)).as(model).containsExactly("sale not_sent");
            assertThat(expired.path("result").path("code").asString()).isEqualTo("authentication_failed");
            assertThat(expired.path("nextAction").isNull()).isTrue();
            WebPage page = WebPage.get(url(payment));
            assertThat(page.document().select("form")).isEmpty();
            assertThat(page.text()).contains("Doğrulama süresi doldu");
        }
    }

    @Test
    void whoeverAuthenticatesTooLateIsNotChargedByTheHub() {
        JsonNode payment = begun("3d");
        Form back = back(payment);
        timeIsOver(payment);
        awaitStatus(payment, "expired");

        back.submit();

        assertThat(now(payment).path("status").asString()).isEqualTo("expired");
        assertThat(operations(now(payment))).containsExactly("sale not_sent");
    }

    @Test
    void aBrowserClosedAfterTheBankChargedIsFoundByAskingTheBank() {
        for (String model : List.of("3d_pay", "3d_host")) {
            JsonNode payment = begun(model);
            back(payment);
            timeIsOver(payment);

            JsonNode captured = awaitStatus(payment, "captured");

            assertThat(operations(captured)).as(model).containsExactly("sale approved", "inquiry approved");
            assertThat(captured.path("capturedAmount").asString()).isEqualTo("129.90");
        }
    }

    @Test
    void aBrowserClosedAtTheIssuersPageExpiresAfterTheBankWasAsked() {
        JsonNode payment = begun("3d_pay");
        WebPage.get(url(payment)).form().submit();
        timeIsOver(payment);

        JsonNode expired = awaitStatus(payment, "expired");

        assertThat(operations(expired)).containsExactly("sale unknown", "inquiry declined");
    }

    @Test
    void aChargeThatIsToldOnlyAfterTheTimeIsOverIsRecordedAllTheSame() {
        JsonNode payment = begun("3d_pay");
        WebPage issuer = WebPage.get(url(payment)).form().submit().form().submit();
        timeIsOver(payment);
        awaitStatus(payment, "expired");

        issuer.form().with("outcome", "success").submit().form().submit();

        awaitStatus(payment, "captured");
    }

    @Test
    void aBankThatHangsWhenItIsAskedKeepsNobodyElseWaiting() {
        try (HeldBank bank = new HeldBank()) {
            ContractClient shop = shopAt(bank);
            Map<String, Object> body = new LinkedHashMap<>(Requests.sale("teb"));
            body.put("virtualPos", "HANGING");
            body.put("secure", "3d_pay");
            List<JsonNode> left = Stream.generate(
                            () -> shop.post("/payments", anew(body)).body())
                    .limit(6)
                    .toList();
            left.forEach(payment -> WebPage.get(url(payment)));
            JsonNode other = begun("3d");

            left.forEach(this::timeIsOver);
            await().atMost(SOON).until(() -> !bank.orders().isEmpty());
            timeIsOver(other);

            awaitStatus(other, "expired");
            assertThat(left).allSatisfy(payment -> assertThat(
                            shop.get("/payments/" + payment.path("id").asString())
                                    .body()
                                    .path("status")
                                    .asString())
                    .isEqualTo("unknown"));
        }
    }

    private static Map<String, Object> anew(Map<String, Object> body) {
        Map<String, Object> again = new LinkedHashMap<>(body);
        again.put("requestId", Requests.id());
        return again;
    }

    /** A company of its own, whose bank shows its page and answers no question. */
    private ContractClient shopAt(HeldBank bank) {
        ContractClient operator = ContractClient.of("http://127.0.0.1:" + port, HubTest.OPERATOR_KEY);
        String company = "C" + Requests.id().substring(0, 8).toUpperCase(Locale.ROOT);
        assertThat(operator.post("/companies", Map.of("code", company, "name", company))
                        .status())
                .isEqualTo(201);
        var made = operator.post(
                "/virtual-pos",
                Map.of(
                        "code",
                        "HANGING",
                        "company",
                        company,
                        "bank",
                        "teb",
                        "environment",
                        "test",
                        "secure",
                        "3d_pay",
                        "credentials",
                        Map.of("clientId", "500100000", "username", "api", "password", "s3cret", "storeKey", "s3cret"),
                        "endpoints",
                        Map.of("api", bank.url(), "threeDGate", bank.url())));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return ContractClient.of(
                "http://127.0.0.1:" + port,
                operator.post(
                                "/api-keys",
                                Map.of("company", company, "scopes", List.of("payments:write", "payments:read")))
                        .body()
                        .path("key")
                        .asString());
    }

    @Test
    void aChargeWhoseCallbackWasForgedIsFoundByASync() {
        JsonNode payment = begun("3d_pay");
        Form back = back(payment);
        back.with("HASH", "x").submit();
        assertThat(now(payment).path("status").asString()).isEqualTo("requires_action");

        JsonNode synced = demo().post("/payments/" + payment.path("id").asString() + "/sync", null)
                .body();

        assertThat(synced.path("status").asString()).isEqualTo("captured");
        assertThat(back.submit().status()).isEqualTo(303);
        assertThat(operations(now(payment))).containsExactly("sale approved", "inquiry approved");
    }
}
