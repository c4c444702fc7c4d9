package org.sanalpos.hub.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.TestHome;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@HubTest
class HealthTest {
    @LocalServerPort
    int port;

    @Autowired
    CamelContext camel;

    @Test
    void livenessTellsOfTheProcessAlone() {
        HealthPage live = HealthPage.of(hub(), "liveness");

        assertThat(live.http()).isEqualTo(200);
        assertThat(live.text()).isEqualTo("{\"components\":{\"livenessState\":{\"status\":\"UP\"}},\"status\":\"UP\"}");
    }

    @Test
    void readinessTellsOfEveryPart() {
        HealthPage ready = HealthPage.of(hub(), "readiness");

        assertThat(ready.http()).isEqualTo(200);
        assertThat(ready.status()).isEqualTo("UP");
        for (String part :
                new String[] {"readinessState", "database", "broker", "erp", "webhooks", "mappings", "routes"}) {
            assertThat(ready.component(part).path("status").asString()).as(part).isEqualTo("UP");
        }
        assertThat(ready.text()).doesNotContain("jdbc:", "password");
    }

    @Test
    void mappingsNameTheirBanksAndTellOfTheFolderOnDisk() {
        var mappings = HealthPage.of(hub(), "readiness").component("mappings").path("details");

        assertThat(mappings.path("banks").valueStream().map(bank -> bank.asString()))
                .contains("halkbank", TestHome.IMPATIENT_BANK);
        assertThat(mappings.path("dialects").valueStream().map(dialect -> dialect.asString()))
                .contains("nestpay", "cinar");
        // Those of the made-up banks and the impatient one.
        assertThat(mappings.path("filesFromDisk").asInt()).isEqualTo(9);
    }

    @Test
    void aStoppedDeliveryDegradesAndIsNamed() throws Exception {
        HealthPage page = without("transaction-log-retention");

        assertThat(page.http()).isEqualTo(200);
        assertThat(page.status()).isEqualTo("DEGRADED");
        assertThat(page.component("routes").path("details").path("notStarted").toString())
                .isEqualTo("[\"transaction-log-retention\"]");
    }

    @Test
    void aStoppedPaymentRouteIsDownAndIsNamed() throws Exception {
        HealthPage page = without("inquire");

        assertThat(page.http()).isEqualTo(503);
        assertThat(page.status()).isEqualTo("DOWN");
        assertThat(page.component("routes").path("details").path("notStarted").toString())
                .isEqualTo("[\"inquire\"]");
        assertThat(HealthPage.of(hub(), "liveness").http()).isEqualTo(200);
    }

    private HealthPage without(String route) throws Exception {
        camel.getRouteController().stopRoute(route);
        try {
            return HealthPage.of(hub(), "readiness");
        } finally {
            camel.getRouteController().startRoute(route);
        }
    }

    private String hub() {
        return "http://127.0.0.1:" + port;
    }
}
