package org.sanalpos.hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

class HangingConnectionTest {

    @Test
    void endsWhenTheApplicationStops() {
        ConfigurableApplicationContext application = new SpringApplicationBuilder(SandboxTestApplication.class)
                .run(
                        "--server.port=0",
                        "--sanalpos.sandbox=true",
                        "--sanalpos.sandbox-faults.hang-limit=10m",
                        "--spring.main.banner-mode=off");
        int port = ((WebServerApplicationContext) application).getWebServer().getPort();
        CompletableFuture<HttpResponse<String>> hanging = pay(port, "HANGING-1");
        SandboxBank bank =
                application.getBean(SandboxBanks.class).find("halkbank").orElseThrow();
        while (bank.orders("HANGING-1").stream().allMatch(order -> order.captured() == 0) && !hanging.isDone()) {
            Thread.onSpinWait();
        }
        long start = System.nanoTime();

        application.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(hanging).failsWithin(Duration.ofSeconds(10));
        assertThat(bank.requests("HANGING-1")).isEqualTo(1);
    }

    private static CompletableFuture<HttpResponse<String>> pay(int port, String orderId) {
        Map<String, String> store = SandboxStores.load().demoCredentials("halkbank");
        String xml = "<CC5Request><Name>" + store.get("username") + "</Name><Password>" + store.get("password")
                + "</Password><ClientId>" + store.get("clientId") + "</ClientId><Type>Auth</Type><OrderId>" + orderId
                + "</OrderId><Total>1.00</Total><Currency>949</Currency><Taksit></Taksit>"
                + "<Number>4355080000010400</Number><Expires>12/30</Expires><Cvv2Val>000</Cvv2Val></CC5Request>";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/sandbox/halkbank/fim/api"))
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(xml))
                .build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
