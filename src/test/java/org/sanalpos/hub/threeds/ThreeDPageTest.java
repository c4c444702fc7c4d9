package org.sanalpos.hub.threeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.WebPage.Form;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The hub's own pages on the way to the bank and back. */
@HubTest
class ThreeDPageTest {
    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private ContractClient demo() {
        return ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
    }

    private static Map<String, Object> sale() {
        Map<String, Object> body = new LinkedHashMap<>(Requests.sale("halkbank"));
        body.put("secure", "3d");
        return body;
    }

    private JsonNode begun(Map<String, Object> body) {
        Reply reply = demo().post("/payments", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.body();
    }

    private static String url(JsonNode payment) {
        return payment.path("nextAction").path("url").asString();
    }

    private String status(JsonNode payment) {
        return demo().get("/payments/" + payment.path("id").asString())
                .body()
                .path("status")
                .asString();
    }

    private static Form back(WebPage page, String outcome) {
        WebPage issuer = page.form().submit().form().submit();
        return issuer.form().with("outcome", outcome).submit().form();
    }

    @Test
    void thePageIsOpenedOnceAndThenShowsWhereThePaymentStands() {
        JsonNode payment = begun(sale());

        WebPage first = WebPage.get(url(payment));
        WebPage second = WebPage.get(url(payment));

        assertThat(first.form().action()).endsWith("/fim/est3Dgate");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).doesNotContain(Requests.VISA).contains("Doğrulama tamamlanmadı");
        assertThat(second.document().select("form")).isEmpty();
        assertThat(second.document().select("main").attr("data-status")).isEqualTo("requires_action");
        back(first, "success").submit();
        WebPage third = WebPage.get(url(payment));
        assertThat(third.text()).contains("Ödemeniz alındı", "Your payment was taken", "129,90 TRY");
    }

    @Test
    void lookingAtTheAddressDoesNotUseThePageUp() {
        JsonNode payment = begun(sale());

        WebPage head = WebPage.send(
                HttpRequest.newBuilder(URI.create(url(payment))).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        WebPage prefetch = WebPage.send(
                HttpRequest.newBuilder(URI.create(url(payment))).header("Sec-Purpose", "prefetch;prerender"));

        assertThat(head.status()).isEqualTo(200);
        assertThat(prefetch.status()).isEqualTo(204);
        assertThat(WebPage.get(url(payment)).form().fields()).containsKey("pan");
    }

    @Test
    void nothingRunsOnThePageButWhatTheHubWroteAndNobodyKeepsIt() {
        JsonNode payment = begun(Requests.with(sale(), "returnUrl", "https://shop.example/return"));

        WebPage page = WebPage.get(url(payment));

        String policy = header(page, "Content-Security-Policy");
        String nonce = page.document().select("script").attr("nonce");
        assertThat(nonce).hasSizeGreaterThanOrEqualTo(16);
        assertThat(policy)
                .contains(
                        "default-src 'none'",
                        "script-src 'nonce-" + nonce + "'",
                        "style-src 'nonce-" + nonce + "'",
                        "base-uri 'none'",
                        "form-action https: http://127.0.0.1:" + port)
                .contains("frame-ancestors 'self' ")
                .contains("https://shop.example")
                .doesNotContain("unsafe");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("strict-origin");
        assertThat(page.response().headers().firstValue("X-Frame-Options")).isEmpty();
        assertThat(page.document().select("button[type=submit]").attr("name")).isEmpty();
        assertThat(page.document().select("button[type=submit]").text()).contains("Bankaya", "bank");
        assertThat(WebPage.get(url(begun(sale()))).document().select("script").attr("nonce"))
                .isNotEqualTo(nonce);
    }

    @Test
    void thePagesAreEnglishForAnEnglishBrowser() {
        Map<String, Object> body = sale();
        body.put("customer", Map.of("browser", Map.of("language", "en-GB")));
        JsonNode payment = begun(body);

        WebPage page = WebPage.get(url(payment));

        assertThat(page.document().select("html").attr("lang")).isEqualTo("en");
        assertThat(page.document().select("h1").text()).isEqualTo("You are being sent to your bank");
        assertThat(page.form().fields()).containsEntry("lang", "en");
    }

    @Test
    void theShopCanTellTheAddressThatTheBrowserComesBackTo() throws Exception {
        JsonNode payment = begun(Requests.with(sale(), "returnUrl", "https://shop.example/return?cart=7"));

        WebPage end = back(WebPage.get(url(payment)), "success").submit();

        String id = payment.path("id").asString();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("sandbox-signing-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of()
                .formatHex(mac.doFinal(("paymentId=" + id + "&status=captured").getBytes(StandardCharsets.UTF_8)));
        assertThat(end.status()).isEqualTo(303);
        assertThat(end.location())
                .isEqualTo("https://shop.example/return?cart=7&paymentId=" + id + "&status=captured&signature="
                        + signature);
    }

    @Test
    void aBrowserIsSentBackOnlyWhereTheCompanyAllowsIt() {
        for (String url : List.of(
                "https://shop.example.attacker.example/return",
                "https://attacker.example/?https://shop.example/",
                "https://user@shop.example/return",
                "http://shop.example/return")) {
            Reply reply = demo().post("/payments", Requests.with(sale(), "returnUrl", url));

            assertThat(reply.status()).as(url).isIn(400, 422);
            assertThat(reply.error("returnUrl")).as(url).isNotNull();
        }
    }

    @Test
    void whatDidNotVerifyIsRecordedWithTheFieldAndNoValue() {
        JsonNode payment = begun(sale());
        Form back = back(WebPage.get(url(payment)), "success");

        back.with("HASH", "forged-signature-1").submit();
        back.with("HASH", null).submit();

        List<String> reasons = jdbc.sql("select c.reason from three_d_callback c join three_d_session s"
                        + " on s.id = c.session_id where s.payment_id = ? and not c.accepted order by c.id")
                .param(payment.path("id").asString())
                .query(String.class)
                .list();
        assertThat(reasons).hasSize(2);
        assertThat(reasons.get(0)).contains("HASH is wrong").doesNotContain("forged", "HALKKEY01");
        assertThat(reasons.get(1)).contains("HASH is missing");
        assertThat(status(payment)).isEqualTo("requires_action");
        back.submit();
        assertThat(status(payment)).isEqualTo("captured");
    }

    @Test
    void theCardWaitsInNoTable() {
        String card = "5571135571135575";
        Map<String, Object> body = sale();
        body.put("card", Requests.card(card));
        JsonNode payment = begun(body);
        String waiting = everything();
        Form back = back(WebPage.get(url(payment)), "success");
        back.submit();
        assertThat(status(payment)).isEqualTo("captured");

        assertThat(waiting + everything()).doesNotContain(card).contains("557113******5575");
    }

    /** Every row of every table of the hub. */
    private String everything() {
        return String.join(
                "\n", jdbc.sql("script nosettings").query(String.class).list());
    }

    @Test
    void anAddressThatIsNoneShowsAPageAndTellsNothing() {
        String none = "http://127.0.0.1:" + port + "/3ds/" + "0".repeat(32);

        assertThat(WebPage.get(none).status()).isEqualTo(404);
        assertThat(WebPage.get(none).text()).contains("Böyle bir ödeme sayfası yok");
        assertThat(WebPage.post(none + "/callback", Map.of("mdStatus", "1")).status())
                .isEqualTo(404);
        assertThat(WebPage.post(none + "/callback", Map.of("x", "y".repeat(300_000)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void aLinkWhereTheBankPostsAFormIsNotBelieved() {
        JsonNode payment = begun(sale());
        Form back = back(WebPage.get(url(payment)), "success");

        WebPage linked = new Form(true, back.action(), back.fields()).submit();

        assertThat(linked.status()).isEqualTo(303);
        assertThat(status(payment)).isEqualTo("requires_action");
        assertThat(WebPage.get(back.action()).location()).isEqualTo(url(payment));
    }

    @Test
    void aPaymentThatWaitsForTheBrowserTakesNoFollowUpAndCanBeAskedAbout() {
        JsonNode payment = begun(sale());
        String path = "/payments/" + payment.path("id").asString();

        assertThat(demo().post(path + "/refunds", Map.of()).status()).isEqualTo(409);
        assertThat(demo().post(path + "/voids", Map.of()).status()).isEqualTo(409);
        Reply asked = demo().post(path + "/sync", null);

        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        assertThat(asked.body().path("status").asString()).isEqualTo("requires_action");
    }

    @Test
    void aModelNeedsACardholderAtABrowser() {
        Reply reply = demo().post("/payments", Requests.with(sale(), "channel", "moto"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.error("secure")).contains("no cardholder at a browser");
    }

    private static String header(WebPage page, String name) {
        return page.response().headers().firstValue(name).orElse(null);
    }
}
