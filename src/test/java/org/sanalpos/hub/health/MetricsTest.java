package org.sanalpos.hub.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@HubTest
class MetricsTest {
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_:]+)(?:\\{(.*)})? (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    @LocalServerPort
    int port;

    @Test
    void paymentsAreCountedByBankOperationAndOutcomeAndTimed() {
        double before = value("sanalpos_payments_seconds_count", "halkbank", "sale", "approved");

        assertThat(demo().post("/payments", sale("halkbank")).status()).isEqualTo(201);

        assertThat(value("sanalpos_payments_seconds_count", "halkbank", "sale", "approved"))
                .isEqualTo(before + 1);
        assertThat(value("sanalpos_bank_call_seconds_count", "halkbank", "answered"))
                .isPositive();
        assertThat(value("sanalpos_bank_call_seconds_bucket", "halkbank", "answered", "+Inf"))
                .isPositive();
        assertThat(value("sanalpos_hub_time_seconds_count", "halkbank")).isPositive();
    }

    @Test
    void whatWaitsIsMeasured() {
        Set<String> names = new TreeSet<>();
        samples().forEach((labels, value) -> names.add(labels.get("__name__")));

        assertThat(names)
                .contains(
                        "sanalpos_outbox_age_seconds",
                        "sanalpos_outbox_rows",
                        "sanalpos_queue_depth",
                        "sanalpos_webhooks_given_up",
                        "sanalpos_payments_uncertain",
                        "jvm_memory_used_bytes",
                        "hikaricp_connections_pending",
                        "logback_events_total",
                        "http_server_requests_seconds_count");
    }

    @Test
    void aPaymentWhoseAnswerWasLostIsCountedAsUncertain() {
        String lostAnswer = "4355080000010202";

        assertThat(demo().post("/payments", sale("hsbc", lostAnswer, "5.00")).status())
                .isEqualTo(202);

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        value("sanalpos_payments_uncertain", "unknown"))
                .isPositive());
    }

    @Test
    void noLabelHoldsWhatACallerWrote() {
        Map<String, Object> body = with(sale("teb"), "orderNo", "ORDER-IN-A-LABEL");
        JsonNode payment = demo().post("/payments", body).body();
        String id = payment.path("id").asString();
        demo().get("/payments/" + id);
        demo().post("/payments/" + id + "/refunds", null);
        demo().invalid().get("/payments/" + Requests.VISA);
        demo().invalid().post("/payments", with(body, "virtualPos", "NO-SUCH-POS"));
        HealthPage.read("http://127.0.0.1:" + port + "/made-up-word");
        HealthPage.read("http://127.0.0.1:" + port + "/api/v1/payments/" + id + "/made-up-word");

        String all = metrics();

        for (String own : List.of(
                id,
                payment.path("transactionCode").asString(),
                "ORDER-IN-A-LABEL",
                Requests.VISA,
                "made-up-word",
                "NO-SUCH-POS",
                HubTest.DEMO_KEY,
                "DEMO")) {
            assertThat(all).doesNotContain(own);
        }
        assertThat(all).contains("uri=\"/api/v1/payments/{id}/{action}\"", "uri=\"/api/v1/payments/{id}\"");
    }

    private ContractClient demo() {
        return ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
    }

    private String metrics() {
        return HealthPage.read("http://127.0.0.1:" + port + "/actuator/prometheus")
                .text();
    }

    /** The sample of this name that has these values among its labels; 0 when there is none. */
    private double value(String name, String... values) {
        return samples().entrySet().stream()
                .filter(sample -> sample.getKey().get("__name__").equals(name)
                        && sample.getKey().values().containsAll(List.of(values)))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private Map<Map<String, String>, Double> samples() {
        Map<Map<String, String>, Double> samples = new LinkedHashMap<>();
        Matcher sample = SAMPLE.matcher(metrics());
        while (sample.find()) {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("__name__", sample.group(1));
            Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
            samples.put(labels, Double.parseDouble(sample.group(3).replace("Inf", "Infinity")));
        }
        return samples;
    }
}
