package org.sanalpos.hub.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.WebPage.Form;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A bank that is asked about the card before the browser goes, and whose own page sends it back with an unsigned link. */
@HubTest
class EnrolledAndHostedTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private BankUnderTest bank() {
        return BankUnderTest.of(port, "vakifbank");
    }

    @Test
    void aCardWhoseBankHasAPageOfItsOwnPays() {
        Shopper shopper = Shopper.of(bank(), Shopper.sale(bank(), "3d", BankUnderTest.TROY));
        WebPage page = shopper.page();
        assertThat(page.form().action()).contains("/goThreeDFlow");

        Shopper.back(Shopper.issuer(page), "success", BankUnderTest.TROY).submit();

        BankUnderTest.expect(shopper.now(), "captured");
        assertThat(shopper.charged()).isEqualTo(12990);
    }

    @ParameterizedTest
    @CsvSource({"wrong_code, authentication_failed, failed", "timeout, issuer_unavailable, declined"})
    void whoeverIsNotAuthenticatedFailsWithTheReason(String outcome, String code, String status) {
        Shopper shopper = Shopper.of(bank(), Shopper.sale(bank(), "3d"));

        shopper.back(outcome).submit();

        JsonNode payment = BankUnderTest.expect(shopper.now(), status);
        assertThat(payment.path("result").path("code").asString()).isEqualTo(code);
        assertThat(shopper.charged()).isZero();
    }

    /** The digits before the last three of the card say what the bank finds out about it. */
    @ParameterizedTest
    @CsvSource({
        "4355080000030101, failed, authentication_failed, 20",
        "4355080000030200, failed, authentication_failed, U",
        "4355080000030309, declined, issuer_unavailable, 2053"
    })
    void aCardThatTakesNoPartEndsBeforeABrowserGoesAnywhere(String card, String status, String code, String bankCode) {
        JsonNode payment = BankUnderTest.expect(bank().pay(Shopper.sale(bank(), "3d", card)), status);

        assertThat(payment.path("nextAction").isNull()).isTrue();
        assertThat(payment.path("result").path("code").asString()).isEqualTo(code);
        assertThat(payment.path("result").path("bankCode").asString()).isEqualTo(bankCode);
    }

    @Test
    void anAttemptIsNotEnough() {
        Shopper shopper = Shopper.of(bank(), Shopper.sale(bank(), "3d"));

        shopper.back("attempt").submit();

        JsonNode payment = BankUnderTest.expect(shopper.now(), "failed");
        assertThat(payment.path("result").path("code").asString()).isEqualTo("authentication_failed");
        assertThat(shopper.charged()).isZero();
    }

    @Test
    void aStoreThatCompletesWithTheCardIsAskedWithIt() {
        ContractClient operator = ContractClient.of("http://127.0.0.1:" + port, HubTest.OPERATOR_KEY);
        String code = "C" + Requests.id().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        operator.post("/companies", Map.of("code", code, "name", code));
        Map<String, Object> pos = new LinkedHashMap<>();
        pos.put("code", "POS");
        pos.put("company", code);
        pos.put("bank", "vakifbank");
        pos.put("environment", "sandbox");
        pos.put(
                "credentials",
                Map.of(
                        "merchantId", "000000000120003",
                        "password", "Vakif.Card.03",
                        "terminalNo", "VP000703",
                        "mpiPassword", "Gül9şİ&03",
                        "completionMode", "card"));
        assertThat(operator.post("/virtual-pos", pos).status()).isEqualTo(201);
        Map<String, Object> body = Shopper.sale(bank(), "3d");
        body.put("company", code);
        body.put("virtualPos", "POS");
        body.remove("returnUrl");
        JsonNode payment = BankUnderTest.expect(operator.post("/payments", body).body(), "requires_action");

        WebPage issuer = Shopper.issuer(
                WebPage.get(payment.path("nextAction").path("url").asString()));
        Shopper.back(issuer, "success", Requests.VISA).submit();

        JsonNode now =
                operator.get("/payments/" + payment.path("id").asString()).body();
        BankUnderTest.expect(now, "captured");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3d_pay", "3d_host"})
    void anUnsignedLinkOnlyAsksTheBank(String model) {
        Shopper shopper = Shopper.of(bank(), Shopper.sale(bank(), model));
        WebPage page = shopper.page();
        String token = page.form().fields().get("Ptkn");
        Form forged = new Form(
                true,
                shopper.url() + "/callback",
                Map.of("Rc", "0000", "PaymentToken", token, "TransactionId", "x", "Message", "OK"));

        // Nothing was decided yet.
        assertThat(forged.submit().status()).isEqualTo(303);
        assertThat(forged.with("Rc", "0057").submit().status()).isEqualTo(303);
        assertThat(shopper.status()).isEqualTo("requires_action");

        Form back = Shopper.back(Shopper.issuer(page), "success", Requests.VISA);
        for (Form wrong : List.of(
                back.with("PaymentToken", "0" + token.substring(1) + "0"),
                back.with("PaymentToken", null),
                back.with("PaymentToken", ""))) {
            wrong.submit();
            assertThat(shopper.status()).isEqualTo("requires_action");
        }
        WebPage.post(back.action(), back.fields());
        assertThat(shopper.status()).isEqualTo("requires_action");

        // What it says of the payment counts for nothing: the bank is asked, and has charged.
        back.with("Rc", "0057").with("TransactionId", null).submit();
        BankUnderTest.expect(shopper.now(), "captured");
        assertThat(shopper.charged()).isEqualTo(12990);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3d_pay", "3d_host"})
    void aLinkThatClaimsAPaymentAfterAFailureIsNotOne(String model) {
        Shopper shopper = Shopper.of(bank(), Shopper.sale(bank(), model));

        shopper.back("wrong_code").with("Rc", "0000").submit();

        BankUnderTest.expect(shopper.now(), "failed");
        assertThat(shopper.charged()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3d_pay", "3d_host"})
    void aBrowserClosedAfterTheBankChargedIsFoundByAskingTheBank(String model) {
        Shopper shopper = Shopper.of(bank(), Shopper.sale(bank(), model));
        shopper.back("success");
        timeIsOver(shopper);

        await().atMost(SOON).untilAsserted(() -> BankUnderTest.expect(shopper.now(), "captured"));
        assertThat(BankUnderTest.operations(shopper.now())).containsExactly("sale approved", "inquiry approved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3d_pay", "3d_host"})
    void aBrowserClosedBeforeItEndsWhenTheBankKnowsNothing(String model) {
        Shopper shopper = Shopper.of(bank(), Shopper.sale(bank(), model));
        shopper.issuer();
        timeIsOver(shopper);

        await().atMost(SOON).untilAsserted(() -> BankUnderTest.expect(shopper.now(), "expired"));
        assertThat(BankUnderTest.operations(shopper.now())).containsExactly("sale unknown", "inquiry declined");
    }

    private void timeIsOver(Shopper shopper) {
        jdbc.sql("update three_d_session set expires_at = ? where payment_id = ?")
                .params(
                        Timestamp.from(Instant.now().minusSeconds(1)),
                        shopper.payment().path("id").asString())
                .update();
    }
}
