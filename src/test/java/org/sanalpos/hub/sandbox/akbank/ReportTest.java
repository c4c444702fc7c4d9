package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;
import org.sanalpos.hub.sandbox.akbank.Shop.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each test has a day of its own, so that the report holds its transactions only. */
@SandboxTest
class ReportTest {

    private final Sandbox sandbox;
    private final MutableClock clock;
    private final Shop shop;

    ReportTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        clock = sandbox.clock();
        shop = Shop.demo(sandbox);
    }

    @Test
    void aDayIsReportedOldestFirst() throws IOException {
        clock.advance(Duration.ofDays(100));
        String sale = Shop.newOrderId();
        Answer answer = shop.send(shop.sale(sale, "30.00").with("transaction.installCount", 3));
        clock.advance(Duration.ofMinutes(1));
        shop.send(shop.refund(sale, "4.50"));
        clock.advance(Duration.ofMinutes(1));
        shop.send(shop.sale(Shop.newOrderId(), "70000.51"));
        clock.advance(Duration.ofMinutes(1));
        shop.send(shop.sale(Shop.newOrderId(), "70000.92"));
        clock.advance(Duration.ofMinutes(1));
        shop.send(shop.voidOf(shop.paid("1000", "5.00")));
        clock.advance(Duration.ofMinutes(1));
        shop.send(shop.capture(shop.paid("1004", "8.00"), "7.00"));
        sandbox.screen("akbank").settle();

        Answer report = shop.sendReport(day(shop.now().substring(0, 10)));

        assertThat(report.outcome()).isEqualTo("VPS-0000");
        assertThat(report.names(""))
                .containsExactly("data", "requestId", "responseCode", "responseMessage", "terminal", "txnDateTime");
        assertThat(report.get("responseMessage")).isEqualTo("SUCCESSFUL");
        List<JsonNode> rows = rows(report);
        assertThat(rows.stream()
                        .map(row -> row.path("txnCode").asString() + " "
                                + row.path("txnStatus").asString() + " " + row.path("amount") + " "
                                + row.path("preAuthCloseAmount")))
                .containsExactly(
                        "1000 Başarılı 30 0",
                        "1002 Başarılı 4.5 0",
                        "1000 Başarısız 70000.51 0",
                        "1000 Teknik İptal 70000.92 0",
                        "1000 İptal 5 0",
                        "1004 Başarılı 8 7",
                        "1005 Başarılı 7 0");
        JsonNode first = rows.get(0);
        assertThat(first.path("rrn").isIntegralNumber()).isTrue();
        assertThat(first.path("rrn").asString()).isEqualTo(answer.get("transaction.rrn"));
        assertThat(first.path("hostResponseMessage").asString()).isEqualTo("000 ONAY KODU XXXXXX");
        assertThat(first.path("installmentCount").asInt()).isEqualTo(3);
        assertThat(first.path("installmentLabel").asString()).isEqualTo("3");
        assertThat(first.path("currencyLabel").asString()).isEqualTo("TRY");
        assertThat(rows.get(1).path("orgOrderId").asString()).isEqualTo(sale);
        assertThat(rows.get(3).has("responseCode") || rows.get(3).has("authCode"))
                .isFalse();
    }

    @Test
    void aBatchIsReported() throws IOException {
        BankScreen screen = sandbox.screen("akbank");
        screen.settle();
        Answer sale = shop.send(shop.sale(Shop.newOrderId(), "30.00"));
        int batch = sale.json().at("/transaction/batchNumber").asInt();

        List<JsonNode> rows = rows(shop.sendReport(shop.report().with("report.batchNumber", batch)));

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).path("stan")).isEqualTo(sale.json().at("/transaction/stan"));
    }

    @Test
    void aDayOfAnotherStoreIsEmpty() throws IOException {
        clock.advance(Duration.of(200, ChronoUnit.DAYS));
        shop.paid("1000", "10.00");
        Shop other = Shop.restricted(sandbox);

        assertThat(rows(other.sendReport(other.report()
                        .with("report.startDateTime", other.now())
                        .with("report.endDateTime", other.now()))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T00:00:00.000, 2026-03-11T00:00:00.001, VPS-2229",
        "2026-03-10T00:00:00.000, 2026-03-11T00:00:00.000, VPS-0000",
        "2026-03-10T00:00:00.000, 2026-03-09T00:00:00.000, VPS-3001",
        "2026-03-10, 2026-03-10T00:00:00.000, VPS-3001"
    })
    void aRangeIsADayAtMost(String start, String end, String code) {
        Message report = shop.report().with("report.startDateTime", start).with("report.endDateTime", end);

        Answer answer = shop.sendReport(report);

        assertThat(answer.outcome()).isEqualTo(code);
        if (!code.equals("VPS-0000")) {
            assertThat(answer.names("")).containsExactly("requestId", "responseCode", "responseMessage");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"randomNumber", "report", "report.startDateTime", "report.endDateTime"})
    void aMissingMemberIsABadRequest(String path) {
        assertThat(shop.sendReport(day("2026-03-10").without(path)).outcome()).isEqualTo("HTTP 400");
    }

    @ParameterizedTest
    @CsvSource({"version, 1.00", "txnCode, 1009", "requestDateTime, x", "report.batchNumber, 1"})
    void anUnknownMemberIsABadRequest(String path, String value) {
        assertThat(shop.sendReport(day("2026-03-10").with(path, value)).outcome())
                .isEqualTo("HTTP 400");
        assertThat(shop.sendReport(day("2026-03-10").with("report.batchNumber", 1))
                        .outcome())
                .isEqualTo("HTTP 400");
    }

    private Message day(String date) {
        return shop.report()
                .with("report.startDateTime", date + "T00:00:00.000")
                .with("report.endDateTime", date + "T23:59:59.000");
    }

    private static List<JsonNode> rows(Answer report) throws IOException {
        byte[] packed = Base64.getDecoder().decode(report.get("data"));
        try (InputStream json = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return JsonMapper.shared()
                    .readTree(json)
                    .path("txnDetailList")
                    .valueStream()
                    .toList();
        }
    }
}
