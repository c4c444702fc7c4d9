package org.sanalpos.hub.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Cardholders in a real browser, in the sample shop, at every bank and in every model. */
@HubTest
class ShopInChromiumTest {
    private static final String CODE = "123456";

    /** Every bank with its models. */
    private static final List<String> MODELS = List.of(
            "akbank 3d 3d_pay 3d_host",
            "citibank 3d 3d_pay 3d_host",
            "denizbank 3d 3d_pay 3d_host",
            "garanti 3d 3d_pay 3d_host",
            "halkbank 3d 3d_pay 3d_host",
            "hsbc 3d 3d_pay 3d_host",
            "isbank 3d 3d_pay 3d_host",
            "qnb 3d 3d_pay 3d_host",
            "teb 3d 3d_pay 3d_host",
            "turkiyefinans 3d 3d_pay 3d_host",
            "vakifbank 3d 3d_pay 3d_host",
            "yapikredi 3d 3d_host");

    private static Chromium chromium;

    @LocalServerPort
    int port;

    @BeforeAll
    static void start() {
        chromium = Chromium.start(true);
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @AfterEach
    void oneWindow() {
        List<String> windows = new ArrayList<>(chromium.driver().getWindowHandles());
        for (String other : windows.subList(1, windows.size())) {
            chromium.driver().switchTo().window(other).close();
        }
        chromium.driver().switchTo().window(windows.get(0));
    }

    static Stream<Arguments> models() {
        return MODELS.stream().flatMap(line -> {
            List<String> words = List.of(line.split(" "));
            return words.stream().skip(1).map(model -> Arguments.of(words.get(0), model));
        });
    }

    private ContractClient demo() {
        return ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
    }

    /** Fills the shop's form and goes to the issuer's page. */
    private void checkout(String bank, String model, String window) {
        chromium.open("http://127.0.0.1:" + port + "/shop/");
        chromium.await(current -> current.findElement(By.cssSelector("html[data-ready=true]")));
        chromium.choose("bank", bank);
        chromium.choose("model", model);
        chromium.choose("window", window);
        chromium.click("pay");
    }

    /** Goes to the issuer's page as a shop of one's own sends a cardholder there; gives the payment's id. */
    private String sent(String bank, String model) {
        Map<String, Object> body = Requests.with(Requests.sale(bank), "secure", model);
        if (model.equals("3d_host")) {
            body.remove("card");
        }
        body.put("returnUrl", "http://127.0.0.1:" + port + "/shop/");
        JsonNode payment = demo().post("/payments", body).body();
        chromium.open(payment.path("nextAction").path("url").asString());
        chromium.at("confirm");
        return payment.path("id").asString();
    }

    private void atTheIssuer(String model) {
        chromium.at("confirm");
        if (model.equals("3d_host")) {
            chromium.type("pan", Requests.VISA);
            chromium.type("expiry", "12/30");
            chromium.type("cvv", "000");
        }
    }

    private JsonNode result() {
        String id = chromium.text("paymentId");
        return demo().get("/payments/" + id).body();
    }

    @ParameterizedTest
    @MethodSource("models")
    void whoeverTypesAnotherCodeDoesNotPay(String bank, String model) {
        sent(bank, model);
        atTheIssuer(model);
        chromium.type("code", "000000");
        chromium.click("confirm");

        assertThat(chromium.text("status")).isEqualTo("failed");
        assertThat(result().path("result").path("code").asString()).isEqualTo("authentication_failed");
    }

    @ParameterizedTest
    @MethodSource("models")
    void whoeverCancelsAndGoesBackInTheBrowserPaysNothing(String bank, String model) {
        sent(bank, model);
        chromium.click("cancel");
        assertThat(chromium.text("status")).isEqualTo("failed");
        JsonNode payment = result();

        chromium.driver().navigate().back();
        chromium.await(current -> current.findElement(By.tagName("body")));

        assertThat(demo().get("/payments/" + payment.path("id").asString()).body())
                .isEqualTo(payment);
    }

    @ParameterizedTest
    @MethodSource("models")
    void whoeverTypesTheRightCodePaysOnceThoughClickingTwiceAndGoingBack(String bank, String model) {
        checkout(bank, model, "page");
        atTheIssuer(model);
        chromium.type("code", CODE);
        chromium.driver()
                .executeScript("const confirm = document.getElementById('confirm'); confirm.click(); confirm.click();");
        assertThat(chromium.text("status")).isEqualTo("captured");
        assertThat(chromium.text("bankName")).isEqualTo(bank);
        JsonNode paid = result();
        assertThat(paid.path("capturedAmount").asString()).isEqualTo("129.90");

        chromium.driver().navigate().back();
        chromium.await(current -> current.findElement(By.tagName("body")));
        if (chromium.has("confirm")) {
            atTheIssuer(model);
            chromium.type("code", CODE);
            chromium.click("confirm");
            assertThat(chromium.text("status")).isEqualTo("captured");
        }

        JsonNode later = demo().get("/payments/" + paid.path("id").asString()).body();
        assertThat(later).isEqualTo(paid);
        assertThat(later.path("operations").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("models")
    void aWindowThatIsClosedAtTheIssuerLeavesThePaymentWaiting(String bank, String model) {
        String shop = chromium.driver().getWindowHandle();
        chromium.driver().switchTo().newWindow(WindowType.TAB);
        String id = sent(bank, model);
        chromium.driver().close();
        chromium.driver().switchTo().window(shop);

        JsonNode payment = demo().get("/payments/" + id).body();
        assertThat(payment.path("status").asString()).isEqualTo("requires_action");
        assertThat(payment.path("secure").asString()).isEqualTo(model);
    }

    @Test
    void theFlowWorksInAFrame() {
        checkout("halkbank", "3d", "frame");
        chromium.driver().switchTo().frame(chromium.at("frame"));
        chromium.type("code", CODE);
        chromium.click("confirm");
        chromium.driver().switchTo().defaultContent();

        assertThat(chromium.text("status")).isEqualTo("captured");
    }

    @Test
    void theFlowWorksInAPopup() {
        String shop = chromium.driver().getWindowHandle();
        checkout("halkbank", "3d", "popup");
        String popup = chromium.await(current -> {
            Set<String> handles = current.getWindowHandles();
            return handles.stream()
                    .filter(handle -> !handle.equals(shop))
                    .findFirst()
                    .orElse(null);
        });
        chromium.driver().switchTo().window(popup);
        chromium.type("code", CODE);
        chromium.click("confirm");
        chromium.driver().switchTo().window(shop);

        assertThat(chromium.text("status")).isEqualTo("captured");
    }

    @Test
    void withoutScriptsTheButtonsLeadThroughTheFlow() throws Exception {
        var body = Requests.with(Requests.sale("halkbank"), "secure", "3d");
        JsonNode payment = demo().post("/payments", body).body();
        try (Chromium plain = Chromium.start(false)) {
            plain.open(payment.path("nextAction").path("url").asString());
            Files.write(
                    Files.createDirectories(Path.of("target/screenshots")).resolve("form.png"),
                    plain.driver().getScreenshotAs(OutputType.BYTES));
            plain.goOn();
            plain.goOn();
            plain.type("code", CODE);
            WebElement issuer = plain.at("confirm");
            issuer.click();
            plain.await(ExpectedConditions.stalenessOf(issuer));
            plain.goOn();

            assertThat(plain.await(current -> current.findElement(By.tagName("main")))
                            .getDomAttribute("data-status"))
                    .isEqualTo("captured");
            Files.write(Path.of("target/screenshots/result.png"), plain.driver().getScreenshotAs(OutputType.BYTES));
        }
    }
}
