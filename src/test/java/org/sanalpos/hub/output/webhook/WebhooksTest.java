package org.sanalpos.hub.output.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sanalpos.hub.Requests.preauth;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.TestHome;
import org.sanalpos.hub.virtualpos.VirtualPoses;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What companies are told of their payments, over real HTTP. */
@HubTest
class WebhooksTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String BANK = "halkbank";
    private static final int LAST_ATTEMPT = 16;

    @LocalServerPort
    int port;

    @Autowired
    VirtualPoses poses;

    @Autowired
    JdbcClient jdbc;

    private final List<Receiver> receivers = new ArrayList<>();

    private Receiver receiver() {
        Receiver receiver = new Receiver();
        receivers.add(receiver);
        return receiver;
    }

    private Merchant merchant(String url) {
        return merchant(BANK, url);
    }

    private Merchant merchant(String bank, String url) {
        return new Merchant("http://127.0.0.1:" + port, poses, bank, url);
    }

    /** Other tests of the shared hub want an outbox in which nothing waits. */
    @AfterEach
    void nothingWaitsAnyMore() {
        receivers.forEach(Receiver::close);
        jdbc.sql("delete from outbox where destination = 'webhooks'").update();
    }

    /** What waits for a pause of its receiver is due now. */
    private void pauseIsOver(Merchant merchant) {
        jdbc.sql("update outbox set due_at = ? where destination = 'webhooks' and company = ?")
                .params(Timestamp.from(Instant.now()), merchant.code())
                .update();
    }

    private static List<Receiver.Received> awaitOf(Receiver receiver, String payment, int events) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(receiver.of(payment)).hasSizeGreaterThanOrEqualTo(events));
        return receiver.of(payment);
    }

    private static List<String> types(List<Receiver.Received> received) {
        return received.stream().map(Receiver.Received::type).toList();
    }

    private static JsonNode awaitStatus(Merchant merchant, String delivery, String status) {
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        merchant.delivery(delivery).path("status").asString())
                .isEqualTo(status));
        return merchant.delivery(delivery);
    }

    @Test
    void everyFinalStateIsPostedInItsOrderAndSigned() {
        Receiver receiver = receiver();
        Merchant merchant = merchant(receiver.url());
        String payment = merchant.sale(BANK);
        merchant.follow(payment, "refunds", "29.90");
        merchant.follow(payment, "refunds", "50.00");
        merchant.follow(payment, "refunds", null);

        List<Receiver.Received> received = awaitOf(receiver, payment, 4);

        assertThat(types(received))
                .containsExactly(
                        "payment.captured",
                        "payment.partially_refunded",
                        "payment.partially_refunded",
                        "payment.refunded");
        assertThat(received).allMatch(merchant::signed);
        assertThat(received).extracting(Receiver.Received::id).doesNotHaveDuplicates();
        Receiver.Received last = received.get(3);
        assertThat(last.method()).isEqualTo("POST");
        assertThat(last.path()).isEqualTo("/hook?token=s3cr3t");
        assertThat(last.contentType()).startsWith("application/json");
        assertThat(last.event().propertyNames()).containsExactlyInAnyOrder("id", "type", "createdAt", "payment");
        assertThat(last.event().path("payment"))
                .isEqualTo(merchant.client().get("/payments/" + payment).body());
        assertThat(Instant.parse(last.event().path("createdAt").asString())).isBeforeOrEqualTo(Instant.now());
        Merchant other = merchant(null);
        assertThat(other.signed(last)).isFalse();
    }

    @Test
    void anEventTellsWhatAPaymentBecameAndNothingOfWhatChangedNothing() {
        Receiver receiver = receiver();
        Merchant merchant = merchant(receiver.url());

        String preauth = merchant.pay(preauth(BANK, "80.00")).path("id").asString();
        merchant.follow(preauth, "captures", "70.00");
        merchant.follow(preauth, "voids", null);
        assertThat(types(awaitOf(receiver, preauth, 3)))
                .containsExactly("payment.authorized", "payment.captured", "payment.voided");

        String declined =
                merchant.pay(sale(BANK, "4355080000005103", "10.00")).path("id").asString();
        assertThat(types(awaitOf(receiver, declined, 1))).containsExactly("payment.declined");

        String expired =
                merchant.pay(with(sale(BANK), "secure", "3d")).path("id").asString();
        jdbc.sql("update three_d_session set expires_at = ? where payment_id = ?")
                .params(Timestamp.from(Instant.now().minusSeconds(1)), expired)
                .update();
        assertThat(types(awaitOf(receiver, expired, 1))).containsExactly("payment.expired");
    }

    @Test
    void anUnknownPaymentIsToldWhenTheBankHasSaidWhatBecameOfIt() {
        Receiver receiver = receiver();
        Merchant merchant = merchant(TestHome.IMPATIENT_BANK, receiver.url());
        JsonNode lost = merchant.pay(sale(TestHome.IMPATIENT_BANK, "4355080000010202", "129.90"));
        assertThat(lost.path("status").asString()).isEqualTo("unknown");
        String payment = lost.path("id").asString();

        merchant.client().post("/payments/" + payment + "/sync", null);

        assertThat(types(awaitOf(receiver, payment, 1))).containsExactly("payment.captured");
    }

    @Test
    void noCardNumberAndNoCvvIsInAnyEvent() {
        Receiver receiver = receiver();
        Merchant merchant = merchant(receiver.url());
        Map<String, Object> card = with(Requests.card("371449635398431"), "cvv", "7391");

        String payment = merchant.pay(with(sale(BANK), "card", card)).path("id").asString();

        String body = awaitOf(receiver, payment, 1).get(0).body();
        assertThat(body).doesNotContain("371449635398431", "7391", "cvv").contains("371449*****8431");
        String kept = jdbc.sql("select body from webhook_event where payment_id = ?")
                .param(payment)
                .query(String.class)
                .single();
        assertThat(kept).isEqualTo(body);
    }

    @Test
    void aReceiverThatFailsGetsTheSameEventAgainAndTheNextOneAfterIt() {
        Receiver receiver = receiver();
        Merchant merchant = merchant(receiver.url());
        receiver.answer(503);
        String payment = merchant.sale(BANK);
        String first = awaitOf(receiver, payment, 1).get(0).id();
        merchant.follow(payment, "refunds", "1.00");
        JsonNode waiting = awaitAttempts(merchant, first, 1);
        assertThat(waiting.path("status").asString()).isEqualTo("waiting");
        assertThat(waiting.path("deliveredAt").isNull()).isTrue();
        assertThat(Duration.between(
                        Instant.now(),
                        Instant.parse(waiting.path("nextAttemptAt").asString())))
                .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));

        receiver.answer(302);
        pauseIsOver(merchant);
        awaitAttempts(merchant, first, 2);
        receiver.answer(204);
        pauseIsOver(merchant);

        List<Receiver.Received> received = awaitOf(receiver, payment, 4);
        assertThat(types(received))
                .containsExactly(
                        "payment.captured", "payment.captured", "payment.captured", "payment.partially_refunded");
        assertThat(received.subList(0, 3))
                .extracting(Receiver.Received::body)
                .containsOnly(received.get(0).body());
        assertThat(received).allMatch(merchant::signed);
        assertThat(receiver.all()).extracting(Receiver.Received::path).containsOnly("/hook?token=s3cr3t");
        JsonNode delivered = awaitStatus(merchant, first, "delivered");
        assertThat(delivered.path("attempts").valueStream().map(attempt -> attempt.path("httpStatus")
                        .asInt()))
                .containsExactly(503, 302, 204);
        assertThat(delivered.path("nextAttemptAt").isNull()).isTrue();
        assertThat(merchant.client().get("/webhooks/deliveries/" + first).text())
                .doesNotContain("s3cr3t", "v1=");
    }

    private static JsonNode awaitAttempts(Merchant merchant, String delivery, int attempts) {
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode found = merchant.delivery(delivery);
            assertThat(found.path("attempts").size()).isEqualTo(attempts);
            // The pause is written after the attempt.
            assertThat(Instant.parse(found.path("nextAttemptAt").asString()))
                    .isAfter(Instant.now().plusSeconds(35));
        });
        return merchant.delivery(delivery);
    }

    @Test
    void aReceiverThatHangsDelaysNobodyElse() {
        Receiver dead = receiver();
        dead.hang();
        Merchant unlucky = merchant(dead.url());
        Receiver receiver = receiver();
        Merchant lucky = merchant(receiver.url());
        List<String> stuck = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            stuck.add(unlucky.sale(BANK));
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(dead.all()).hasSize(4));

        long began = System.nanoTime();
        String payment = lucky.sale(BANK);
        awaitOf(receiver, payment, 1);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        jdbc.sql("select count(*) from card_collection where payment_id in (:payments)")
                                .param("payments", stuck)
                                .query(Long.class)
                                .single())
                .isEqualTo(6));
        assertThat(dead.all()).hasSize(4);
    }

    @Test
    void whatIsGivenUpIsKeptLetsTheNextOneGoAndIsSentAgainOnDemand() {
        Receiver receiver = receiver();
        Merchant merchant = merchant(receiver.url());
        receiver.answer(received -> received.type().equals("payment.captured") ? 500 : 200);
        String payment = merchant.sale(BANK);
        String first = awaitOf(receiver, payment, 1).get(0).id();
        merchant.follow(payment, "refunds", null);
        awaitAttempts(merchant, first, 1);
        assertThat(receiver.of(payment)).hasSize(1);

        jdbc.sql("update outbox set attempts = ? where id = ?")
                .params(LAST_ATTEMPT, first)
                .update();
        pauseIsOver(merchant);

        assertThat(types(awaitOf(receiver, payment, 3)))
                .containsExactly("payment.captured", "payment.captured", "payment.refunded");
        awaitStatus(merchant, first, "given_up");
        assertThat(merchant.deliveries("status=given_up&paymentId=" + payment))
                .singleElement()
                .matches(delivery -> delivery.path("id").asString().equals(first))
                .matches(delivery -> delivery.path("attempts").size() == 2);
        assertThat(merchant.deliveries("paymentId=" + payment)).hasSize(2);

        receiver.answer(200);
        var resent = merchant.client().post("/webhooks/deliveries/" + first + "/resend", null);

        assertThat(resent.status()).isEqualTo(202);
        List<Receiver.Received> received = awaitOf(receiver, payment, 4);
        assertThat(received.get(3).body()).isEqualTo(received.get(0).body());
        assertThat(merchant.signed(received.get(3))).isTrue();
        awaitStatus(merchant, first, "delivered");

        merchant.client().post("/webhooks/deliveries/" + first + "/resend", null);
        awaitOf(receiver, payment, 5);
        assertThat(awaitStatus(merchant, first, "delivered").path("attempts").size())
                .isEqualTo(4);
    }

    @Test
    void anEventThatWaitsIsSentNowOnDemand() {
        Receiver receiver = receiver();
        Merchant merchant = merchant(receiver.url());
        receiver.answer(500);
        String payment = merchant.sale(BANK);
        String first = awaitOf(receiver, payment, 1).get(0).id();
        awaitAttempts(merchant, first, 1);
        receiver.answer(200);

        merchant.client().post("/webhooks/deliveries/" + first + "/resend", null);

        awaitStatus(merchant, first, "delivered");
    }

    @Test
    void aCompanySeesItsOwnDeliveriesAndAnOperatorAll() {
        Receiver receiver = receiver();
        Merchant merchant = merchant(receiver.url());
        Merchant other = merchant(receiver.url());
        String id = awaitOf(receiver, merchant.sale(BANK), 1).get(0).id();
        String foreign = awaitOf(receiver, other.sale(BANK), 1).get(0).id();
        awaitStatus(merchant, id, "delivered");
        awaitStatus(other, foreign, "delivered");

        assertThat(merchant.deliveries("status=delivered&size=200"))
                .extracting(delivery -> delivery.path("id").asString())
                .containsExactly(id);
        assertThat(merchant.client().get("/webhooks/deliveries/" + foreign).status())
                .isEqualTo(404);
        assertThat(merchant.client()
                        .post("/webhooks/deliveries/" + foreign + "/resend", null)
                        .status())
                .isEqualTo(404);
        assertThat(merchant.client()
                        .get("/webhooks/deliveries?company=" + other.code())
                        .status())
                .isEqualTo(404);
        var operator = ContractClient.of("http://127.0.0.1:" + port, HubTest.OPERATOR_KEY);
        assertThat(operator.get("/webhooks/deliveries?size=200").text()).contains(id, foreign);
        assertThat(operator.get("/webhooks/deliveries?company=" + other.code()).text())
                .contains(foreign)
                .doesNotContain(id);
        assertThat(operator.post("/webhooks/deliveries/" + id + "/resend", null).status())
                .isEqualTo(202);
        JsonNode told = operator.get("/audit?kind=webhook-event&company=" + merchant.code())
                .body();
        assertThat(told.path("items").valueStream()).singleElement().satisfies(entry -> {
            assertThat(entry.path("code").asString()).isEqualTo(id);
            assertThat(entry.path("action").asString()).isEqualTo("resend");
            assertThat(entry.path("by").path("keyId").asString()).isEqualTo("operator-setting");
            assertThat(entry.path("details").path("type").asString()).isEqualTo("payment.captured");
        });
        var wrong = merchant.client().invalid().get("/webhooks/deliveries?status=lost&from=x&page=-1&size=201");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.error("status")).isEqualTo("expected one of waiting, delivered, given_up");
        assertThat(wrong.body().path("errors").size()).isEqualTo(4);
    }

    @Test
    void withoutAnAddressThereAreNoEventsAndOneThatWentAwayIsWaitedFor() {
        Merchant merchant = merchant(null);
        String untold = merchant.sale(BANK);
        assertThat(merchant.deliveries("paymentId=" + untold)).isEmpty();
        Receiver receiver = receiver();
        receiver.answer(500);
        merchant.webhookUrl(receiver.url());
        String payment = merchant.sale(BANK);
        String event = awaitOf(receiver, payment, 1).get(0).id();
        awaitAttempts(merchant, event, 1);

        merchant.webhookUrl(null);
        pauseIsOver(merchant);

        JsonNode delivery = awaitAttempts(merchant, event, 2);
        assertThat(delivery.path("attempts").path(1).path("failure").asString()).isEqualTo("no_url");
        var refused = merchant.client().post("/webhooks/deliveries/" + event + "/resend", null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("detail").asString()).contains("has no webhookUrl");
        receiver.answer(200);
        merchant.webhookUrl(receiver.url());
        pauseIsOver(merchant);
        awaitStatus(merchant, event, "delivered");
        assertThat(receiver.of(untold)).isEmpty();
    }

    @Test
    void deliveredEventsAreKeptForAWhileAndGivenUpOnesUntilTheyAreDelivered(@Autowired WebhookEvents events) {
        Receiver receiver = receiver();
        Merchant merchant = merchant(receiver.url());
        String old = awaitOf(receiver, merchant.sale(BANK), 1).get(0).id();
        String fresh = awaitOf(receiver, merchant.sale(BANK), 1).get(0).id();
        receiver.answer(500);
        String failed = awaitOf(receiver, merchant.sale(BANK), 1).get(0).id();
        awaitStatus(merchant, old, "delivered");
        awaitStatus(merchant, fresh, "delivered");
        awaitAttempts(merchant, failed, 1);
        jdbc.sql("delete from outbox where id = ?").param(failed).update();
        Instant then = Instant.now().minus(Duration.ofDays(31));
        jdbc.sql("update webhook_event set created_at = ? where company = ?")
                .params(Timestamp.from(then), merchant.code())
                .update();
        jdbc.sql("update webhook_event set delivered_at = ? where id = ?")
                .params(Timestamp.from(then), old)
                .update();

        events.deleteOld();

        assertThat(merchant.client().get("/webhooks/deliveries/" + old).status())
                .isEqualTo(404);
        assertThat(merchant.delivery(fresh).path("status").asString()).isEqualTo("delivered");
        assertThat(merchant.delivery(failed).path("status").asString()).isEqualTo("given_up");
        assertThat(jdbc.sql("select count(*) from webhook_attempt where event_id = ?")
                        .param(old)
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
