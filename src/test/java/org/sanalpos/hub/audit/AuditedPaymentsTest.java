package org.sanalpos.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.sandbox.SandboxStores;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the audit tells of acts on payments, over HTTP and with a sandbox bank. */
@HubTest
class AuditedPaymentsTest {
    @LocalServerPort
    int port;

    @Autowired
    SandboxStores stores;

    @Autowired
    JdbcClient jdbc;

    AuditedCompany company;
    ContractClient operator;
    ContractClient clerk;

    @BeforeEach
    void company() {
        company = new AuditedCompany(port, jdbc);
        operator = company.operator();
        clerk = company.clerk();
    }

    @Test
    void whatAKeyAsksForAboutAPaymentIsToldWithWhatCameOfIt() {
        company.create("halkbank", "POS", stores.demoCredentials("halkbank"), Map.of());
        String id = sale(clerk, Map.of());
        String path = "/payments/" + id;
        assertThat(company.entries(clerk, "&kind=payment")).isEmpty();

        ContractClient once = clerk.with("Idempotency-Key", Requests.id());
        assertThat(once.post(path + "/refunds", Map.of("amount", "29.90")).status())
                .isEqualTo(201);
        assertThat(once.post(path + "/refunds", Map.of("amount", "29.90")).header("Idempotent-Replayed"))
                .isEqualTo("true");
        assertThat(clerk.post(path + "/refunds", Map.of("amount", "100.01")).status())
                .isEqualTo(422);
        assertThat(clerk.post(path + "/captures", null).status()).isEqualTo(409);
        assertThat(clerk.post(path + "/sync", null).status()).isEqualTo(200);
        assertThat(clerk.invalid()
                        .post(path + "/refunds", Map.of("amount", "x"))
                        .status())
                .isEqualTo(400);

        List<JsonNode> entries = company.entries(clerk, "&kind=payment&code=" + id);
        assertThat(entries)
                .extracting(AuditedCompany::told)
                .containsExactly(
                        "inquiry approved",
                        "inquiry begun",
                        "capture refused",
                        "refund refused",
                        "refund approved",
                        "refund begun");
        JsonNode approved = entries.get(4);
        assertThat(approved.path("by").path("keyId").asString()).isEqualTo(company.keyId());
        assertThat(approved.path("operationId")).isEqualTo(entries.get(5).path("operationId"));
        assertThat(approved.path("details").path("amount").asString()).isEqualTo("29.90");
        assertThat(approved.path("before").path("refundedAmount").asString()).isEqualTo("0.00");
        assertThat(approved.path("after").path("refundedAmount").asString()).isEqualTo("29.90");
        assertThat(approved.path("after").path("status").asString()).isEqualTo("partially_refunded");
        assertThat(entries.get(3).path("details").path("reason").asString()).contains("100.00");
        assertThat(entries.get(3).path("details").path("amount").asString()).isEqualTo("100.01");
        assertThat(approved.path("number").isNull()).isTrue();
    }

    @Test
    void aPaymentThatAnOperatorMakesIsTold() {
        company.create("halkbank", "POS", stores.demoCredentials("halkbank"), Map.of());

        String id = sale(operator, Map.of("company", company.code()));

        assertThat(company.entries(clerk, "&kind=payment")).singleElement().satisfies(entry -> {
            assertThat(entry.path("code").asString()).isEqualTo(id);
            assertThat(AuditedCompany.told(entry)).isEqualTo("sale begun");
            assertThat(entry.path("by").path("type").asString()).isEqualTo("operator");
        });
    }

    private String sale(ContractClient by, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(Requests.sale("halkbank"));
        body.put("virtualPos", "POS");
        body.putAll(more);
        Reply reply = by.post("/payments", body);
        assertThat(reply.body().path("status").asString()).as(reply.text()).isEqualTo("captured");
        return reply.body().path("id").asString();
    }
}
