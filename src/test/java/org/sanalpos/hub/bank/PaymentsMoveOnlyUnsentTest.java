package org.sanalpos.hub.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HeldBank;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.virtualpos.VirtualPoses;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What was certainly not sent goes through another virtual POS, once, where the caller has named none; nothing else ever does. */
@HubTest
class PaymentsMoveOnlyUnsentTest {
    private static final String WELL = "teb";

    @LocalServerPort
    int port;

    @Autowired
    VirtualPoses poses;

    @Autowired
    JdbcClient jdbc;

    TroubledCompany company;

    @BeforeEach
    void company() {
        company = new TroubledCompany(port, poses);
    }

    @Test
    void aRefusedConnectionMovesThePaymentOnceAndBothAttemptsStayVisible() {
        company.pos("FIRST", "halkbank", 1, Map.of("api", TroubledCompany.closed()));
        company.pos("SECOND", WELL, 2);
        Map<String, Object> body = unnamed();

        Reply reply = company.client().post("/payments", body);

        assertThat(reply.status()).isEqualTo(201);
        JsonNode payment = reply.body();
        assertThat(payment.path("status").asString()).isEqualTo("captured");
        assertThat(payment.path("virtualPos").asString()).isEqualTo("SECOND");
        assertThat(payment.path("bank").asString()).isEqualTo(WELL);
        assertThat(operations(payment)).containsExactly("sale not_sent", "sale approved");
        assertThat(payment.path("operations").path(0).path("bankMessage").asString())
                .contains("Through FIRST, then through SECOND");
        assertThat(transports(payment)).containsExactly("not_sent", "not_sent", "answered");
        assertThat(company.client().post("/payments", body).text()).isEqualTo(reply.text());
        JsonNode order = books(payment);
        assertThat(order.path("captured").asLong()).isEqualTo(12990);
        assertThat(order.path("requests").asInt()).isEqualTo(1);
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(collections(payment))
                .containsExactlyInAnyOrder("FIRST halkbank not_sent processing", "SECOND teb approved captured"));
        assertThat(company.client()
                        .post("/payments/" + payment.path("id").asString() + "/refunds", null)
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("refunded");
    }

    @Test
    void aNamedVirtualPosIsKeptAndThePaymentFailsForCertain() {
        company.pos("FIRST", "halkbank", 1, Map.of("api", TroubledCompany.closed()));
        company.pos("SECOND", WELL, 2);

        JsonNode payment = company.client()
                .post("/payments", with(unnamed(), "virtualPos", "FIRST"))
                .body();

        assertThat(payment.path("status").asString()).isEqualTo("failed");
        assertThat(payment.path("virtualPos").asString()).isEqualTo("FIRST");
        assertThat(payment.path("result").path("code").asString()).isEqualTo("bank_system_error");
        assertThat(payment.path("result").path("retryable").asBoolean()).isTrue();
        assertThat(operations(payment)).containsExactly("sale not_sent");
        assertThat(transports(payment)).containsExactly("not_sent", "not_sent");
    }

    @Test
    void itMovesOnlyToWhatAllowsThePaymentAndFailsWhereNoneIsLeft() {
        company.pos("FIRST", "halkbank", 1, Map.of("api", TroubledCompany.closed()));
        company.pos("SINGLE", WELL, 2, Map.of(), List.of(1));
        company.pos("SECOND", "isbank", 3, Map.of("api", TroubledCompany.closed()));

        JsonNode payment = company.client()
                .post("/payments", with(unnamed(), "installments", 3))
                .body();

        assertThat(payment.path("status").asString()).isEqualTo("failed");
        assertThat(payment.path("virtualPos").asString()).isEqualTo("SECOND");
        assertThat(operations(payment)).containsExactly("sale not_sent", "sale not_sent");
    }

    @ParameterizedTest
    @EnumSource(
            value = HeldBank.Way.class,
            names = {"GARBAGE", "HTTP_500", "CUT"})
    void whatMayHaveReachedTheBankStaysThere(HeldBank.Way way) {
        try (HeldBank bank = new HeldBank()) {
            bank.does(way);
            company.pos("FIRST", "halkbank", 1, Map.of("api", bank.url()));
            company.pos("SECOND", WELL, 2);

            Reply reply = company.client().post("/payments", unnamed());

            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.body().path("status").asString()).isEqualTo("unknown");
            assertThat(reply.body().path("virtualPos").asString()).isEqualTo("FIRST");
            assertThat(operations(reply.body())).containsExactly("sale unknown");
            assertThat(bank.orders()).hasSize(1);
            assertThat(new BankScreen(port, WELL)
                            .orderStatusCode(
                                    reply.body().path("transactionCode").asString()))
                    .isEqualTo(404);
        }
    }

    @Test
    void aPaymentWithThreeDSecureWhosePreparationWasNotSentMovesBeforeThereIsAPage() {
        company.pos("FIRST", "yapikredi", 1, Map.of("api", TroubledCompany.closed()));
        company.pos("SECOND", "halkbank", 2);
        Map<String, Object> body = with(unnamed(), "secure", "3d");

        JsonNode begun = company.client().post("/payments", body).body();

        assertThat(begun.path("status").asString()).as(begun.toString()).isEqualTo("requires_action");
        assertThat(begun.path("virtualPos").asString()).isEqualTo("SECOND");
        assertThat(operations(begun)).containsExactly("sale not_sent", "sale processing");
        WebPage page = WebPage.get(begun.path("nextAction").path("url").asString());
        WebPage issuer = page.form().submit().form().submit();
        issuer.form().with("outcome", "success").submit().form().submit();
        JsonNode paid =
                company.client().get("/payments/" + begun.path("id").asString()).body();
        assertThat(paid.path("status").asString()).isEqualTo("captured");
        assertThat(operations(paid)).containsExactly("sale not_sent", "sale approved");
        assertThat(new BankScreen(port, "halkbank")
                        .captured(paid.path("transactionCode").asString()))
                .isEqualTo(12990);
    }

    private static Map<String, Object> unnamed() {
        return with(sale(WELL), "virtualPos", null);
    }

    private JsonNode books(JsonNode payment) {
        return new BankScreen(port, WELL).order(payment.path("transactionCode").asString());
    }

    private static List<String> operations(JsonNode payment) {
        return payment.path("operations")
                .valueStream()
                .map(each -> each.path("type").asString() + " "
                        + each.path("outcome").asString())
                .toList();
    }

    /** How the messages about a payment ended, in the order in which they were sent. */
    private List<String> transports(JsonNode payment) {
        return jdbc.sql("""
                        select c.transport from bank_call c join operation o on o.id = c.operation_id
                        where o.payment_id = ? order by c.id
                        """)
                .param(payment.path("id").asString())
                .query(String.class)
                .list();
    }

    private List<String> collections(JsonNode payment) {
        return jdbc.sql("select virtual_pos, bank, outcome, payment_status from card_collection where payment_id = ?")
                .param(payment.path("id").asString())
                .query((row, number) ->
                        row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " " + row.getString(4))
                .list();
    }
}
