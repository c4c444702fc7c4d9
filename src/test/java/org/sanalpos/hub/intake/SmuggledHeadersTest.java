package org.sanalpos.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.intake.queue.QueueClient;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No header that Camel understands gets from outside into a route, in whatever spelling. */
@HubTest
class SmuggledHeadersTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> QUERY = Set.of("CamelHttpQuery", "CamelHttpRawQuery");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> STEERING = List.of(
            "CamelHttpUri",
            "CamelHttpPath",
            "CamelHttpMethod",
            "CamelHttpResponseCode",
            "CamelHttpRawQuery",
            "CamelJmsDestinationName",
            "CamelJmsDestination",
            "CamelFileName",
            "CamelFileParent",
            "CamelBeanMethodName",
            "CamelSqlQuery",
            "CamelSqlParameters",
            "CamelExecCommandExecutable",
            "CamelSchedulerPolledMessages",
            "CamelToEndpoint",
            "breadcrumbId");

    @LocalServerPort
    int port;

    @Autowired
    CamelContext camel;

    @Autowired
    HubSettings settings;

    private final String mark = "smuggled" + Requests.id().substring(0, 8);
    private final ConcurrentLinkedQueue<String> inside = new ConcurrentLinkedQueue<>();
    private final EventNotifierSupport watcher = new EventNotifierSupport() {
        @Override
        public void notify(CamelEvent event) {
            if (event instanceof CamelEvent.ExchangeEvent about) {
                Exchange exchange = about.getExchange();
                look(exchange.getMessage().getHeaders());
                look(exchange.getProperties());
                look(exchange.getVariables());
            }
        }
    };

    private void look(Map<String, Object> values) {
        values.forEach((name, value) -> {
            // The query as a whole, which Camel itself notes, is no header of that name.
            boolean query = QUERY.contains(name) && String.valueOf(value).contains("=" + mark + "&");
            if (String.valueOf(value).contains(mark) && !query) {
                inside.add(name + "=" + value);
            }
        });
    }

    @BeforeEach
    void watch() {
        watcher.start();
        camel.getManagementStrategy().addEventNotifier(watcher);
    }

    @AfterEach
    void stopWatching() {
        camel.getManagementStrategy().removeEventNotifier(watcher);
    }

    /** Every name as it is, in small and in large letters, with other separators, and by its class. */
    private static List<String> spellings() {
        List<String> names = new ArrayList<>();
        for (String name : STEERING) {
            names.add(name);
            names.add(name.toLowerCase(Locale.ROOT));
            names.add(name.toUpperCase(Locale.ROOT));
            names.add(name.replaceAll("(?<=[a-z])(?=[A-Z])", "-"));
        }
        names.add("org.apache.camel.Exchange");
        names.add("ORG.APACHE.CAMEL.component.bean.methodName");
        return names;
    }

    @Test
    void aPaymentOverRestIsSteeredByNoHeaderAndNoParameter() throws Exception {
        String query = spellings().stream()
                .map(name -> name + "=" + URLEncoder.encode(mark, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/payments?" + query))
                .header("Authorization", "Bearer " + HubTest.DEMO_KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Requests.sale("halkbank"))));
        spellings().forEach(name -> request.header(name, mark));

        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(JSON.readTree(answer.body()).path("status").asString()).isEqualTo("captured");
        assertThat(answer.headers().map().toString().toLowerCase(Locale.ROOT)).doesNotContain("camel", mark);
        assertThat(inside).isEmpty();
    }

    @Test
    void thePathAloneSaysWhichPaymentAndWhatIsDoneToIt() {
        ContractClient demo = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
        String one = demo.post("/payments", Requests.sale("halkbank"))
                .body()
                .path("id")
                .asString();
        String other = demo.post("/payments", Requests.sale("halkbank"))
                .body()
                .path("id")
                .asString();

        Reply read = demo.invalid().with("id", other).get("/payments/" + one + "?id=" + other);
        Reply undone = demo.invalid()
                .with("id", other)
                .with("action", "refunds")
                .post("/payments/" + one + "/voids?action=refunds&id=" + other, Map.of());

        assertThat(read.body().path("id").asString()).isEqualTo(one);
        assertThat(undone.body().path("id").asString()).isEqualTo(one);
        assertThat(undone.body().path("status").asString()).isEqualTo("voided");
        assertThat(demo.get("/payments/" + other).body().path("status").asString())
                .isEqualTo("captured");
    }

    @Test
    void aCallbackIsSteeredByNoHeader() throws Exception {
        ContractClient demo = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
        JsonNode payment = demo.post("/payments", Requests.with(Requests.sale("halkbank"), "secure", "3d"))
                .body();
        String page = payment.path("nextAction").path("url").asString();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(page + "/callback"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("mdStatus=1&CamelJmsDestinationName=" + mark));
        spellings().forEach(name -> request.header(name, mark));

        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().map().toString()).doesNotContain(mark);
        assertThat(inside).isEmpty();
        assertThat(demo.get("/payments/" + payment.path("id").asString())
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("requires_action");
    }

    @Test
    void aMessageIsSteeredByNoProperty() throws Exception {
        ConnectionFactory broker = new ActiveMQConnectionFactory(
                "tcp://127.0.0.1:" + settings.broker().port());
        Connection connection = broker.createConnection("DEMO", HubTest.DEMO_KEY);
        connection.start();
        try (QueueClient queue = new QueueClient(connection)) {
            TextMessage message = queue.text(JSON.writeValueAsString(Requests.sale("halkbank")));
            for (String name : spellings()) {
                message.setStringProperty(name.replace(".", "_DOT_").replace("-", "_HYPHEN_"), mark);
            }
            message.setJMSType("json;" + mark);

            TextMessage answer = queue.ask(message);

            assertThat(answer.getStringProperty("status")).isEqualTo("captured");
            for (String name : spellings()) {
                assertThat(answer.getStringProperty(name.replace(".", "_DOT_").replace("-", "_HYPHEN_")))
                        .as(name)
                        .isNull();
            }
        }
        assertThat(inside).allMatch(header -> header.startsWith("JMSType="));
    }
}
