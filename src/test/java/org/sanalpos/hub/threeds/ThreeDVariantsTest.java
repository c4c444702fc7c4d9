package org.sanalpos.hub.threeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.WebPage.Form;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a definition can choose where merchants of one bank differ. */
@HubTest
class ThreeDVariantsTest {
    @LocalServerPort
    int port;

    private ContractClient operator() {
        return ContractClient.of("http://127.0.0.1:" + port, HubTest.OPERATOR_KEY);
    }

    private String company(String bank, Map<String, String> credentials) {
        String code = "V" + Requests.id().substring(0, 8).toUpperCase(Locale.ROOT);
        operator().post("/companies", Map.of("code", code, "name", code));
        Map<String, Object> pos = new LinkedHashMap<>();
        pos.put("code", "POS");
        pos.put("company", code);
        pos.put("bank", bank);
        pos.put("environment", "sandbox");
        pos.put("secure", "none");
        pos.put("credentials", credentials);
        Reply made = operator().post("/virtual-pos", pos);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return code;
    }

    private Reply ask(String company, String model) {
        Map<String, Object> body = new LinkedHashMap<>(Requests.sale("halkbank"));
        body.put("company", company);
        body.put("virtualPos", "POS");
        body.put("secure", model);
        if (model.equals("3d_host")) {
            body.remove("card");
        }
        return operator().post("/payments", body);
    }

    private static WebPage page(JsonNode payment) {
        assertThat(payment.path("status").asString()).as(payment.toString()).isEqualTo("requires_action");
        return WebPage.get(payment.path("nextAction").path("url").asString());
    }

    /** Goes on until the hub's callback, and posts it. */
    private static void pay(WebPage start) {
        WebPage page = start;
        for (int steps = 0; steps < 8 && !page.form().action().contains("/3ds/"); steps++) {
            Form form = page.form();
            if (form.action().endsWith("/end")) {
                form = form.with("outcome", "success");
                if (form.fields().containsKey("pan")) {
                    form = form.with("pan", Requests.VISA)
                            .with("expiry", "12/30")
                            .with("cvv", "000");
                }
            }
            page = form.submit();
        }
        page.form().submit();
    }

    private void pays(String bank, Map<String, String> credentials, String model) {
        JsonNode payment = ask(company(bank, credentials), model).body();

        pay(page(payment));

        JsonNode now =
                operator().get("/payments/" + payment.path("id").asString()).body();
        assertThat(now.path("status").asString()).as(now.toString()).isEqualTo("captured");
        assertThat(now.path("operations").size()).isEqualTo(1);
    }

    @Test
    void aBankThatWantsTheCardAgainGetsItOnce() {
        pays(
                "vakifbank",
                Map.of(
                        "merchantId", "000000000120003",
                        "password", "Vakif.Card.03",
                        "terminalNo", "VP000703",
                        "mpiPassword", "Gül9şİ&03",
                        "completionMode", "card"),
                "3d");
    }

    @Test
    void aHostedPageThatOnlyAuthenticatesIsCompletedByTheHub() {
        pays(
                "halkbank",
                Map.of(
                        "clientId", "500100001",
                        "username", "HALKHUBAPI",
                        "password", "Halk.Hub.01",
                        "storeKey", "HALKKEY01",
                        "hostedModel", "3d_host"),
                "3d_host");
    }

    @Test
    void aStoreWithTheNewerSignaturePays() {
        pays(
                "denizbank",
                Map.of(
                        "shopCode", "7001203",
                        "userCode", "DENIZSHA2API",
                        "userPass", "Deniz.Sha2.03",
                        "storeKey", "DENIZKEY03",
                        "hashAlgorithm", "sha512"),
                "3d_pay");
    }

    @Test
    void theFormGoesByTheBrowserWhereTheDefinitionSaysSo() {
        Map<String, String> credentials = new LinkedHashMap<>(qnb());
        credentials.put("formBy", "browser");
        JsonNode payment = ask(company("qnb", credentials), "3d").body();

        WebPage page = page(payment);

        assertThat(page.form().fields()).containsKeys("Pan", "Hash");
        pay(page);
        assertThat(operator()
                        .get("/payments/" + payment.path("id").asString())
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("captured");
    }

    @Test
    void aPageOfTheBankIsShownAsItCameAndCanReadNothingOfTheHub() {
        JsonNode payment = ask(company("qnb", qnb()), "3d").body();

        WebPage page = page(payment);

        String policy =
                page.response().headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy)
                .contains("sandbox allow-scripts allow-forms", "frame-ancestors 'self'")
                .doesNotContain("allow-same-origin");
        assertThat(page.response().headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.text()).doesNotContain(Requests.VISA).contains("/sandbox/qnb/acs/");
    }

    @Test
    void aModelIsNotUsedWithoutTheKeyThatVerifiesItsCallbacks() {
        String company = company(
                "halkbank", Map.of("clientId", "500100001", "username", "HALKHUBAPI", "password", "Halk.Hub.01"));

        Reply reply = ask(company, "3d");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.error("secure")).contains("'3d' needs storeKey");
    }

    @Test
    void aCardThatTakesNoPartIsToldAtOnce() {
        Map<String, Object> body = new LinkedHashMap<>(Requests.sale("vakifbank"));
        body.put("secure", "3d");
        body.put("card", Requests.card("4355080000030101"));
        ContractClient demo = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);

        JsonNode payment = demo.post("/payments", body).body();

        assertThat(payment.path("status").asString()).as(payment.toString()).isEqualTo("failed");
        assertThat(payment.path("result").path("code").asString()).isEqualTo("authentication_failed");
        assertThat(payment.path("nextAction").isNull()).isTrue();
    }

    private static Map<String, String> qnb() {
        return Map.of(
                "mbrId", "5",
                "merchantId", "006600000000101",
                "userCode", "QNBHUBAPI",
                "userPass", "Qnb<Hub>&01",
                "storeKey", "98760101");
    }
}
