package org.sanalpos.hub.intake.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Files against the whole hub and a sandbox bank. */
@HubTest
class FileChannelTest {
    private static final String HEADER =
            "request_id;virtual_pos;operation;transaction_code;amount;currency;card_number;card_expiry;card_cvv;card_holder\n";

    @LocalServerPort
    int port;

    @Autowired
    HubSettings settings;

    private ContractClient demo;

    @BeforeEach
    void client() {
        demo = ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY);
    }

    @Test
    void paymentsAndFollowUpsOfAFileAreThoseOfTheApi() throws Exception {
        String name = Requests.id();
        String key = Requests.id();
        List<CSVRecord> sales = csv(name, HEADER + sale(key, "129,90") + sale(Requests.id(), "0"));
        String code = sales.get(0).get("transaction_code");

        assertThat(sales.get(0).get("status")).isEqualTo("captured");
        assertThat(sales.get(1).get("error")).startsWith("amount: ");
        JsonNode payment =
                demo.get("/payments/" + sales.get(0).get("payment_id")).body();
        assertThat(payment.path("transactionCode").asString()).isEqualTo(code);
        assertThat(payment.path("amount").asString()).isEqualTo("129.90");

        List<CSVRecord> refunds = csv(
                Requests.id(),
                HEADER + Requests.id() + ";;refund;" + code + ";10,00;;;;;\n" + Requests.id()
                        + ";;refund;NO-SUCH;10,00;;;;;\n");

        assertThat(refunds.get(0).get("status")).isEqualTo("partially_refunded");
        assertThat(refunds.get(0).get("refunded_amount")).isEqualTo("10.00");
        assertThat(refunds.get(1).get("error_type")).isEqualTo("not-found");
        assertThat(refunds.get(1).get("error")).startsWith("transaction_code: ");
        assertNoCardIsLeft();
    }

    @Test
    void aVoidHasNoAmountAlsoWhereItMayBecomeARefund() throws Exception {
        String sold = csv(Requests.id(), HEADER + sale(Requests.id(), "129,90"))
                .get(0)
                .get("transaction_code");
        String header = "request_id;operation;transaction_code;amount;auto\n";

        List<CSVRecord> voids = csv(
                Requests.id(),
                header + Requests.id() + ";void;" + sold + ";10,00;true\n" + Requests.id() + ";void;" + sold
                        + ";;true\n");

        assertThat(voids.get(0).get("error")).isEqualTo("amount: a void has no amount");
        assertThat(voids.get(1).get("status")).isEqualTo("voided");
    }

    @Test
    void aRequestThatCameOverRestIsNotChargedAgain() throws Exception {
        var body = Requests.sale("halkbank");
        JsonNode payment = demo.post("/payments", body).body();
        String json = FileHub.JSON.writeValueAsString(List.of(body, body));

        JsonNode results = FileHub.JSON.readTree(dropped("orders-" + Requests.id(), "json", json.getBytes()));

        assertThat(results.at("/0/replayed").asBoolean()).isTrue();
        assertThat(results.at("/1/answer")).isEqualTo(payment);
    }

    @Test
    void turkishXmlIsUnderstood() throws Exception {
        String xml = "<requests xmlns='urn:sanalpos:hub:1'><payment><requestId>" + Requests.id()
                + "</requestId><virtualPos>DEMO-HALKBANK</virtualPos><amount>5.00</amount><currency>TRY</currency><card><number>"
                + Requests.VISA
                + "</number><expiry>12/30</expiry><cvv>000</cvv><holder>ŞİĞÜÖÇ</holder></card>"
                + "<customer><name>Ayşe Yılmaz</name></customer></payment></requests>";

        String result = dropped("orders-" + Requests.id(), "xml", xml.getBytes(Charset.forName("windows-1254")));

        assertThat(result).contains("<status>captured</status>", "<code>approved</code>");
    }

    private List<CSVRecord> csv(String name, String text) throws Exception {
        return CsvFileTest.parse(dropped(name, "csv", text.getBytes()), ';');
    }

    private String dropped(String name, String ending, byte[] bytes) throws IOException {
        Path inbox = Files.createDirectories(settings.inHome("inbox/DEMO"));
        Path unfinished = Files.write(inbox.resolve(name + ".tmp"), bytes);
        Files.move(unfinished, inbox.resolve(name + "." + ending), StandardCopyOption.ATOMIC_MOVE);
        Path result = settings.inHome("outbox/DEMO/" + name + ".result." + ending);
        Path archive = settings.inHome("archive/DEMO/" + name + "." + ending);
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(result) && Files.exists(archive));
        return Files.readString(result);
    }

    private void assertNoCardIsLeft() throws IOException {
        for (String folder : List.of("archive", "outbox", "rejected")) {
            Path path = settings.inHome(folder);
            if (Files.exists(path)) {
                try (var files = Files.walk(path)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        assertThat(Files.readString(file)).doesNotContain(Requests.VISA);
                    }
                }
            }
        }
    }

    private static String sale(String key, String amount) {
        return key + ";DEMO-HALKBANK;;;" + amount + ";TRY;" + Requests.VISA + ";12/30;000;AYŞE YILMAZ\n";
    }
}
